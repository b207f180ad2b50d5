import { setTimeout as wait } from "node:timers/promises";
import type { ControlApi } from "./control-api.ts";
import { sessionGrowth } from "./judge-finding.ts";
import type { SessionMeasure } from "./judge-finding.ts";
import type { Limiter } from "./limit-parallel.ts";

/** A page gives a stalled session up half a second after its failure, at the earliest (shared/retry-delay.ts). Milliseconds. */
const HELD_FOR = 450;
/** Between two questions: that something is sent is seen sooner than that nothing is. Milliseconds. */
const BETWEEN = 250;

export interface MeasureOptions {
  api: ControlApi;
  sessionId: string;
  /** Its own, since others' questions may take seconds. */
  limit: Limiter;
  /** Milliseconds since the page has noticed the failure. */
  age: () => number;
}

/** What the server says of a session in the moment that it fails. Undefined when that has passed. Never rejects. */
export async function measureSession({ api, sessionId, limit, age }: MeasureOptions): Promise<SessionMeasure | undefined> {
  const first = await limit(() => api.session(sessionId));
  // Later it is the page that has ended it.
  if (first.kind === "not_found") return age() < HELD_FOR ? { kind: "gone" } : undefined;
  if (first.kind !== "ok") return undefined;
  const askedAt = performance.now();
  await wait(BETWEEN);
  const second = await limit(() => api.session(sessionId));
  return second.kind === "ok" ? { kind: "held", ...sessionGrowth(first.value, second.value, performance.now() - askedAt) } : undefined;
}
