import { HEALTHY_AFTER } from "../../shared/retry-delay.ts";
import type { Evidence } from "./classify-failure.ts";
import { SHORT_SESSION, SHORT_SESSIONS_IN_A_ROW } from "./deadlines.ts";

/** What one stream's attempts have come to since it was last healthy. Without an incident, nothing has failed. */
export interface AttemptHistory {
  incident?: { id: string; startedAt: number; attempts: number };
  healthyTicks: number;
  shortSessions: number;
}

export const NO_ATTEMPTS: AttemptHistory = { healthyTicks: 0, shortSessions: 0 };

/** One more failed attempt: the incident goes on, or begins with `id` at `at`. */
export function addFailedAttempt(
  history: AttemptHistory,
  { id, at }: { id: string; at: number },
): AttemptHistory & Required<Pick<AttemptHistory, "incident">> {
  const { incident } = history;
  return {
    ...history,
    healthyTicks: 0,
    incident: { id: incident?.id ?? id, startedAt: incident?.startedAt ?? at, attempts: (incident?.attempts ?? 0) + 1 },
  };
}

/** One more second of healthy frames; after 30 s in a row the incident is over. */
export function addHealthyTick(history: AttemptHistory): AttemptHistory {
  const healthyTicks = history.healthyTicks + 1;
  if (healthyTicks * 1_000 < HEALTHY_AFTER) return { ...history, healthyTicks };
  return { healthyTicks, shortSessions: history.shortSessions };
}

/**
 * A session that connected and was dropped. From the third one in a row that lived less than a minute on, that it never lasts is the
 * failure: MediaMTX ends a stream with B-frames at once, says so in its own log only, and would do so for ever.
 */
export function addDrop(
  history: AttemptHistory,
  { evidence, connectedFor }: { evidence: Evidence; connectedFor: number },
): [AttemptHistory, Evidence] {
  const drops = connectedFor < SHORT_SESSION ? history.shortSessions + 1 : 0;
  const seen: Evidence = drops >= SHORT_SESSIONS_IN_A_ROW ? { kind: "short_session", drops, connectedFor } : evidence;
  return [{ ...history, shortSessions: drops }, seen];
}
