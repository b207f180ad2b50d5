import type { StallReason } from "./classify-failure.ts";
import { FIRST_FRAME_TICKS, SLIDESHOW_TICKS, STALL_FRAME_INTERVALS, STALL_TICKS } from "./deadlines.ts";
import type { MediaCounters } from "./media-counters.ts";

/** What is remembered of a playing session between two samples. Everything is counted in ticks of about one second. */
export interface StallMemory {
  counters: StallCounters;
  ticksWithoutPackets: number;
  ticksWithoutFrames: number;
  ticksOfSlideshow: number;
  /** Ticks in which the picture may still wait for a key frame, because of packets that were lost in the time before a late tick. */
  keyFrameTicks: number;
  /** The stream's own, averaged; undefined until it has shown two frames. */
  frameInterval: number | undefined;
}

export type StallCounters = Pick<MediaCounters, "packetsReceived" | "framesDecoded" | "framesDropped">;

/** `waiting`: no frame in this tick, but not for long enough to say so. */
export type Health = "healthy" | "waiting" | StallReason;

/** Weight of the newest interval: one gap of three seconds must not make the watch patient. */
const NEWEST_WEIGHT = 0.25;
/** Fewer dropped frames in a second say nothing. */
const LEAST_DROPPED = 2;
const SLIDESHOW_SHARE = 0.6;

/** Begins with the first frames: `counters` are those of the tick in which they came. */
export function watchStallFrom(counters: StallCounters): StallMemory {
  const frameInterval = counters.framesDecoded > 1 ? 1 / counters.framesDecoded : undefined;
  return { counters, ticksWithoutPackets: 0, ticksWithoutFrames: 0, ticksOfSlideshow: 0, keyFrameTicks: 0, frameInterval };
}

/**
 * Judges one tick of a session that has shown a frame. A tick that came late (the PC slept, the page hung) says nothing about the
 * time before it: what was counted until then is forgotten, and the frames have their full time again. A PC that hung has lost packets, too;
 * while others come, the next key frame has as long as a first frame has.
 */
export function judgeSample(memory: StallMemory, { counters, late }: { counters: StallCounters; late: boolean }): [StallMemory, Health] {
  const packets = counters.packetsReceived - memory.counters.packetsReceived;
  const frames = counters.framesDecoded - memory.counters.framesDecoded;
  const dropped = counters.framesDropped - memory.counters.framesDropped;
  const isSlideshow = dropped >= LEAST_DROPPED && dropped > SLIDESHOW_SHARE * (dropped + frames);

  if (late) {
    const { frameInterval } = memory;
    return [{ ...watchStallFrom(counters), keyFrameTicks: FIRST_FRAME_TICKS, frameInterval }, frames > 0 ? "healthy" : "waiting"];
  }
  const next: StallMemory = {
    counters,
    ticksWithoutPackets: packets > 0 ? 0 : memory.ticksWithoutPackets + 1,
    ticksWithoutFrames: frames > 0 ? 0 : memory.ticksWithoutFrames + 1,
    ticksOfSlideshow: isSlideshow ? memory.ticksOfSlideshow + 1 : 0,
    keyFrameTicks: Math.max(0, memory.keyFrameTicks - 1),
    frameInterval: averageInterval(memory, frames),
  };
  if (frames > 0) {
    if (!isSlideshow) return [next, "healthy"];
    return [next, next.ticksOfSlideshow >= SLIDESHOW_TICKS ? "slideshow" : "waiting"];
  }
  const threshold = stallThreshold(memory.frameInterval);
  if (next.ticksWithoutFrames < threshold) return [next, "waiting"];
  if (next.keyFrameTicks > 0 && next.ticksWithoutPackets < threshold) return [next, "waiting"];
  // The last packets may have come in a tick in which they no longer made a frame.
  return [next, next.ticksWithoutPackets >= next.ticksWithoutFrames - 1 ? "stalled_no_packets" : "stalled_no_frames"];
}

function stallThreshold(frameInterval: number | undefined): number {
  return frameInterval === undefined ? FIRST_FRAME_TICKS : Math.max(STALL_TICKS, Math.ceil(STALL_FRAME_INTERVALS * frameInterval));
}

/** A gap that was itself a stall is not how this stream comes. */
function averageInterval({ frameInterval, ticksWithoutFrames }: StallMemory, frames: number): number | undefined {
  if (frames <= 0 || ticksWithoutFrames >= stallThreshold(frameInterval)) return frameInterval;
  const newest = (ticksWithoutFrames + 1) / frames;
  return frameInterval === undefined ? newest : frameInterval + (newest - frameInterval) * NEWEST_WEIGHT;
}
