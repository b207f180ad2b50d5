import { glyphOf, GLYPH_WIDTH } from "./media-font.ts";

/** Luma 16-235 and two chromas 16-240 around 128 (BT.601, as a decoder of VP8 expects). */
export type Color = readonly [y: number, u: number, v: number];

/** In pixels; parts outside the picture are cut off. */
export interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Canvas {
  readonly width: number;
  readonly height: number;
  /** The picture as I420: the luma plane, then two chroma planes of half its width and height. */
  readonly data: Uint8Array;
  fillRectangle(rectangle: Rectangle, color: Color): void;
  /** `size` is the side of one dot of the 5 x 7 font in pixels. */
  drawText(text: string, at: { x: number; y: number; size: number; color: Color }): void;
  /** Takes the rows from `top` to before `bottom` of an equally large picture. */
  copyRows(from: Canvas, top: number, bottom: number): void;
}

/** Width and height must be even. */
export function createCanvas(width: number, height: number): Canvas {
  const data = new Uint8Array((width * height * 3) / 2);
  const planes = [
    { start: 0, width, height, shift: 0 },
    { start: width * height, width: width / 2, height: height / 2, shift: 1 },
    { start: width * height * 1.25, width: width / 2, height: height / 2, shift: 1 },
  ] as const;

  const fillRectangle = ({ x, y, width, height }: Rectangle, color: Color): void => {
    planes.forEach((plane, index) => {
      const left = clamp(Math.round(x) >> plane.shift, plane.width);
      const right = clamp((Math.round(x + width) + plane.shift) >> plane.shift, plane.width);
      const top = clamp(Math.round(y) >> plane.shift, plane.height);
      const bottom = clamp((Math.round(y + height) + plane.shift) >> plane.shift, plane.height);
      for (let row = top; row < bottom; row++) {
        const start = plane.start + row * plane.width;
        data.fill(color[index]!, start + left, start + right);
      }
    });
  };

  const drawText: Canvas["drawText"] = (text, { x, y, size, color }) => {
    [...text].forEach((character, position) => {
      const left = x + position * (GLYPH_WIDTH + 1) * size;
      glyphOf(character).forEach((row, line) => {
        for (let dot = 0; dot < GLYPH_WIDTH; dot++) {
          const lit = (row >> (GLYPH_WIDTH - 1 - dot)) & 1;
          if (lit) fillRectangle({ x: left + dot * size, y: y + line * size, width: size, height: size }, color);
        }
      });
    });
  };

  const copyRows: Canvas["copyRows"] = (from, top, bottom) => {
    for (const plane of planes) {
      const start = plane.start + (clamp(top, height) >> plane.shift) * plane.width;
      const end = plane.start + ((clamp(bottom, height) + plane.shift) >> plane.shift) * plane.width;
      data.set(from.data.subarray(start, end), start);
    }
  };

  return { width, height, data, fillRectangle, drawText, copyRows };
}

/** Width of a text in dots of the font, without the gap after its last character. */
export function textWidth(text: string): number {
  return text.length * (GLYPH_WIDTH + 1) - 1;
}

/** Hue in degrees, saturation and lightness 0-1. */
export function makeColor(hue: number, saturation: number, lightness: number): Color {
  const angle = (hue * Math.PI) / 180;
  const chroma = saturation * Math.min(lightness, 1 - lightness) * 2 * 90;
  // In the plane of U and V red lies at about 110 degrees, and the hues follow counter-clockwise.
  const direction = (110 * Math.PI) / 180 + angle;
  return [Math.round(16 + 219 * lightness), Math.round(128 + chroma * Math.cos(direction)), Math.round(128 + chroma * Math.sin(direction))];
}

function clamp(value: number, most: number): number {
  return Math.max(0, Math.min(value, most));
}
