import type { OutgoingRecord } from "./read-outgoing.ts";

/** Where records of a journal go. */
export interface Destination {
  /**
   * Sends the first of these records, or as many of them as the destination takes at once, and says what became of each; the outcomes
   * are those of the first records given, at least one. Never rejects, except with the signal's reason when that is aborted.
   */
  send(records: readonly OutgoingRecord[], signal: AbortSignal): Promise<SendResult>;
  /** What was learned about it is found out anew. Absent where nothing is learned. */
  learnAnew?(): Promise<void>;
}

export type SendResult = Settled | Failure;

export interface Settled {
  kind: "settled";
  outcomes: Outcome[];
  dropped?: Dropped;
}

/** Of those that count as delivered the destination has dropped so many, and does not say which: none of them may be sent again. */
export interface Dropped {
  count: number;
  /** In the destination's words. */
  reason: string;
}

export type Outcome = { kind: "delivered" } | Refusal;

/** Not stored; whose fault it is shows only when the destination takes another. `reason` in the destination's words. */
export interface Refusal {
  kind: "refused";
  statusCode: number;
  reason: string;
}

/** Nothing is known to be stored: send again. `retryAfter` in milliseconds; `message` is one English sentence. */
export interface Failure {
  kind: "retry" | "misconfigured";
  message: string;
  statusCode?: number;
  retryAfter?: number;
}
