import { makeUuidV7 } from "../../shared/uuid-v7.ts";
import type { AttemptFailure } from "../../renderer/whep/types.ts";

/** A failure as a player hands it out. */
export function makeAttemptFailure(change: Partial<AttemptFailure> = {}): AttemptFailure {
  return {
    streamId: "stream-001",
    streamName: "1번 출입구",
    whepUrl: "http://127.0.0.1:8889/stitched/whep",
    at: Date.UTC(2026, 0, 8, 12, 34, 56, 789),
    attempt: 1,
    incidentId: makeUuidV7(1, new Uint8Array(10)),
    reason: "http_error",
    phase: "post_offer",
    errorMessage: "WHEP POST failed: 502 Bad Gateway",
    statusCode: 502,
    ...change,
  };
}
