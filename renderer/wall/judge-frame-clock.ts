/** What a frame clock remembers. Milliseconds. */
export interface FrameClockMemory {
  lastFrameAt: number;
  /** Usual time between two observed frames; a camera may send one picture in five seconds. */
  usualGap: number;
}

const SHORTEST_STOP = 3_000;
const GAPS_TO_STOP = 3;

/**
 * A frame of `at`, heard of at `now`. What is later than now was noted before the PC's clock was set back: such a frame is passed over,
 * and such a memory gives way to the next frame, or the clock of a picture that lives would stand still for as long as it was set back.
 */
export function observeFrame(memory: FrameClockMemory | undefined, { at, now }: { at: number; now: number }): FrameClockMemory | undefined {
  if (at > now) return memory;
  if (!memory) return { lastFrameAt: at, usualGap: 0 };
  if (memory.lastFrameAt > now) return { ...memory, lastFrameAt: at };
  if (at <= memory.lastFrameAt) return memory;
  // A frame after a stop says how long the stop was, not how the camera sends.
  const usualGap = isClockStopped(memory, at) ? memory.usualGap : memory.usualGap * 0.8 + (at - memory.lastFrameAt) * 0.2;
  return { lastFrameAt: at, usualGap };
}

/** A clock that has not moved for three of the stream's own gaps, and at least 3 s, has stopped. */
export function isClockStopped({ lastFrameAt, usualGap }: FrameClockMemory, now: number): boolean {
  return now - lastFrameAt > Math.max(SHORTEST_STOP, GAPS_TO_STOP * usualGap);
}
