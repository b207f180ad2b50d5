import type { HungConnections } from "./hung-connections.ts";
import type { OfferStock } from "./offer-stock.ts";
import type { OriginWatch } from "./origin-watch.ts";
import { SLOW_START } from "./start-scheduler.ts";
import type { StartPace, StartScheduler, StartSlot } from "./start-scheduler.ts";
import type { PlayableStream, PlayerPoolDeps } from "./types.ts";
import { createWhepClient } from "./whep-client.ts";
import { openWhepSession } from "./whep-session.ts";
import type { OpenedSession } from "./whep-session.ts";

/** What the streams of one URL origin share. */
export interface Origin {
  scheduler: StartScheduler;
  watch: OriginWatch;
  connections: HungConnections;
  /** When it last left a question about a session unanswered, by `now()`. */
  silentAt?: number;
  /** As its last answer named them; none before the first. */
  iceServers?: RTCIceServer[];
}

export interface StartAttemptOptions {
  stream: PlayableStream;
  origin: Origin;
  offers: OfferStock;
  slot: StartSlot;
}

export interface StartedAttempt {
  opened: OpenedSession;
  /** How long the POST took, in milliseconds. */
  held: number;
}

/** One attempt: authorization, offer, answer. Never rejects. */
export async function startAttempt(
  deps: Pick<PlayerPoolDeps, "fetch" | "relay" | "now" | "wallClock" | "setTimeout">,
  { stream, origin, offers, slot: { signal, release } }: StartAttemptOptions,
): Promise<StartedAttempt> {
  let authorization: string | undefined;
  try {
    authorization = await unlessAborted(stream.getAuthorization?.(), signal);
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    return { opened: { kind: "script", cause: `the authorization could not be read (${cause})` }, held: 0 };
  }
  const { whepUrl } = stream;
  // Asked for each request: a session outlives its start.
  const fetch: typeof deps.fetch = (input, init) => (origin.connections.areHung() ? deps.relay : deps.fetch)(input, init);
  const client = createWhepClient({ ...deps, fetch, whepUrl, authorization, onResponse: origin.watch.noteAnswer });
  let held = 0;
  const open = async (): Promise<OpenedSession> => {
    const offer = await offers.take(origin.iceServers);
    const postedAt = deps.now();
    let takenAt: number | undefined;
    const onTaken = () => {
      takenAt = deps.now();
      release();
    };
    const opening = openWhepSession({ offer, client, signal, onTaken, quietFor: origin.scheduler.quietFor });
    // While the server is busy, and when the other slots' requests are on their way: an offer takes the page's thread some milliseconds.
    deps.setTimeout(() => offers.fill(origin.scheduler.waiting()), 0);
    const opened = await opening;
    held = (takenAt ?? deps.now()) - postedAt;
    if (opened.kind === "no_answer" && opened.timedOut) origin.connections.noteHung(whepUrl);
    // Credentials for TURN are often good for a few hours only.
    if (opened.kind === "open" || opened.kind === "ice_servers") origin.iceServers = opened.iceServers;
    // Asking for them before (OPTIONS) would cost each start a request that on a LAN says nothing; so a page's first ones start twice elsewhere.
    return opened.kind === "ice_servers" ? open() : opened;
  };
  try {
    return { opened: await open(), held };
  } catch (error) {
    return { opened: { kind: "script", cause: String(error) }, held };
  }
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
