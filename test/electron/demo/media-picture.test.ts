import { describe, expect, test } from "vitest";
import { createPicture, formatClock } from "../../../electron/demo/media-picture.ts";

const NOW = new Date(2026, 0, 8, 9, 5, 3, 7).getTime();

function drawFrame({ name = "demo-1", index = 0, width = 160, height = 90, now = NOW }): Uint8Array {
  const picture = createPicture({ name, index, width, height });
  picture.draw(now);
  return picture.frame.data;
}

describe("The picture of a stream", () => {
  test("has a clock with milliseconds", () => {
    expect(formatClock(NOW)).toBe("09:05:03.007");
  });

  test.each([
    [160, 90],
    [480, 270],
    [64, 36],
    [1920, 1080],
  ])("fills %i x %i pixels of I420 with legal levels", (width, height) => {
    const data = drawFrame({ width, height });
    expect(data).toHaveLength((width * height * 3) / 2);
    const luma = data.subarray(0, width * height);
    expect(luma.every((level) => level >= 16 && level <= 235)).toBe(true);
    expect(data.subarray(width * height).every((level) => level >= 16 && level <= 240)).toBe(true);
  });

  test("is the same at the same time, and another one a millisecond later", () => {
    expect(drawFrame({})).toEqual(drawFrame({}));
    expect(drawFrame({ now: NOW + 1 })).not.toEqual(drawFrame({}));
  });

  test("leaves no trace of the frame before", () => {
    const picture = createPicture({ name: "demo-1", index: 0, width: 160, height: 90 });
    for (let now = NOW - 20_000; now <= NOW; now += 100) picture.draw(now);
    expect(picture.frame.data).toEqual(drawFrame({}));
  });

  test("differs from stream to stream, also in its colour", () => {
    const [first, second] = [drawFrame({}), drawFrame({ index: 1 })];
    const sky = 160 * 90 + 80 * 18;
    expect(first.subarray(sky, sky + 80)).not.toEqual(second.subarray(sky, sky + 80));
    expect(drawFrame({ name: "demo-2" })).not.toEqual(first);
  });

  test("takes a name of any length and script", () => {
    expect(drawFrame({ name: "1번 출입구 — a very long name that nobody can read" })).toHaveLength(160 * 90 * 1.5);
  });
});
