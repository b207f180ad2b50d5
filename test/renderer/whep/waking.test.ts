import { describe, expect, test } from "vitest";
import { WAKING_TICKS } from "../../../renderer/whep/deadlines.ts";
import { judgeWaking, WAKING } from "../../../renderer/whep/waking.ts";
import type { Waking } from "../../../renderer/whep/waking.ts";

/** What came in one second after a sleep. */
type Second = [packets: number, frames: number];

function judge(seconds: Second[]): Waking[] {
  let memory = WAKING;
  let packetsReceived = 1_000;
  return seconds.map(([packets, frames]) => {
    packetsReceived += packets;
    const [next, waking] = judgeWaking(memory, { frames: frames > 0, packetsReceived });
    memory = next;
    return waking;
  });
}

const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);
const GOOD: Second = [50, 25];
const OLD_FRAMES: Second = [0, 25];

describe("a session whose PC wakes", () => {
  test.each<[string, Second[], Waking]>([
    ["has not proven anything by its first seconds", times(WAKING_TICKS - 1, GOOD), "waking"],
    ["is awake when frames and packets have come for longer than old ones can last", times(WAKING_TICKS, GOOD), "awake"],
    ["is lost when only the frames from before the sleep are still shown", [GOOD, ...times(2, OLD_FRAMES)], "lost"],
    ["may be without packets for a second", [GOOD, OLD_FRAMES, GOOD], "waking"],
    ["is not awake in a second without packets", [...times(WAKING_TICKS - 1, GOOD), OLD_FRAMES], "waking"],
    ["is lost when its picture waits, for a key frame say, once the old frames are through", [...times(6, GOOD), [50, 0]], "lost"],
    ["is lost when nothing comes", [[0, 0]], "lost"],
  ])("%s", (_, seconds, waking) => {
    expect(judge(seconds).at(-1)).toBe(waking);
  });
});
