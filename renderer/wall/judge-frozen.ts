/** Luma at points of a grid over the picture, row by row, 0 to 255. */
export type PictureSample = Uint8Array;

/** What is remembered of one stream's picture. Milliseconds of a clock that never jumps. */
export interface FrozenMemory {
  /** The first picture of the present stillness; all others are compared with it, so that a slow dusk is a change, too. */
  reference: PictureSample;
  stillFrom: number;
  /** When it was last looked at. */
  lastAt: number;
  /** How long this scene stands still at times, and moves again. Fades. */
  usualStillness: number;
}

/**
 * Mean luma difference that the same picture can have from itself. An encoder that gets one picture again and again gives 0.00 to 0.18 once
 * its rate has settled (x264 at constant quality and at 2 Mbit/s, libvpx at the demo's rate); a still scene under faint noise (3 levels) 0.8
 * and more from one key frame to the next. An encoder that is starved of bits gives a frozen picture up to 1.7: such a one is not found,
 * since a still scene looks no different.
 */
const TOLERANCE = 0.5;
/** Something small moves: levels by which a single point differs, and no encoder's remark on a sharp edge does (at most 20 were seen). */
const POINT_TOLERANCE = 24;
/** Below this mean, or with less than this standard deviation, a picture has too little in it: night, fog, a cap on the lens. Levels. */
const DARK = 40;
const FLAT = 8;
/** Nobody has looked for so long, milliseconds: what the picture did meanwhile is not known. A wall of 200 is seen every 50 s. */
const LONGEST_GAP = 60_000;
/** A corridor stands still for hours: it is suspected after so many times as long as it is used to, and after an hour at most. */
const TIMES_USUAL = 3;
const MOST_PATIENCE = 3_600_000;
/** With each picture that has moved; at one in 5 s the half of it is forgotten within an hour. */
const FADE = 0.999;

/**
 * One more look at a picture of which new frames have come. Suspected is what has shown the same for `after` milliseconds; a scene that is
 * often still gets more time. It is never more than a suspicion: an empty corridor looks like that.
 */
export function judgeFrozen(
  memory: FrozenMemory | undefined,
  { sample, at }: { sample: PictureSample; at: number },
  after: number,
): [FrozenMemory, isSuspected: boolean] {
  if (!memory) return [beginStillness(sample, at, 0), false];
  const { reference, stillFrom, lastAt, usualStillness } = memory;
  if (hasChanged(reference, sample)) {
    return [beginStillness(sample, at, Math.max(lastAt - stillFrom, usualStillness * FADE)), false];
  }
  const patience = Math.max(after, Math.min(MOST_PATIENCE, TIMES_USUAL * usualStillness));
  if (at - lastAt > LONGEST_GAP && lastAt - stillFrom < patience) return [beginStillness(sample, at, usualStillness), false];
  return [{ ...memory, lastAt: at }, at - stillFrom >= patience && !isDarkOrFlat(reference)];
}

function beginStillness(reference: PictureSample, at: number, usualStillness: number): FrozenMemory {
  return { reference, stillFrom: at, lastAt: at, usualStillness };
}

/** A picture of another size has another grid. */
function hasChanged(before: PictureSample, after: PictureSample): boolean {
  if (before.length !== after.length) return true;
  let sum = 0;
  for (let point = 0; point < after.length; point++) {
    const difference = Math.abs(after[point]! - before[point]!);
    if (difference > POINT_TOLERANCE) return true;
    sum += difference;
  }
  return sum > TOLERANCE * after.length;
}

function isDarkOrFlat(sample: PictureSample): boolean {
  const mean = sample.reduce((sum, luma) => sum + luma, 0) / sample.length;
  const variance = sample.reduce((sum, luma) => sum + (luma - mean) ** 2, 0) / sample.length;
  return mean < DARK || Math.sqrt(variance) < FLAT;
}
