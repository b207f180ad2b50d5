import { expect, test } from "vitest";
import { groupChecks, mergeChecks } from "../../../shared/diagnostics/check.ts";
import type { Check, CheckName, TargetKind } from "../../../shared/diagnostics/check.ts";

const line = (kind: TargetKind, target: string, name: CheckName, place = ""): Check => ({
  id: `${kind}:${target}/${place}/${name}`,
  target: { kind, name: target },
  name,
  place,
});

test("lines stand by target, then by address in turn, however they came", () => {
  const checks = [
    line("slack", "", "answer"),
    line("server", "b", "mediaPath"),
    line("server", "b", "dns", "b:8889"),
    line("server", "b", "dns", "b:9997"),
    line("server", "a", "dns", "a:8889"),
    line("server", "b", "whep", "b:8889"),
    line("server", "b", "tcp", "b:9997"),
    line("server", "b", "tcp", "b:8889"),
    line("pc", "", "ownClock"),
    line("pc", "", "link"),
  ];
  const groups = groupChecks(checks).map(({ target, checks: own }) => [
    target.kind,
    target.name,
    ...own.map(({ name, place }) => `${name} ${place}`.trim()),
  ]);
  expect(groups).toEqual([
    ["pc", "", "link", "ownClock"],
    ["server", "b", "dns b:8889", "tcp b:8889", "whep b:8889", "dns b:9997", "tcp b:9997", "mediaPath"],
    ["server", "a", "dns a:8889"],
    ["slack", "", "answer"],
  ]);
});

test("the newest of a line counts, in the place of the first", () => {
  const [first, second] = [line("pc", "", "link"), line("pc", "", "disk")];
  const known: Check = { ...first, finding: { code: "link_up", interfaces: 1 }, took: 3 };
  expect(mergeChecks([first, second], [known])).toEqual([known, second]);
});
