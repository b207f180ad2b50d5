import { createCanvas } from "./media-canvas.ts";
import type { Canvas } from "./media-canvas.ts";
import type { Picture } from "./media-picture.ts";

/** Luma levels of one standard deviation: a camera indoors, in the evening. */
const DEVIATION = 4;
/** Prime: the pattern meets another part of the picture in each frame. */
const PATTERN = 65_537;

/** A scene in which nothing moves, as a camera sees it: the same picture, under the sensor's noise, which never repeats. */
export function createNoisyPicture(still: Canvas): Picture {
  const { width, height } = still;
  const scene = still.data.slice();
  const frame = createCanvas(width, height);
  frame.data.set(scene);
  const noise = Int8Array.from({ length: PATTERN }, drawNormal);
  return {
    frame,
    draw() {
      let at = Math.floor(Math.random() * PATTERN);
      for (let pixel = 0; pixel < width * height; pixel++) {
        frame.data[pixel] = Math.max(16, Math.min(235, scene[pixel]! + noise[at]!));
        at = at + 1 < PATTERN ? at + 1 : 0;
      }
    },
  };
}

/** Box and Muller. */
function drawNormal(): number {
  return Math.round(DEVIATION * Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random()));
}
