import { describe, expect, test } from "vitest";
import { isClockStopped, observeFrame } from "../../../renderer/wall/judge-frame-clock.ts";
import type { FrameClockMemory } from "../../../renderer/wall/judge-frame-clock.ts";

function observe(times: number[]): FrameClockMemory {
  return times.reduce<FrameClockMemory | undefined>(observeFrame, undefined)!;
}

describe("the frame clock", () => {
  test("runs while frames come, and stops 3 s after the last", () => {
    const memory = observe([0, 500, 1_000, 1_500]);
    expect(isClockStopped(memory, 4_500)).toBe(false);
    expect(isClockStopped(memory, 4_501)).toBe(true);
  });

  test("runs again with the next frame", () => {
    const memory = observe([0, 500, 60_000]);
    expect(memory.lastFrameAt).toBe(60_000);
    expect(isClockStopped(memory, 60_500)).toBe(false);
  });

  test("learns nothing about the camera from how long a stop was", () => {
    const memory = observe([0, 500, 1_000, 600_000]);
    expect(isClockStopped(memory, 603_001)).toBe(true);
  });

  test("lets a slow camera be slow", () => {
    const memory = observe(Array.from({ length: 30 }, (_, index) => index * 2_500));
    const last = 29 * 2_500;
    expect(isClockStopped(memory, last + 5_000)).toBe(false);
    expect(isClockStopped(memory, last + 7_600)).toBe(true);
  });

  test("does not run backwards with the PC's clock", () => {
    expect(observe([10_000, 4_000]).lastFrameAt).toBe(10_000);
  });
});
