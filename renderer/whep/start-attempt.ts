import type { OriginWatch } from "./origin-watch.ts";
import { SLOW_START } from "./start-scheduler.ts";
import type { StartPace, StartScheduler } from "./start-scheduler.ts";
import type { PlayableStream, PlayerPoolDeps } from "./types.ts";
import { createWhepClient } from "./whep-client.ts";
import { openWhepSession } from "./whep-session.ts";
import type { OpenedSession } from "./whep-session.ts";

/** What the streams of one URL origin share. */
export interface Origin {
  scheduler: StartScheduler;
  watch: OriginWatch;
  /** As the server gave them, asked once; undefined until then, and again when a connection with them failed. */
  iceServers?: RTCIceServer[];
}

export interface StartAttemptOptions {
  stream: PlayableStream;
  origin: Origin;
  signal: AbortSignal;
  /** The POST follows, and has its full time. */
  onPost: () => void;
}

export interface StartedAttempt {
  opened: OpenedSession;
  /** How long the POST took, in milliseconds. */
  held: number;
}

/** One attempt: authorization, ICE servers, offer, answer. Never rejects. */
export async function startAttempt(
  deps: Pick<PlayerPoolDeps, "fetch" | "now" | "wallClock" | "setTimeout" | "createPeerConnection">,
  { stream, origin, signal, onPost }: StartAttemptOptions,
): Promise<StartedAttempt> {
  let authorization: string | undefined;
  try {
    authorization = await unlessAborted(stream.getAuthorization?.(), signal);
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    return { opened: { kind: "script", cause: `the authorization could not be read (${cause})` }, held: 0 };
  }
  const client = createWhepClient({ ...deps, whepUrl: stream.whepUrl, authorization, onResponse: origin.watch.noteAnswer });
  if (!origin.iceServers) {
    const asked = await client.getIceServers(signal);
    if (asked && !Array.isArray(asked)) return { opened: asked, held: 0 };
    origin.iceServers = asked;
  }
  onPost();
  const postedAt = deps.now();
  const opened = await openWhepSession(deps, { client, iceServers: origin.iceServers ?? [], signal });
  // The answer's list is the newer one: credentials for TURN are often good for a few hours only.
  if (opened.kind === "open") origin.iceServers = opened.iceServers;
  return { opened, held: deps.now() - postedAt };
}

/** How the stream will be queued the next time. A quick failure for want of an answer says nothing about it. */
export function nextPace(pace: StartPace, { opened, held }: { opened: { kind: OpenedSession["kind"] }; held: number }): StartPace {
  if (held > SLOW_START || opened.kind === "http_status") return "slow";
  return opened.kind === "open" ? "quick" : pace;
}

function unlessAborted<T>(value: Promise<T> | undefined, signal: AbortSignal): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    signal.addEventListener("abort", () => reject(new Error("the host did not answer")), { once: true });
    Promise.resolve(value).then(resolve, reject);
  });
}
