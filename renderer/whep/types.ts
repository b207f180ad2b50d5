import type { MediaStatistics } from "../../shared/record.ts";
import type { Phase, Reason } from "../../shared/reasons.ts";
import type { TileOutcome, TileStep } from "../../shared/state-line.ts";
import type { MediaPath } from "./media-path.ts";

/** `offline`: frames flow, and they are the server's own "offline" clip. */
export type PlayerState = "idle" | "connecting" | "waiting_first_frame" | "playing" | "offline" | "stalled" | "backing_off" | "stopped";

/** What is played: `id` and `name` as in the settings, and the WHEP address. */
export interface PlayableStream {
  id: string;
  name: string;
  whepUrl: string;
  /** Asked before each attempt, so that an expired token is never sent twice. */
  getAuthorization?: () => Promise<string | undefined>;
  /** Played beside the one that is watched, in any number of windows: its large picture, or the same in a second window. */
  role?: "main" | "copy";
}

/** One failed attempt, classified. Texts are cut to the record's limits. */
export interface Failure {
  reason: Reason;
  phase: Phase;
  /** One plain English sentence, different for every reason. */
  errorMessage: string;
  statusCode?: number;
  /** The server's own words. */
  serverError?: string;
  /** Response header `ID`. */
  sessionId?: string;
  /** What the server asked for, in milliseconds. */
  retryAfter?: number;
  /** How long frames had come before it failed, in milliseconds. */
  playedFor?: number;
  stats?: MediaStatistics;
}

/** A failure with all that a record of it needs; made once, at the moment it is noticed. */
export interface AttemptFailure extends Failure {
  streamId: string;
  streamName: string;
  whepUrl: string;
  /** Unix milliseconds. */
  at: number;
  attempt: number;
  /** A stream's first failure until 30 s of healthy frames is one incident. */
  incidentId: string;
  /** It is the large picture that has failed. */
  mainStream?: true;
}

/** What came of one step that was taken against a failure. */
export interface StepOutcome {
  streamId: string;
  whepUrl: string;
  incidentId: string;
  step: TileStep;
  outcome: TileOutcome;
  /** Milliseconds. */
  took: number;
  /** Unix milliseconds at which it was known. */
  at: number;
}

/** Everything a tile shows. A new object for each change, the same one while nothing changed. */
export interface PlayerView {
  state: PlayerState;
  /** Unix milliseconds at which this state began. */
  since: number;
  /** To be given to a video element; changes with each session. */
  media?: MediaStream;
  /** 0 while healthy, else the number of attempts that failed in a row. */
  attempt: number;
  /** The failure of the last attempt; undefined again once frames come. */
  failure?: AttemptFailure;
  /** Unix milliseconds of the incident's first failure, until frames come again. */
  failingSince?: number;
  /** Unix milliseconds of the next attempt, while one is planned. */
  retryAt?: number;
  /** What is being done to bring the same session's frames back. */
  step?: TileStep;
  /** Unix milliseconds since when the whole origin is down: this stream waits for it and has no countdown of its own. */
  originDownSince?: number;
  /** Unix milliseconds of the last decoded frame, to the second. */
  lastFrameAt?: number;
  /** Of the last second, while a session is open. */
  statistics?: MediaStatistics;
  sessionId?: string;
}

export interface Player {
  readonly stream: PlayableStream;
  start(): void;
  /** Closes the session at the server too (DELETE). The player can be started again. */
  stop(): Promise<void>;
  /** Ends the present wait. */
  retryNow(): void;
  /** The enlarged tile's stream is started first when its origin comes back. */
  setEnlarged(enlarged: boolean): void;
  /** The host has found out that the server plays its own clip in the camera's place: nothing in the frames tells. */
  setOnSlate(onSlate: boolean): void;
  /** A frame of this stream is on the page; the first one of a session need not wait for the next second's statistics. */
  noteFrame(media: MediaStream): void;
  /** The way of the present session's packets; undefined while none is connected. Never rejects. */
  readPath(): Promise<MediaPath | undefined>;
  view(): PlayerView;
  subscribe(listener: () => void): () => void;
}

/** What all players of a page share: one sampler, and for each URL origin one start scheduler and one watch over the origin. */
export interface PlayerPool {
  /** When a page's first players are started, and wait for their locks: the first offers of a page take Chromium a while. */
  warmUp(): void;
  createPlayer(stream: PlayableStream): Player;
  /** Calls `listener` after each sleep of the PC, with the milliseconds that are gone, until the returned function is called. */
  onWaking(listener: (gone: number) => void): () => void;
  /** Closes every session with pc.close() and DELETE (keepalive), for `pagehide`. */
  closeAll(): void;
}

/** What the player takes from the page; tests hand in a time of their own. */
export interface PlayerPoolDeps {
  fetch: typeof fetch;
  /** The same by way of the host: for a server to which the page's own connections hang. */
  relay: typeof fetch;
  createPeerConnection: (configuration: RTCConfiguration) => RTCPeerConnection;
  /** Milliseconds that never jump (performance.now). */
  now: () => number;
  /** Unix milliseconds (Date.now). */
  wallClock: () => number;
  /** In [0, 1). */
  random: () => number;
  makeId: () => string;
  setTimeout: (callback: () => void, milliseconds: number) => number;
  clearTimeout: (handle: number) => void;
  setInterval: (callback: () => void, milliseconds: number) => number;
  clearInterval: (handle: number) => void;
  /** navigator.locks: start slots and "one window plays a stream" hold across windows. */
  locks: Pick<LockManager, "request">;
  onFailure: (failure: AttemptFailure) => void;
  onStep: (outcome: StepOutcome) => void;
  /** False: a stalled session is replaced, and nothing else is tried. */
  isRecoveryOn: () => boolean;
}
