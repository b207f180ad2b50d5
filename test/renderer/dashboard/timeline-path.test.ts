import { expect, test } from "vitest";
import { drawPieces, findPiece } from "../../../renderer/dashboard/timeline-path.ts";

const window = { from: 0, to: 10_000 };
const pieces = [
  { kind: "up" as const, from: 0, to: 4_000 },
  { kind: "down" as const, from: 4_000, to: 4_001 },
  { kind: "unknown" as const, from: 4_001, to: 9_999 },
  { kind: "down" as const, from: 9_999, to: 10_000 },
];

test("pieces stand where their time is; the shortest can still be seen, the last one within the row", () => {
  expect(drawPieces(pieces.slice(0, 1), window, { top: 0.25, height: 0.5 })).toBe("M0 0.25h400v0.5h-400z");
  expect(drawPieces(pieces.slice(1, 2), window)).toBe("M400 0h1v1h-1z");
  expect(drawPieces(pieces.slice(3), window)).toBe("M999 0h1v1h-1z");
});

test("a moment has one piece, and none outside", () => {
  expect([-1, 0, 3_999, 4_000, 5_000, 9_999, 10_000].map((time) => findPiece(pieces, time))).toEqual([undefined, 0, 0, 1, 2, 3, undefined]);
});
