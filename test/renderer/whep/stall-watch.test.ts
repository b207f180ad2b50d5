import { describe, expect, test } from "vitest";
import { judgeSample, watchStallFrom } from "../../../renderer/whep/stall-watch.ts";
import type { Health } from "../../../renderer/whep/stall-watch.ts";

/** What came in one second: [packets, decoded frames, dropped frames], or `late`. */
type Second = [packets: number, frames: number, dropped?: number, late?: "late"];

function judge(seconds: Second[], firstFrames = 1): Health[] {
  const counters = { packetsReceived: 0, framesDecoded: firstFrames, framesDropped: 0 };
  let memory = watchStallFrom({ ...counters });
  return seconds.map(([packets, frames, dropped = 0, late]) => {
    counters.packetsReceived += packets;
    counters.framesDecoded += frames;
    counters.framesDropped += dropped;
    const [next, health] = judgeSample(memory, { counters: { ...counters }, late: late === "late" });
    memory = next;
    return health;
  });
}

const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);
const GOOD: Second = [50, 25];
const NOTHING: Second = [0, 0];

describe("a playing session", () => {
  test.each<[string, Second[], Health]>([
    ["is healthy while frames come", times(60, GOOD), "healthy"],
    ["is not judged after three silent seconds", [GOOD, ...times(3, NOTHING)], "waiting"],
    ["has stalled after four seconds without packets", [GOOD, ...times(4, NOTHING)], "stalled_no_packets"],
    ["has stalled without packets, though the last ones made no frame", [GOOD, [3, 0], ...times(3, NOTHING)], "stalled_no_packets"],
    ["has stalled after four seconds of packets without a frame", [GOOD, ...times(4, [50, 0] as Second)], "stalled_no_frames"],
    ["goes on being stalled", [GOOD, ...times(9, NOTHING)], "stalled_no_packets"],
    ["is healthy again with the first frame", [GOOD, ...times(9, NOTHING), [5, 1]], "healthy"],
    ["survives a gap of three seconds, again and again", times(5, [GOOD, NOTHING, NOTHING, NOTHING]).flat(), "waiting"],
    [
      "is watched as closely after such gaps",
      [...times(3, GOOD), NOTHING, NOTHING, NOTHING, ...times(2, GOOD), ...times(4, NOTHING)],
      "stalled_no_packets",
    ],
    ["is a slideshow when most frames are dropped for three seconds", [GOOD, ...times(3, [50, 2, 8] as Second)], "slideshow"],
    ["is no slideshow after two such seconds", [GOOD, ...times(2, [50, 2, 8] as Second)], "waiting"],
    ["may drop half of its frames", times(30, [50, 12, 12] as Second), "healthy"],
    ["of one frame a second may drop one", times(30, [2, 0, 1] as Second).flatMap((second) => [second, [2, 1] as Second]), "healthy"],
    ["is stalled, not a slideshow, when all frames are dropped", [GOOD, ...times(4, [50, 0, 10] as Second)], "stalled_no_frames"],
  ])("%s", (_, seconds, health) => {
    expect(judge(seconds).at(-1)).toBe(health);
  });
});

describe("a session that stalls right after its first second", () => {
  test("is noticed as soon as any other, when that second showed how its frames come", () => {
    expect(judge(times(4, NOTHING), 6).at(-1)).toBe("stalled_no_packets");
  });

  test("has as long as a first frame when it showed a single one", () => {
    const healths = judge(times(15, NOTHING), 1);
    expect([healths[13], healths[14]]).toEqual(["waiting", "stalled_no_packets"]);
  });
});

describe("a stream of few frames", () => {
  const everyFiveSeconds = times(6, [
    [0, 0],
    [0, 0],
    [0, 0],
    [0, 0],
    [4, 1],
  ] as Second[]).flat();

  test("never stalls at its own pace", () => {
    expect(new Set(judge(everyFiveSeconds))).toEqual(new Set(["waiting", "healthy"]));
  });

  test("has stalled after four of its frame intervals", () => {
    const healths = judge([...everyFiveSeconds, ...times(20, NOTHING)]);
    expect(healths.at(-2)).toBe("waiting");
    expect(healths.at(-1)).toBe("stalled_no_packets");
  });
});

describe("a PC that slept", () => {
  test("is no stall: what was counted before is forgotten", () => {
    expect(judge([GOOD, ...times(3, NOTHING), [0, 0, 0, "late"], ...times(3, NOTHING)]).at(-1)).toBe("waiting");
  });

  test("waits for the key frame after the packets that it lost, as long as for a first one", () => {
    const healths = judge([...times(9, GOOD), [0, 0, 0, "late"], ...times(5, GOOD), ...times(10, [50, 0] as Second)]);
    expect([healths.at(-2), healths.at(-1)]).toEqual(["waiting", "stalled_no_frames"]);
  });

  test("wakes to a stall when the frames have gone for good", () => {
    expect(judge([...times(9, GOOD), [0, 0, 0, "late"], ...times(4, NOTHING)]).at(-1)).toBe("stalled_no_packets");
  });
});
