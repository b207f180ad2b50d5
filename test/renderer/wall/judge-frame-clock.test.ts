import { describe, expect, test } from "vitest";
import { isClockStopped, observeFrame } from "../../../renderer/wall/judge-frame-clock.ts";
import type { FrameClockMemory } from "../../../renderer/wall/judge-frame-clock.ts";

function observe(times: number[]): FrameClockMemory {
  return times.reduce<FrameClockMemory | undefined>((memory, at) => observeFrame(memory, { at, now: at }), undefined)!;
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

  test("is not turned back by an older frame that it hears of later", () => {
    expect(observeFrame(observe([10_000]), { at: 9_000, now: 10_500 })?.lastFrameAt).toBe(10_000);
  });

  test("runs on when the PC's clock is set back, and is as patient as before", () => {
    const before = observe([3_600_000, 3_600_500, 3_601_000]);
    const noted = observeFrame(before, { at: 3_601_000, now: 1_500 });
    expect(noted).toEqual(before);
    const memory = observeFrame(noted, { at: 1_500, now: 1_500 })!;
    expect(memory).toEqual({ ...before, lastFrameAt: 1_500 });
    expect(observeFrame(memory, { at: 3_601_000, now: 2_000 })).toEqual(memory);
    expect(isClockStopped(memory, 4_501)).toBe(true);
  });
});
