/** What a frame clock remembers. Milliseconds. */
export interface FrameClockMemory {
  lastFrameAt: number;
  /** Usual time between two observed frames; a camera may send one picture in five seconds. */
  usualGap: number;
}

const SHORTEST_STOP = 3_000;
const GAPS_TO_STOP = 3;

export function observeFrame(memory: FrameClockMemory | undefined, at: number): FrameClockMemory {
  if (!memory) return { lastFrameAt: at, usualGap: 0 };
  const gap = Math.max(0, at - memory.lastFrameAt);
  // A frame after a stop says how long the stop was, not how the camera sends.
  const usualGap = isClockStopped(memory, at) ? memory.usualGap : memory.usualGap * 0.8 + gap * 0.2;
  return { lastFrameAt: Math.max(at, memory.lastFrameAt), usualGap };
}

/** A clock that has not moved for three of the stream's own gaps, and at least 3 s, has stopped. */
export function isClockStopped({ lastFrameAt, usualGap }: FrameClockMemory, now: number): boolean {
  return now - lastFrameAt > Math.max(SHORTEST_STOP, GAPS_TO_STOP * usualGap);
}
