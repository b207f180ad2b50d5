import { expect, test } from "vitest";
import { judgePresence } from "../../../shared/fleet/judge-presence.ts";
import type { Presence, Signs } from "../../../shared/fleet/judge-presence.ts";

const S = 1_000;

/** The collector began at 0, unless a case says otherwise; moments by its steady clock. */
test.each<[string, Partial<Signs>, { now: number; listeningSince?: number }, Presence]>([
  ["that gave a sign just now", { heardAt: 100 * S }, { now: 100 * S }, "here"],
  ["whose signs of a minute are missing", { heardAt: 100 * S }, { now: 160 * S }, "here"],
  ["of which nothing came for almost 90 s", { heardAt: 100 * S }, { now: 190 * S - 1 }, "here"],
  ["of which nothing came for 90 s", { heardAt: 100 * S }, { now: 190 * S }, "silent"],
  ["that has said goodbye", { heardAt: 100 * S, isGoodbye: true }, { now: 9_999 * S }, "left"],
  ["that had said goodbye before the collector began", { isGoodbye: true }, { now: 9_999 * S }, "left"],
  ["that is known from before, at the start", {}, { now: 0 }, "awaited"],
  ["that is known from before, almost 90 s after the start", {}, { now: 90 * S - 1 }, "awaited"],
  ["that is known from before and gave no sign within 90 s", {}, { now: 90 * S }, "silent"],
  ["that was silent before, at the start", { wasSilent: true }, { now: 0 }, "silent"],
  ["after the collector has slept", { heardAt: 100 * S }, { now: 7_300 * S, listeningSince: 7_300 * S }, "awaited"],
  ["heard shortly before the collector's clock leapt", { heardAt: 100 * S }, { now: 130 * S, listeningSince: 120 * S }, "here"],
  ["not heard since, but too shortly after the leap", { heardAt: 100 * S }, { now: 209 * S, listeningSince: 120 * S }, "awaited"],
  ["not heard for 90 s after the leap", { heardAt: 100 * S }, { now: 210 * S, listeningSince: 120 * S }, "silent"],
  [
    "that was silent when the collector slept",
    { heardAt: 100 * S, wasSilent: true },
    { now: 7_300 * S, listeningSince: 7_300 * S },
    "silent",
  ],
])("a PC %s", (_name, signs, { now, listeningSince = 0 }, expected) => {
  expect(judgePresence({ isGoodbye: false, wasSilent: false, ...signs }, listeningSince, now)).toBe(expected);
});
