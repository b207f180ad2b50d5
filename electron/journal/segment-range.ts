/** Bytes read at once: large enough for the disk, small enough that scanning one block does not hold up the host. */
export const BLOCK_BYTES = 256 * 1024;

/** A part of a segment, by offsets in its uncompressed text. */
export interface SegmentRange {
  /** Path without `.gz`. */
  path: string;
  from: number;
  /** Infinity: to the end. */
  to: number;
}
