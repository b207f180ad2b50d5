import { createCanvas, makeColor, textWidth } from "./media-canvas.ts";
import type { Canvas, Color, Rectangle } from "./media-canvas.ts";
import { GLYPH_HEIGHT } from "./media-font.ts";

export interface Picture {
  /** The same bytes for all frames. */
  readonly frame: Canvas;
  /** Draws the frame of `now` (milliseconds since 1970). */
  draw(now: number): void;
}

export interface PictureOptions {
  /** Stands in the picture, beside the clock. */
  name: string;
  /** Gives each stream its own colour, skyline and train. */
  index: number;
  width: number;
  height: number;
}

const WHITE: Color = [225, 128, 128];
const LIT_WINDOW: Color = [190, 96, 144];
/** Seconds a train takes from one side to the other. */
const PASSAGE = { shortest: 7, step: 1.3, steps: 5 };

/**
 * A station at dusk: a still background, a train that never stops and a clock with milliseconds. Only the rows of the clock and of the
 * train are drawn again for each frame, and only they cost the encoder anything.
 */
export function createPicture({ name, index, width, height }: PictureOptions): Picture {
  // The golden angle: neighbours on a wall never look alike, however many they are.
  const hue = (200 + index * 137.5) % 360;
  const unit = height / 90;
  const background = createCanvas(width, height);
  paintStation(background, { hue, seed: index, unit });

  const dot = Math.max(1, Math.round(unit * 0.85));
  const clock = { x: even(4 * unit), y: even(4 * unit), size: dot, color: WHITE };
  const clockBottom = clock.y + (GLYPH_HEIGHT + 2) * dot;
  const label = fitText(name, Math.floor((width - 2 * clock.x) / dot));
  paintPlate(background, { ...clock, y: height - clock.y - GLYPH_HEIGHT * dot }, label);
  const frame = createCanvas(width, height);
  frame.copyRows(background, 0, height);

  const train = { top: even(56 * unit), bottom: even(72 * unit), length: width * 0.62 };
  const seconds = PASSAGE.shortest + PASSAGE.step * (index % PASSAGE.steps);
  const paintTrain = createTrainPainter({ hue, unit, ...train });

  const draw = (now: number): void => {
    frame.copyRows(background, 0, clockBottom);
    paintPlate(frame, clock, formatClock(now));
    frame.copyRows(background, train.top, train.bottom);
    const way = (now / 1_000 / seconds + index * 0.37) % 1;
    paintTrain(frame, even((width + train.length) * (index % 2 ? 1 - way : way) - train.length));
  };
  return { frame, draw };
}

/** `HH:MM:SS.mmm` in local time. */
export function formatClock(now: number): string {
  const time = new Date(now);
  const part = (value: number, digits: number): string => String(value).padStart(digits, "0");
  return `${part(time.getHours(), 2)}:${part(time.getMinutes(), 2)}:${part(time.getSeconds(), 2)}.${part(time.getMilliseconds(), 3)}`;
}

function paintPlate(canvas: Canvas, at: { x: number; y: number; size: number; color: Color }, text: string): void {
  const border = 2 * at.size;
  const plate = {
    x: at.x - border,
    y: at.y - border,
    width: textWidth(text) * at.size + 2 * border,
    height: GLYPH_HEIGHT * at.size + 2 * border,
  };
  canvas.fillRectangle(plate, [28, 128, 128]);
  canvas.drawText(text, at);
}

function paintStation(canvas: Canvas, { hue, seed, unit }: { hue: number; seed: number; unit: number }): void {
  const { width } = canvas;
  const random = pseudoRandom(seed + 1);
  const fill = (rectangle: Rectangle, color: Color): void => canvas.fillRectangle(rectangle, color);
  const horizon = 52 * unit;
  for (let y = 0; y < horizon; y += 2) {
    fill({ x: 0, y, width, height: 2 }, makeColor(hue + (50 * y) / horizon, 0.55, 0.2 + (0.38 * y) / horizon));
  }
  for (let x = -4 * unit; x < width;) {
    const building = { x, width: (7 + 9 * random()) * unit, height: (10 + 24 * random()) * unit };
    fill({ ...building, y: horizon - building.height, height: building.height }, makeColor(hue, 0.35, 0.12 + 0.07 * random()));
    for (let wx = x + 1.5 * unit; wx < x + building.width - 2 * unit; wx += 3 * unit) {
      for (let wy = horizon - building.height + 2 * unit; wy < horizon - 3 * unit; wy += 4 * unit) {
        if (random() < 0.35) fill({ x: wx, y: wy, width: 1.4 * unit, height: 2 * unit }, LIT_WINDOW);
      }
    }
    x += building.width + 1.5 * unit * random();
  }
  fill({ x: 0, y: horizon, width, height: canvas.height }, makeColor(hue, 0.15, 0.16));
  fill({ x: 0, y: horizon, width, height: 1.2 * unit }, makeColor(hue, 0.3, 0.34));
  fill({ x: 0, y: 72 * unit, width, height: 1.2 * unit }, makeColor(hue, 0.1, 0.5));
  for (let x = 0; x < width; x += 6 * unit) fill({ x, y: 73.2 * unit, width: 3 * unit, height: 1.6 * unit }, makeColor(hue, 0.2, 0.09));
  fill({ x: 0, y: 77 * unit, width, height: 14 * unit }, makeColor(hue, 0.12, 0.24));
  // The yellow line of a platform.
  fill({ x: 0, y: 77 * unit, width, height: 1.6 * unit }, makeColor(48, 0.9, 0.55));
}

function createTrainPainter({
  hue,
  unit,
  top,
  bottom,
  length,
}: {
  hue: number;
  unit: number;
  top: number;
  bottom: number;
  length: number;
}) {
  const cars = 3;
  const gap = 1.2 * unit;
  const car = (length - gap * (cars - 1)) / cars;
  const body = makeColor(hue, 0.1, 0.78);
  const stripe = makeColor(hue, 0.95, 0.45);
  const glass = makeColor(205, 0.3, 0.2);
  const doors = makeColor(hue, 0.08, 0.62);
  const bogie: Color = [26, 128, 128];

  return (canvas: Canvas, left: number): void => {
    for (let index = 0; index < cars; index++) {
      const x = left + index * (car + gap);
      canvas.fillRectangle({ x, y: top + unit, width: car, height: bottom - top - 3 * unit }, body);
      canvas.fillRectangle({ x, y: top + 9.6 * unit, width: car, height: 2 * unit }, stripe);
      canvas.fillRectangle({ x: x + 1.5 * unit, y: top + 3 * unit, width: car - 3 * unit, height: 4.6 * unit }, glass);
      for (const part of [0.25, 0.7])
        canvas.fillRectangle({ x: x + car * part, y: top + 2.4 * unit, width: 3.4 * unit, height: 11 * unit }, doors);
      for (const part of [0.1, 0.8])
        canvas.fillRectangle({ x: x + car * part, y: bottom - 2 * unit, width: 4 * unit, height: 2 * unit }, bogie);
    }
  };
}

function fitText(text: string, dots: number): string {
  return textWidth(text) <= dots ? text : text.slice(0, Math.floor((dots + 1) / (textWidth("0") + 1)));
}

/** The same numbers for the same seed, so that a stream always shows the same place (xorshift32). */
function pseudoRandom(seed: number): () => number {
  let state = (seed * 2_654_435_761) >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/** Chroma has half the resolution: even positions keep edges free of fringes. */
function even(value: number): number {
  return 2 * Math.round(value / 2);
}
