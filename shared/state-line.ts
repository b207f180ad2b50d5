/** Lines of the state journal (docs/formats.md): what a page has seen of its streams, and that it still looks. No schema: the page imports this. */
import { parseTime } from "./parse-time.ts";
import { REASONS } from "./reasons.ts";
import type { Reason } from "./reasons.ts";

/** `unknown`: nobody looks. It is shown and never counted, neither as up nor as down. */
export const STREAM_STATES = ["up", "down", "unknown"] as const;
export type StreamState = (typeof STREAM_STATES)[number];

/** While it knows a stream's state, a page says so often that it still looks, in milliseconds. */
export const ALIVE_INTERVAL = 30_000;
/** After so long without a word from a page nobody knows what it would have said: three of its signs are missing. */
export const LONGEST_SILENCE = 3 * ALIVE_INTERVAL;
/** So often a page says again what still holds, in milliseconds: whoever reads a day need not read the weeks before it. */
export const RESTATE_INTERVAL = 3_600_000;

/** What is done about a failing stream, one at a time: the first four by the page, for its own tile alone; the others change a server. */
export const RECOVERY_STEPS = ["wait", "new_stream", "ice_restart", "new_session", "kick", "webhook"] as const;
export type RecoveryStep = (typeof RECOVERY_STEPS)[number];
/** Steps of the page. */
export type TileStep = Exclude<RecoveryStep, "kick" | "webhook">;

/** `recovered`: new frames were decoded. `given_up`: something else ended it before that could be told. `dry_run`: only written down. */
export const RECOVERY_OUTCOMES = ["recovered", "failed", "given_up", "dry_run"] as const;
export type RecoveryOutcome = (typeof RECOVERY_OUTCOMES)[number];
/** Of a page's step. */
export type TileOutcome = Exclude<RecoveryOutcome, "dry_run">;

/** One line of the journal, as it stands there. */
export type StateRecord = StateChangeRecord | RecoveryRecord | AliveRecord | HostRecord;

export interface StateChangeRecord {
  /** When the page noticed, ISO. */
  timestamp: string;
  streamId: string;
  state: StreamState;
  /** From when it holds, ISO: frames had stopped before it was noticed. */
  since: string;
  /** Of the failure that made it `down`. A stream that waits for a server which others found dead has none. */
  incidentId?: string;
  reason?: Reason;
  /** host:port of the WHEP address. */
  server: string;
  /** Which page says so: its words hold while it gives signs of life. */
  page: string;
  id: string;
}

/** A step of recovery, once its outcome is known. One that changes a server is `given_up` from before it begins, and once more in the journal then. */
export interface RecoveryRecord {
  /** When it was known, ISO. */
  timestamp: string;
  event: "recovery";
  streamId: string;
  incidentId: string;
  step: RecoveryStep;
  outcome: RecoveryOutcome;
  /** From the step's beginning to its outcome, in milliseconds. */
  took: number;
  /** host:port of the WHEP address. */
  server: string;
  /** Absent: the host itself did it. */
  page?: string;
  /** Of two lines with one id the last one counts. */
  id: string;
}

/** The page still looks. */
export interface AliveRecord extends ClockSign {
  timestamp: string;
  event: "alive";
  page: string;
  /** Files of earlier versions have none. */
  id?: string;
}

/** The host began, or ended in order. */
export interface HostRecord extends ClockSign {
  timestamp: string;
  event: "started" | "closed";
  id?: string;
}

/** What the PC knew of its own clock. */
interface ClockSign {
  /** Milliseconds by which the collector's clock is ahead of this PC's; absent: nobody has compared them. */
  clockOffset?: number;
}

/** A line as statistics take it: times are Unix milliseconds. */
export type StateLine = StateChange | RecoveryLine | Alive | HostEvent;

export interface StateChange extends Omit<StateChangeRecord, "timestamp" | "since"> {
  kind: "state";
  at: number;
  since: number;
}
export interface RecoveryLine extends Omit<RecoveryRecord, "timestamp" | "event"> {
  kind: "recovery";
  at: number;
}
export interface Alive extends ClockSign {
  kind: "alive";
  at: number;
  page: string;
}
export interface HostEvent extends ClockSign {
  kind: "started" | "closed";
  at: number;
}

/** Undefined when the text is none of ours: damaged, or of a later version. A reason that we do not know is left out. */
export function parseStateLine(text: string): StateLine | undefined {
  try {
    return readStateLine(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** The same of a line that is a value already. */
export function readStateLine(value: unknown): StateLine | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const line = value as Partial<Record<string, unknown>>;
  const at = parseTime(line.timestamp);
  if (at === undefined) return undefined;
  const clock = typeof line.clockOffset === "number" ? { clockOffset: line.clockOffset } : {};
  if (line.event === "alive") return typeof line.page === "string" ? { kind: "alive", at, page: line.page, ...clock } : undefined;
  if (line.event === "started" || line.event === "closed") return { kind: line.event, at, ...clock };
  return line.event === "recovery" ? parseRecovery(line, at) : parseChange(line, at);
}

function parseChange(line: Partial<Record<string, unknown>>, at: number): StateChange | undefined {
  const { streamId, incidentId, reason, server, page, id } = line;
  const state = STREAM_STATES.find((name) => name === line.state);
  const since = parseTime(line.since);
  if (!state || since === undefined || typeof streamId !== "string" || typeof page !== "string" || typeof id !== "string") return undefined;
  return {
    kind: "state",
    at,
    streamId,
    state,
    since: Math.min(since, at),
    ...(typeof incidentId === "string" ? { incidentId } : {}),
    ...(typeof reason === "string" && Object.hasOwn(REASONS, reason) ? { reason: reason as Reason } : {}),
    server: typeof server === "string" ? server : "",
    page,
    id,
  };
}

function parseRecovery(line: Partial<Record<string, unknown>>, at: number): RecoveryLine | undefined {
  const { streamId, incidentId, took, server, page, id } = line;
  const step = RECOVERY_STEPS.find((name) => name === line.step);
  const outcome = RECOVERY_OUTCOMES.find((name) => name === line.outcome);
  if (!step || !outcome || typeof took !== "number" || !(took >= 0)) return undefined;
  if (typeof streamId !== "string" || typeof incidentId !== "string" || typeof id !== "string") return undefined;
  return {
    kind: "recovery",
    at,
    streamId,
    incidentId,
    step,
    outcome,
    took,
    server: typeof server === "string" ? server : "",
    ...(typeof page === "string" ? { page } : {}),
    id,
  };
}
