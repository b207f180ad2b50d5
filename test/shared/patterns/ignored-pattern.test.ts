import { expect, test } from "vitest";
import { isCovered } from "../../../shared/patterns/ignored-pattern.ts";
import type { IgnoredPattern } from "../../../shared/patterns/ignored-pattern.ts";
import { DAY, HOUR, MINUTE } from "./make-history.ts";

const streams = ["a", "b"];
const night: IgnoredPattern = { kind: "rhythm", streams, period: "day", at: 2 * HOUR, within: 2 * MINUTE };
const more: IgnoredPattern = { kind: "rate", streams, isMore: true, since: 100 * DAY };
const group: IgnoredPattern = { kind: "together", streams };

test.each<[string, IgnoredPattern, IgnoredPattern, boolean]>([
  ["the same", night, night, true],
  ["some minutes later", { ...night, at: night.at + 6 * MINUTE }, night, true],
  ["an hour later", { ...night, at: 3 * HOUR }, night, false],
  ["across midnight", { ...night, at: DAY - MINUTE }, { ...night, at: MINUTE }, true],
  ["each week", { ...night, period: "week" }, night, false],
  ["of one of them", { ...night, streams: ["b"] }, night, true],
  ["of another one, too", { ...night, streams: ["a", "b", "c"] }, night, false],
  ["since a day later", { ...more, since: 101 * DAY }, more, true],
  ["since a week later", { ...more, since: 107 * DAY }, more, false],
  ["less often since then", { ...more, isMore: false }, more, false],
  ["together", group, group, true],
  ["of another kind", group, night, false],
])("a finding that is %s", (_name, finding, ignored, isIgnored) => {
  expect(isCovered(finding, ignored)).toBe(isIgnored);
});
