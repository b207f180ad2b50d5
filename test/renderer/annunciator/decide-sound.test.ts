import { describe, expect, test } from "vitest";
import { decideSound, listAudible, REPEAT } from "../../../renderer/annunciator/decide-sound.ts";
import type { AudibleAlarm, SoundMemory } from "../../../renderer/annunciator/decide-sound.ts";
import type { Priority } from "../../../shared/alarms/alarm-kinds.ts";
import { makeAlarmView } from "../../support/make-alarm-view.ts";

const SECOND = 1_000;
const START = 1_000_000_000;

interface Step {
  /** Seconds from the start. */
  at: number;
  /** `a:high b:low`: what waits for somebody. */
  alarms: string;
  isOn?: boolean;
  mutedUntil?: number;
}

function toAlarms(text: string): AudibleAlarm[] {
  return text.split(" ").flatMap((part) => {
    const [key = "", priority = ""] = part.split(":");
    return key === "" ? [] : [{ key: part, priority: priority as Priority }];
  });
}

/** What sounds, as `second priority`. */
function play(steps: readonly Step[]): string[] {
  let memory: SoundMemory = { known: new Set() };
  return steps.flatMap(({ at, alarms, isOn = true, mutedUntil = 0 }) => {
    const decision = decideSound(memory, {
      at: START + at * SECOND,
      alarms: toAlarms(alarms),
      isOn,
      mutedUntil: mutedUntil && START + mutedUntil * SECOND,
    });
    ({ memory } = decision);
    return decision.play ? [`${at} ${decision.play}`] : [];
  });
}

describe("when it sounds", () => {
  test.each<[string, Step[], string[]]>([
    ["nothing: silence", [{ at: 0, alarms: "" }], []],
    ["a new alarm at once", [{ at: 0, alarms: "a:medium" }], ["0 medium"]],
    ["not again for the same", [{ at: 0, alarms: "a:medium" }, { at: 1, alarms: "a:medium" }], ["0 medium"]], // prettier-ignore
    [
      "one of a burst",
      [
        { at: 0, alarms: "a:medium" },
        { at: 1, alarms: "a:medium b:medium" },
        { at: 5, alarms: "a:medium b:medium c:low" },
        { at: 10, alarms: "a:medium b:medium c:low d:medium" },
      ],
      ["0 medium"],
    ],
    ["but a higher one of it", [{ at: 0, alarms: "a:medium" }, { at: 2, alarms: "a:medium b:high" }, { at: 3, alarms: "a:medium b:high c:high" }], ["0 medium", "2 high"]], // prettier-ignore
    ["the next burst", [{ at: 0, alarms: "a:low" }, { at: 6, alarms: "a:low b:low" }], ["0 low", "6 low"]], // prettier-ignore
    [
      "again and again until somebody acknowledges",
      [
        { at: 0, alarms: "a:high" },
        { at: 19, alarms: "a:high" },
        { at: 20, alarms: "a:high" },
        { at: 39, alarms: "a:high" },
        { at: 40, alarms: "a:high" },
        { at: 60, alarms: "" },
      ],
      ["0 high", "20 high", "40 high"],
    ],
    ["by the pace of the highest that is left", [{ at: 0, alarms: "a:high b:low" }, { at: 20, alarms: "b:low" }, { at: 300, alarms: "b:low" }], ["0 high", "300 low"]], // prettier-ignore
    ["one that comes back", [{ at: 0, alarms: "a:low" }, { at: 9, alarms: "" }, { at: 10, alarms: "a:low" }], ["0 low", "10 low"]], // prettier-ignore
    ["one whose priority rose", [{ at: 0, alarms: "a:low" }, { at: 9, alarms: "a:high" }], ["0 low", "9 high"]], // prettier-ignore
    ["nothing while it is off", [{ at: 0, alarms: "a:high", isOn: false }, { at: 60, alarms: "a:high", isOn: false }], []], // prettier-ignore
    ["what waits, once it is on", [{ at: 0, alarms: "a:high", isOn: false }, { at: 30, alarms: "a:high" }], ["30 high"]], // prettier-ignore
    [
      "muted: neither again nor for a lower one, then as before",
      [
        { at: 0, alarms: "a:high" },
        { at: 20, alarms: "a:high", mutedUntil: 100 },
        { at: 30, alarms: "a:high b:medium", mutedUntil: 100 },
        { at: 100, alarms: "a:high b:medium", mutedUntil: 100 },
      ],
      ["0 high", "100 high"],
    ],
    ["muted: a new one of the highest priority, once", [{ at: 0, alarms: "a:low" }, { at: 9, alarms: "a:low b:high", mutedUntil: 99 }, { at: 40, alarms: "a:low b:high", mutedUntil: 99 }], ["0 low", "9 high"]], // prettier-ignore
    ["as before after the clock was set back", [{ at: 0, alarms: "a:low" }, { at: -5_000, alarms: "a:low" }, { at: -4_700, alarms: "a:low" }], ["0 low", "-4700 low"]], // prettier-ignore
  ])("%s", (_name, steps, expected) => {
    expect(play(steps)).toEqual(expected);
  });

  test("and when it is to be decided again", () => {
    const alarms = toAlarms("a:medium");
    const first = decideSound({ known: new Set() }, { at: START, alarms, isOn: true, mutedUntil: 0 });
    expect(first.due).toBe(START + REPEAT.medium);
    const muted = decideSound(first.memory, { at: START + SECOND, alarms, isOn: true, mutedUntil: START + 300 * SECOND });
    expect(muted.due).toBe(START + 300 * SECOND);
    expect(decideSound(first.memory, { at: START, alarms: [], isOn: true, mutedUntil: 0 }).due).toBeUndefined();
  });
});

test.each([
  ["one that nobody has acknowledged", {}, 1],
  ["acknowledged", { state: "acknowledged" }, 0],
  ["over", { state: "returned_unacknowledged" }, 0],
  ["shelved", { state: "shelved" }, 0],
  ["out of service, or in maintenance", { state: "out_of_service" }, 0],
  ["part of another", { state: "suppressed" }, 0],
  ["an administrator's", { owner: "administrator" }, 0],
] as const)("may sound: %s", (_name, change, count) => {
  expect(listAudible([makeAlarmView({ id: "stream:1", ...change })])).toHaveLength(count);
});
