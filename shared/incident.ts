/** Which failed attempts become lines: a camera that is dead for a day must not write thousands of them (spec section 2). */
import type { Reason } from "./reasons.ts";

/** What is remembered of one incident between its attempts. Times are milliseconds. */
export interface IncidentMemory {
  startedAt: number;
  lastWrittenAt: number;
  reason: Reason;
  statusCode: number | undefined;
  /** Attempts that made no line since the last line. */
  unwritten: number;
}

export interface IncidentAttempt {
  at: number;
  reason: Reason;
  statusCode: number | undefined;
}

/** During this long from the first failure every attempt makes a line. */
const EVERY_ATTEMPT_FOR = 600_000;

/**
 * Decides whether an attempt makes a line, and how many attempts that line stands for. `repeatSeconds` is the setting
 * `logs.repeatSeconds`; 0 means every attempt. `memory` is undefined for the first attempt of an incident.
 */
export function decideLine(
  memory: IncidentMemory | undefined,
  { at, reason, statusCode }: IncidentAttempt,
  repeatSeconds: number,
): { write: boolean; attempts: number; memory: IncidentMemory } {
  const written = { startedAt: memory?.startedAt ?? at, lastWrittenAt: at, reason, statusCode, unwritten: 0 };
  if (!memory) return { write: true, attempts: 1, memory: written };
  const due =
    repeatSeconds === 0 ||
    at - memory.startedAt < EVERY_ATTEMPT_FOR ||
    reason !== memory.reason ||
    statusCode !== memory.statusCode ||
    at - memory.lastWrittenAt >= repeatSeconds * 1_000;
  if (due) return { write: true, attempts: memory.unwritten + 1, memory: written };
  return { write: false, attempts: 0, memory: { ...memory, unwritten: memory.unwritten + 1 } };
}
