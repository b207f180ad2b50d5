import { expect, test } from "vitest";
import { createNoisyPicture } from "../../../electron/demo/media-noise.ts";
import { createPicture } from "../../../electron/demo/media-picture.ts";

test("a still scene: nothing in it moves, and every frame has noise of its own", () => {
  const scene = createPicture({ name: "demo-1", index: 0, width: 320, height: 180 });
  scene.draw(Date.now());
  const noisy = createNoisyPicture(scene.frame);
  const frames: Uint8Array[] = [0, 1].map(() => {
    noisy.draw(Date.now());
    return noisy.frame.data.slice();
  });
  scene.draw(Date.now() + 5_000); // the train goes on elsewhere
  noisy.draw(Date.now());
  frames.push(noisy.frame.data);
  for (const frame of frames.slice(1)) {
    const changes = frames[0]!.map((value, at) => Math.abs(value - frame[at]!));
    const luma = changes.subarray(0, 320 * 180);
    expect(luma.reduce((sum, change) => sum + change, 0) / luma.length).toBeGreaterThan(2);
    expect(Math.max(...luma)).toBeLessThan(60);
    expect(Math.max(...changes.subarray(320 * 180))).toBe(0);
  }
});
