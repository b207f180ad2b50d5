import { expect, test } from "vitest";
import { decideCycle, TOUCH_PAUSE } from "../../../renderer/wall/decide-cycle.ts";
import type { CycleDecision, CycleSituation } from "../../../renderer/wall/decide-cycle.ts";
import { findPage } from "../../../renderer/wall/use-page-keys.ts";

const DUE: CycleSituation = {
  seconds: 10,
  filled: [true, true, true],
  index: 0,
  shownFor: 10_000,
  untouchedFor: Infinity,
  isBusy: false,
  asksForSomebody: false,
};

test.each<[what: string, situation: Partial<CycleSituation>, decision: CycleDecision]>([
  ["turns when a page has had its time", {}, { kind: "turn", to: 1 }],
  ["stays until then", { shownFor: 9_999 }, { kind: "stay" }],
  ["begins anew after the last page", { index: 2 }, { kind: "turn", to: 0 }],
  ["passes over an empty page", { filled: [true, false, true] }, { kind: "turn", to: 2 }],
  ["leaves an empty page", { filled: [false, true], index: 0 }, { kind: "turn", to: 1 }],
  ["is off where the settings say so", { seconds: 0 }, { kind: "off" }],
  ["is off where there is one page", { filled: [true] }, { kind: "off" }],
  ["is off where no other page has a stream", { filled: [true, false] }, { kind: "off" }],
  ["waits after a touch", { untouchedFor: TOUCH_PAUSE - 1 }, { kind: "paused" }],
  ["goes on when nobody has touched anything for a while", { untouchedFor: TOUCH_PAUSE }, { kind: "turn", to: 1 }],
  ["waits while a tile is enlarged", { isBusy: true }, { kind: "paused" }],
  ["waits while an alarm on the page asks for somebody", { asksForSomebody: true }, { kind: "paused" }],
])("turning pages by itself %s", (_what, situation, decision) => expect(decideCycle({ ...DUE, ...situation })).toEqual(decision));

test.each([
  ["PageDown", 0, 1],
  ["PageDown", 2, 0],
  ["PageUp", 0, 2],
  ["3", 0, 2],
  ["4", 0, undefined],
  ["0", 0, undefined],
  ["a", 0, undefined],
])("%s on page %i of three leads to %s", (key, index, to) => expect(findPage(key, { index, count: 3, plainKeys: true })).toBe(to));
test("digits are no keys while plain keys are off", () => expect(findPage("2", { index: 0, count: 3, plainKeys: false })).toBeUndefined());
