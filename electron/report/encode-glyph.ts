/** What fontkit tells of a glyph's outline: quadratic curves, as TrueType has them. */
export interface OutlineCommand {
  command: "moveTo" | "lineTo" | "quadraticCurveTo" | "bezierCurveTo" | "closePath";
  args: number[];
}

interface Point {
  x: number;
  y: number;
  isOnCurve: boolean;
}

const ON_CURVE = 1;
const SHORT = { x: 2, y: 4 };
/** Of a short one: it is positive. Of another: it is that of the point before. */
const SAME_OR_POSITIVE = { x: 16, y: 32 };

/**
 * An outline as an entry of TrueType's table `glyf` (https://learn.microsoft.com/typography/opentype/spec/glyf), its length a multiple of four;
 * of an empty one nothing. Coordinates are rounded: those of a variation have fractions.
 */
export function encodeGlyph(commands: readonly OutlineCommand[]): Uint8Array {
  const contours = listContours(commands);
  const points = contours.flat();
  if (points.length === 0) return new Uint8Array();
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const bytes: number[] = [];
  const int16 = (value: number): void => void bytes.push((value >> 8) & 0xff, value & 0xff);
  for (const value of [contours.length, Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]) int16(value);
  let end = -1;
  for (const contour of contours) int16((end += contour.length));
  int16(0); // no instructions
  const [across, up] = [encodeAxis(xs, "x"), encodeAxis(ys, "y")];
  bytes.push(...points.map(({ isOnCurve }, n) => Number(isOnCurve) * ON_CURVE | across.flags[n]! | up.flags[n]!)); // prettier-ignore
  bytes.push(...across.bytes, ...up.bytes);
  while (bytes.length % 4 !== 0) bytes.push(0);
  return Uint8Array.from(bytes);
}

function listContours(commands: readonly OutlineCommand[]): Point[][] {
  const contours: Point[][] = [];
  for (const { command, args } of commands) {
    const [x = 0, y = 0, endX = 0, endY = 0] = args.map(Math.round);
    if (command === "moveTo") contours.push([{ x, y, isOnCurve: true }]);
    else if (command === "lineTo") contours.at(-1)!.push({ x, y, isOnCurve: true });
    else if (command === "quadraticCurveTo") contours.at(-1)!.push({ x, y, isOnCurve: false }, { x: endX, y: endY, isOnCurve: true });
    else if (command === "bezierCurveTo") throw new RangeError("TrueType has no cubic curves");
  }
  return contours.map(withoutReturn);
}

/** A contour closes by itself: its end at its own beginning would be a second point there. */
function withoutReturn(contour: Point[]): Point[] {
  const [first, last] = [contour[0]!, contour.at(-1)!];
  return contour.length > 1 && last.isOnCurve && last.x === first.x && last.y === first.y ? contour.slice(0, -1) : contour;
}

/** Differences from point to point, in one byte where they fit. */
function encodeAxis(values: readonly number[], axis: "x" | "y"): { flags: number[]; bytes: number[] } {
  const bytes: number[] = [];
  const flags = values.map((value, n) => {
    const step = value - (values[n - 1] ?? 0);
    if (step === 0) return SAME_OR_POSITIVE[axis];
    if (Math.abs(step) <= 255) {
      bytes.push(Math.abs(step));
      return SHORT[axis] | (step > 0 ? SAME_OR_POSITIVE[axis] : 0);
    }
    bytes.push((step >> 8) & 0xff, step & 0xff);
    return 0;
  });
  return { flags, bytes };
}
