import { crc32 } from "node:zlib";
import type { Position } from "./types.ts";

/** What one slot of a cursor holds: the higher sequence number of two sound slots is the later. */
export interface CursorSlot {
  sequence: number;
  position: Position;
}

/** One line of JSON, readable for support; the checksum covers these three values, in every version. */
export function encodeCursorSlot({ sequence, position: { segment, offset } }: CursorSlot): string {
  return JSON.stringify({ sequence, segment, offset, crc: checksum(sequence, segment, offset) }) + "\n";
}

/** Undefined when the text is damaged. What a later version says besides is left alone: after a way back nothing would be sent twice. */
export function decodeCursorSlot(text: string): CursorSlot | undefined {
  try {
    if (!text.endsWith("\n")) return undefined; // torn
    const { sequence, segment, offset, crc } = JSON.parse(text);
    if (!Number.isSafeInteger(sequence + 1) || sequence < 0 || !Number.isSafeInteger(offset) || offset < 0 || typeof segment !== "string")
      return undefined;
    return crc === checksum(sequence, segment, offset) ? { sequence, position: { segment, offset } } : undefined;
  } catch {
    return undefined;
  }
}

function checksum(sequence: number, segment: string, offset: number): string {
  return crc32(`${sequence} ${segment} ${offset}`).toString(16).padStart(8, "0");
}
