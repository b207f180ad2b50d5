import type { StreamState } from "../../shared/state-line.ts";
import type { AttemptFailure, Player, PlayerView } from "./types.ts";

/** A change as it was noticed. Times are Unix milliseconds. */
export interface StreamStateChange {
  streamId: string;
  whepUrl: string;
  state: StreamState;
  at: number;
  /** From when it holds; never after `at`. */
  since: number;
  /** The failure that made it `down`. */
  failure?: Pick<AttemptFailure, "incidentId" | "reason">;
}

export interface StreamStateDeps {
  wallClock: () => number;
  /** False: this PC has no network. What fails then says nothing about the stream. */
  isOnline: () => boolean;
  onChange: (change: StreamStateChange) => void;
}

export interface StreamStateWatch {
  /** Says each change of the player's stream once, for as long as the player lives. Answers with the player. */
  follow(player: Player): Player;
  /** The PC has slept, or its clock has leapt: so many milliseconds nobody looked. */
  noteWaking(gone: number): void;
}

/** What was said last of a stream, and what is remembered besides. */
interface Memory {
  state: StreamState;
  since: number;
  /** After a sleep a picture proves nothing until a frame has come that is newer than this. */
  wokeAt: number;
  /** The last sign of a failure: its own, or that the whole origin is down. */
  failure: AttemptFailure | number | undefined;
  /** It came while this PC had a network. */
  isFailureOfStream: boolean;
}

const NOTHING_SAID: Memory = { state: "unknown", since: -Infinity, wokeAt: -Infinity, failure: undefined, isFailureOfStream: true };

export function createStreamStateWatch({ wallClock, isOnline, onChange }: StreamStateDeps): StreamStateWatch {
  /** Of the players that are started. */
  const memories = new Map<Player, Memory>();
  const remember = (player: Player, change: Partial<Memory>): Memory => {
    const memory = { ...(memories.get(player) ?? NOTHING_SAID), ...change };
    memories.set(player, memory);
    return memory;
  };

  const say = (player: Player, state: StreamState, wanted: number) => {
    const at = wallClock();
    const { since: earliest, wokeAt } = memories.get(player) ?? NOTHING_SAID;
    const since = Math.min(at, Math.max(wanted, earliest, wokeAt));
    remember(player, { state, since });
    const { id: streamId, whepUrl } = player.stream;
    const { failure } = player.view();
    onChange({ streamId, whepUrl, state, at, since, ...(state === "down" && failure && { failure }) });
  };

  const look = (player: Player) => {
    const view = player.view();
    const failure = view.failure ?? view.originDownSince;
    // Judged when it comes: what failed without a network has still failed so when the network is back.
    const isNew = failure !== memories.get(player)?.failure;
    const before = remember(player, isNew ? { failure, isFailureOfStream: isOnline() || isLoopback(player.stream.whepUrl) } : {});
    const state = judgeStreamState(before, view);
    if (state !== before.state) say(player, state, startOf(state, before.state, view) ?? wallClock());
    if (view.state === "stopped") memories.delete(player);
  };

  return {
    follow(player) {
      player.subscribe(() => look(player));
      return player;
    },
    noteWaking(gone) {
      const at = wallClock();
      for (const [player, { state }] of memories) {
        if (state !== "unknown") say(player, "unknown", at - gone);
        remember(player, { wokeAt: at });
        look(player);
      }
    },
  };
}

/** Playing is up; from the first failure until frames come again it is down; all else (idle, stopped, first connecting) is unknown. */
export function judgeStreamState(
  { state, wokeAt, isFailureOfStream }: Pick<Memory, "state" | "wokeAt" | "isFailureOfStream">,
  view: PlayerView,
): StreamState {
  if (view.state === "idle" || view.state === "stopped") return "unknown";
  if (view.state === "playing") return (view.lastFrameAt ?? view.since) > wokeAt ? "up" : state;
  if (view.failure || view.originDownSince !== undefined) return isFailureOfStream ? "down" : "unknown";
  // An attempt under way: without a failure before it, a session that was up is being renewed after a sleep.
  return state === "up" ? "unknown" : state;
}

/** When a new state began; undefined: now. A picture that was there ended with its last frame; what never played is down from its failure, whose line stands in the log. */
function startOf(state: StreamState, before: StreamState, view: PlayerView): number | undefined {
  if (state === "up") return view.since;
  if (before === "up") return view.state === "stopped" ? undefined : view.lastFrameAt;
  return state === "down" ? view.failure?.at : undefined;
}

/** A server on this very PC is reached without a network. */
function isLoopback(whepUrl: string): boolean {
  return URL.canParse(whepUrl) && /^(localhost|127\..*|\[::1\])$/.test(new URL(whepUrl).hostname);
}
