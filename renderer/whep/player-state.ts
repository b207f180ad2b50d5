import type { PlayerState } from "./types.ts";

export type PlayerEvent =
  /** Somebody wants to see the stream. */
  | "start"
  /** This window is the one that plays it. */
  | "granted"
  /** A session's answer is applied; an older session is closed. */
  | "answered"
  | "connected"
  /** Healthy frames came, of the new session or of one that had stalled. */
  | "frames"
  | "stalled"
  /** Frames come, of the server's own "offline" clip. */
  | "slate"
  /** An attempt failed, or its session ended. */
  | "failed"
  | "retry"
  /** The whole origin is down: this stream waits until another one is answered. */
  | "origin_down"
  | "stop";

const TRANSITIONS: Record<PlayerState, Partial<Record<PlayerEvent, PlayerState>>> = {
  idle: { granted: "connecting", stop: "stopped" },
  connecting: {
    connected: "waiting_first_frame",
    frames: "playing",
    slate: "offline",
    failed: "backing_off",
    origin_down: "backing_off",
    stop: "stopped",
  },
  waiting_first_frame: { frames: "playing", slate: "offline", failed: "backing_off", stop: "stopped" },
  playing: { slate: "offline", stalled: "stalled", failed: "backing_off", stop: "stopped" },
  offline: { frames: "playing", stalled: "stalled", failed: "backing_off", stop: "stopped" },
  // While the picture may still come back, an attempt beside it changes nothing until it is answered.
  stalled: { answered: "connecting", frames: "playing", slate: "offline", failed: "backing_off", stop: "stopped" },
  backing_off: { retry: "connecting", frames: "playing", slate: "offline", stop: "stopped" },
  stopped: { start: "idle" },
};

/** An event that has no place in a state leaves it. */
export function nextPlayerState(state: PlayerState, event: PlayerEvent): PlayerState {
  return TRANSITIONS[state][event] ?? state;
}
