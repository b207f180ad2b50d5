import { z } from "zod";
import { CENTRAL_FEATURES, NO_FEATURES } from "../../shared/central-features.ts";
import type { CentralFeature, CentralFeatures } from "../../shared/central-features.ts";
import { createListeners } from "../../shared/create-listeners.ts";
import { parseObject } from "../../shared/parse-object.ts";
import { parseSafely } from "../../shared/parse-safely.ts";
import type { CentralClient } from "./central-client.ts";

/** What one central announces that it can do beyond the plain call. Whoever needs to know reads it here; nobody else asks. */
export interface CentralAnnouncement {
  /** As it was answered last; nothing before the first answer. An outage says nothing about it. */
  features(): CentralFeatures;
  /** Returns what ends the subscription. */
  onChange(listener: () => void): () => void;
  /** Asks where that is due; anything but a plain yes is a no and never an error. Rejects only when the signal is aborted. */
  askIfDue(signal: AbortSignal): Promise<void>;
  /** Makes it due. */
  forget(): void;
  /** A call that was announced is not there after all: it counts as not announced, until it is asked again. */
  deny(feature: CentralFeature): void;
}

/** A status that says of an announced call that it is not there. */
export const NO_SUCH_CALL: ReadonlySet<number> = new Set([404, 405, 415]);
/** One that says that this PC is not let in: of what there is it says nothing, and with a mended token it may be all. */
export const NOT_LET_IN: ReadonlySet<number> = new Set([401, 403]);

const ASK_DAILY = 24 * 3_600_000;
/** Where the answer was an error that passes, the token was refused, or the announcement false. */
const ASK_AGAIN = 5 * 60_000;
/** Where there was no answer at all: a central that is not up yet when the PCs of a building start. */
const ASK_SOON = 60_000;

const yes = z.literal(true).optional().catch(undefined);
const announcementSchema = z.object({ batch: yes, heartbeat: yes, alarms: yes, states: yes } satisfies Record<CentralFeature, unknown>);

/** `now`: Unix milliseconds. */
export function createCentralAnnouncement(client: CentralClient, now: () => number): CentralAnnouncement {
  const listeners = createListeners();
  let features = NO_FEATURES;
  let askAt = 0;

  function take(next: CentralFeatures): void {
    const isChanged = CENTRAL_FEATURES.some((feature) => next[feature] !== features[feature]);
    features = next;
    if (isChanged) listeners.notify();
  }

  return {
    features: () => features,
    onChange: listeners.add,
    async askIfDue(signal) {
      const left = askAt - now();
      if (left > 0 && left <= ASK_DAILY) return; // a clock that was set back does not make it longer
      askAt = now() + ASK_SOON; // who comes meanwhile does not ask a second time
      const verdict = await client({ method: "GET", path: "/error-logs", signal });
      if (verdict.kind === "retry" || (verdict.kind === "misconfigured" && NOT_LET_IN.has(verdict.statusCode ?? 0))) {
        askAt = now() + (verdict.statusCode === undefined ? ASK_SOON : ASK_AGAIN);
        return;
      }
      askAt = now() + ASK_DAILY;
      take(verdict.kind === "delivered" ? readFeatures(verdict.body) : NO_FEATURES);
    },
    forget() {
      askAt = 0;
    },
    deny(feature) {
      askAt = now() + ASK_AGAIN;
      take({ ...features, [feature]: false });
    },
  };
}

function readFeatures(body: string): CentralFeatures {
  const { data } = parseSafely(announcementSchema, parseObject(body));
  return Object.fromEntries(CENTRAL_FEATURES.map((feature) => [feature, data?.[feature] === true])) as CentralFeatures;
}
