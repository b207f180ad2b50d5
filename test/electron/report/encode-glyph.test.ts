import { expect, test } from "vitest";
import { encodeGlyph } from "../../../electron/report/encode-glyph.ts";
import type { OutlineCommand } from "../../../electron/report/encode-glyph.ts";

const hex = (commands: OutlineCommand[]) =>
  Buffer.from(encodeGlyph(commands))
    .toString("hex")
    .replace(/(....)(?=.)/g, "$1 ");
const go = (command: OutlineCommand["command"], ...args: number[]): OutlineCommand => ({ command, args });

test("nothing is nothing", () => expect(hex([])).toBe(""));

test("a triangle: one contour, its return to its beginning left out, small steps in one byte", () => {
  const triangle = [go("moveTo", 0, 0), go("lineTo", 100, 0.4), go("lineTo", 50, -80), go("lineTo", 0, 0), go("closePath")];
  // contours 1; box 0, -80, 100, 0; last point 2; no instructions; flags; x: 0 (same), +100, -50; y: 0, 0 (same), -80; filled up to 24 bytes
  expect(hex(triangle)).toBe("0001 0000 ffb0 0064 0000 0002 0000 3133 0764 3250");
});

test("two contours, a curve's point off it, steps beyond a byte", () => {
  const commands = [
    go("moveTo", 300, 0),
    go("quadraticCurveTo", 0, 400, -300, 0),
    go("closePath"),
    go("moveTo", 1, 1),
    go("lineTo", 2, 2),
    go("closePath"),
  ];
  expect(hex(commands)).toBe(
    "0002 fed4 0000 012c 0190 0002 0004 0000 " + // 2 contours; box -300, 0, 300, 400; last points 2 and 4
      encodeByHand(),
  );
});

/** Flags, x and y of the points (300,0), (0,400) off the curve, (-300,0), (1,1), (2,2). */
function encodeByHand(): string {
  const flags = [0x01 | 0x20, 0x00, 0x01, 0x01 | 0x04 | 0x20, 0x01 | 0x02 | 0x10 | 0x04 | 0x20];
  const x = [...int16(300), ...int16(-300), ...int16(-300), ...int16(301), 1];
  const y = [...int16(400), ...int16(-400), 1, 1];
  const bytes = [...flags, ...x, ...y];
  while ((16 + bytes.length) % 4 !== 0) bytes.push(0);
  return Buffer.from(bytes).toString("hex").replace(/(....)(?=.)/g, "$1 "); // prettier-ignore
}

function int16(value: number): number[] {
  return [(value >> 8) & 0xff, value & 0xff];
}
