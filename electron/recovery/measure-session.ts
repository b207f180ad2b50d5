import { setTimeout as wait } from "node:timers/promises";
import type { ControlApi } from "./control-api.ts";
import { sessionGrowth } from "./judge-finding.ts";
import type { SessionMeasure } from "./judge-finding.ts";
import type { Limiter } from "./limit-parallel.ts";

/** A page gives a stalled session up half a second after its failure, at the earliest (shared/retry-delay.ts). Milliseconds. */
const HELD_FOR = 450;
/**
 * Between the questions, milliseconds: that something is sent is seen sooner than that nothing is. A camera with a frame a second, or a busy
 * server, is asked again, for as long as the page holds the session.
 */
const PAUSES = [250, 500, 1_000];

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
  let measure: (SessionMeasure & { kind: "held" }) | undefined;
  for (const pause of PAUSES) {
    await wait(pause);
    const later = await limit(() => api.session(sessionId));
    if (later.kind !== "ok") break;
    measure = { kind: "held", ...sessionGrowth(first.value, later.value, performance.now() - askedAt) };
    if ((measure.outbound ?? 0) > 0) break;
  }
  return measure;
}
