import type { OriginWatch } from "./origin-watch.ts";
import { SLOW_START } from "./start-scheduler.ts";
import type { StartPace, StartScheduler, StartSlot } from "./start-scheduler.ts";
import type { PlayableStream, PlayerPoolDeps } from "./types.ts";
import { createWhepClient } from "./whep-client.ts";
import { makeWhepOffer } from "./whep-offer.ts";
import type { WhepOffer } from "./whep-offer.ts";
import { openWhepSession } from "./whep-session.ts";
import type { OpenedSession } from "./whep-session.ts";

/** What the streams of one URL origin share. */
export interface Origin {
  scheduler: StartScheduler;
  watch: OriginWatch;
}

export interface StartedAttempt {
  opened: OpenedSession;
  /** How long the POST took, in milliseconds. */
  held: number;
}

/** One attempt: authorization, offer, answer. */
export interface StartAttempt {
  /** Makes the offer ahead of its turn. */
  prepare(): void;
  /** Never rejects. */
  start(slot: StartSlot): Promise<StartedAttempt>;
  /** It will not be started. */
  discard(): void;
}

export function createStartAttempt(
  deps: Pick<PlayerPoolDeps, "fetch" | "now" | "wallClock" | "setTimeout" | "createPeerConnection">,
  { stream, origin }: { stream: PlayableStream; origin: Origin },
): StartAttempt {
  let offer: Promise<WhepOffer> | undefined;

  const prepare = (): Promise<WhepOffer> => {
    offer ??= makeWhepOffer(deps);
    offer.catch(() => undefined); // start() says so
    return offer;
  };
  const discard = () => {
    offer?.then(({ pc }) => pc.close()).catch(() => undefined);
  };
  const fail = (cause: string): StartedAttempt => {
    discard();
    return { opened: { kind: "script", cause }, held: 0 };
  };

  return {
    prepare,
    discard,
    async start({ signal, onPosted, release }) {
      let authorization: string | undefined;
      try {
        authorization = await unlessAborted(stream.getAuthorization?.(), signal);
      } catch (error) {
        return fail(`the authorization could not be read (${error instanceof Error ? error.message : String(error)})`);
      }
      let made: WhepOffer;
      try {
        made = await prepare();
      } catch (error) {
        return fail(String(error));
      }
      const client = createWhepClient({ ...deps, whepUrl: stream.whepUrl, authorization, onResponse: origin.watch.noteAnswer });
      const postedAt = deps.now();
      let held = 0;
      const posting = openWhepSession(deps, {
        offer: made,
        client,
        signal,
        onAnswered() {
          held = deps.now() - postedAt;
          release();
        },
      });
      onPosted();
      return { opened: await posting, held };
    },
  };
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
