import type { ErrorRecord } from "../../shared/record.ts";

export interface SentRequest {
  method: string;
  path: string;
  body: string;
  /** How many requests with records there were by now, this one included. */
  count: number;
}

/** What is done with a request instead of what should be done. Only after the last two the central has the records. */
export type Fault =
  | { status: number; headers?: Record<string, string>; body?: string }
  | "reset"
  | "never_answered"
  | "answer_lost"
  | "answer_cut_off";

export type CentralName = "collector" | "one by one";

/** One way in which a central can be out of order. */
export interface OutageKind {
  name: string;
  /** The outage's hour is one of the injected clock, in the middle of the records. */
  lasts: "an hour" | "the whole run";
  /** `now` in milliseconds. */
  fault: (request: SentRequest, now: number) => Fault | undefined;
  /** What the state of the delivery must have been meanwhile. */
  state?: "retrying" | "misconfigured";
  /** Nobody listens, or the certificate has expired; plain HTTP otherwise. */
  server?: "down" | "expired certificate";
  /** Answers never come: the 30 s of each request are made short. */
  isSilent?: boolean;
  /** A central that keeps no ids may have records twice. */
  losesAnswers?: boolean;
  /** The host ends and starts again with every seventh wait of the outage. */
  restarts?: boolean;
  /** Makes a good record one that this central will never take. */
  spoil?: (record: ErrorRecord) => object;
  centrals: readonly CentralName[];
  /** Of the outage, or of the whole run where it lasts as long. */
  mostRequests: (run: { central: CentralName; records: number; spoilt: number }) => number;
}

const BOTH = ["collector", "one by one"] as const;
const SPOILT = "refused-by-central";
const html = { "content-type": "text/html; charset=utf-8" };
const portal = { status: 200, headers: html, body: "<!doctype html><title>Guest network</title><p>Please sign in" };
/** Long past, no date, below nothing, longer than a number may be. */
const SENSELESS_WAITS = ["Thu, 01 Jan 1970 00:00:00 GMT", "soon", "-5", "99999999999999999999"];
const unprocessable = { status: 422, body: '{"detail":[{"loc":["body","lane"],"msg":"Field required","type":"missing"}]}' };

/** Waits grow to 5 minutes, 2.5 on the average: about 33 in an hour. */
const backoff = { lasts: "an hour", centrals: BOTH, mostRequests: () => 60 } as const;
/** The sendings without any fault: one at a time, or a first one, the question whether batches are taken, and at most 500 together. */
const healthy = ({ central, records }: { central: CentralName; records: number }) =>
  central === "collector" ? 12 + records / 250 : records + 2;

export const OUTAGE_KINDS: readonly OutageKind[] = [
  { ...backoff, name: "down", server: "down", state: "retrying", fault: () => "reset" },
  { ...backoff, name: "hanging", isSilent: true, state: "retrying", fault: () => "never_answered" },
  { ...backoff, name: "500", state: "retrying", fault: () => ({ status: 500, body: "Internal Server Error" }) },
  {
    ...backoff,
    name: "429, Retry-After in seconds",
    state: "retrying",
    fault: () => ({ status: 429, headers: { "retry-after": "300" } }),
    mostRequests: () => 13,
  },
  {
    ...backoff,
    name: "429, Retry-After as a date",
    state: "retrying",
    fault: (_request, now) => ({ status: 429, headers: { "retry-after": new Date(now + 600_000).toUTCString() } }),
    mostRequests: () => 7,
  },
  {
    ...backoff,
    name: "401",
    state: "misconfigured",
    fault: () => ({ status: 401, body: '{"detail":"Not authenticated"}' }),
    mostRequests: () => 61,
  },
  {
    ...backoff,
    name: "429, senseless Retry-After",
    centrals: ["one by one"],
    state: "retrying",
    fault: ({ count }) => ({ status: 429, headers: { "retry-after": SENSELESS_WAITS[count % SENSELESS_WAITS.length]! } }),
  },
  {
    ...backoff,
    name: "307 to another host",
    centrals: ["one by one"],
    state: "misconfigured",
    fault: ({ path }) => ({ status: 307, headers: { location: `http://127.0.0.2:9${path}` } }),
    mostRequests: () => 61,
  },
  {
    ...backoff,
    name: "307 to itself",
    centrals: ["one by one"],
    state: "misconfigured",
    fault: ({ path }) => ({ status: 307, headers: { location: path } }),
    mostRequests: () => 61 * 6,
  },
  { ...backoff, name: "resets connections", state: "retrying", fault: () => "reset" },
  { ...backoff, name: "loses all answers", state: "retrying", losesAnswers: true, fault: () => "answer_lost" },
  { ...backoff, name: "stops in mid-answer", state: "retrying", isSilent: true, losesAnswers: true, fault: () => "answer_cut_off" },
  {
    name: "loses every second answer",
    lasts: "the whole run",
    losesAnswers: true,
    fault: ({ count }) => (count % 2 === 0 ? "answer_lost" : undefined),
    centrals: BOTH,
    mostRequests: (run) => healthy(run) * 2.1,
  },
  { ...backoff, name: "captive portal", state: "retrying", fault: () => portal },
  { ...backoff, name: "expired certificate", server: "expired certificate", state: "retrying", fault: () => "reset" },
  {
    name: "stricter model for an hour",
    lasts: "an hour",
    state: "misconfigured",
    fault: () => unprocessable,
    centrals: BOTH,
    // Each minute the oldest and the next waiting one, each in three forms; before that a batch is halved until five are held.
    mostRequests: () => 66 * 6 + 100,
  },
  {
    name: "422 for some records",
    lasts: "the whole run",
    fault: ({ body }) => (body.includes(SPOILT) ? unprocessable : undefined),
    spoil: (record) => ({ ...record, streamId: SPOILT }),
    centrals: BOTH,
    // To find one in 500 takes nine halves and as many good ones beside them; each is sent twice in three forms.
    mostRequests: (run) => healthy(run) + run.spoilt * (run.central === "collector" ? 30 : 10),
  },
  {
    name: "422 for some, among resets",
    lasts: "the whole run",
    fault({ body, count }) {
      if (count % 5 === 0) return { status: 429 };
      if (count % 7 === 0) return "reset";
      return body.includes(SPOILT) ? unprocessable : undefined;
    },
    spoil: (record) => ({ ...record, streamId: SPOILT }),
    centrals: BOTH,
    mostRequests: (run) => 2 * (healthy(run) + run.spoilt * (run.central === "collector" ? 30 : 10)),
  },
  {
    name: "stricter model, with restarts",
    lasts: "an hour",
    state: "misconfigured",
    restarts: true,
    fault: () => unprocessable,
    centrals: BOTH,
    // As without; after each restart a batch is halved anew, and five are held anew.
    mostRequests: () => 66 * 6 + 100 * 10,
  },
  {
    name: "captive portal at the question",
    lasts: "the whole run",
    fault: ({ method }) => (method === "GET" ? portal : undefined),
    centrals: ["collector"],
    mostRequests: ({ records }) => records + 10,
  },
  {
    name: "some named in a batch's answer",
    lasts: "the whole run",
    fault: () => undefined,
    spoil: (record) => ({ ...record, errorType: "unheard_of" }),
    centrals: ["collector"],
    mostRequests: (run) => healthy(run) + run.spoilt * 10,
  },
  {
    name: "307",
    lasts: "the whole run",
    fault: ({ path }) => (path.endsWith("/") ? undefined : { status: 307, headers: { location: `${path}/` } }),
    centrals: BOTH,
    mostRequests: (run) => 2 * healthy(run),
  },
];
