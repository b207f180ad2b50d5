import { setTimeout as wait } from "node:timers/promises";
import type { ControlApi } from "./control-api.ts";
import { sessionGrowth } from "./judge-finding.ts";
import type { SessionMeasure } from "./judge-finding.ts";
import type { Limiter } from "./limit-parallel.ts";

/**
 * A page gives a stalled session up half a second after it has said so, at the earliest (shared/retry-delay.ts): until then both questions
 * must be answered. That something is sent is seen in less than the time that it takes to see that nothing is.
 */
const PATIENCE = 450;
const BETWEEN = 250;

export interface MeasureOptions {
  api: ControlApi;
  sessionId: string;
  limit: Limiter;
  /** Milliseconds since the failure was reported. */
  elapsed: () => number;
}

/** What the server says of a session in the moment that it fails. Undefined when it cannot be asked in time. Never rejects. */
export async function measureSession({ api, sessionId, limit, elapsed }: MeasureOptions): Promise<SessionMeasure | undefined> {
  const ask = () => limit(async () => (elapsed() < PATIENCE ? api.session(sessionId) : undefined));
  const first = await ask();
  if (elapsed() >= PATIENCE || !first) return undefined;
  if (first.kind === "not_found") return { kind: "gone" };
  if (first.kind !== "ok") return undefined;
  const askedAt = performance.now();
  await wait(BETWEEN);
  const second = await ask();
  if (second?.kind !== "ok") return undefined;
  return { kind: "held", ...sessionGrowth(first.value, second.value, performance.now() - askedAt) };
}
