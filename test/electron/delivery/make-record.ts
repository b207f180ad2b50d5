import { randomBytes } from "node:crypto";
import type { ErrorRecord } from "../../../shared/record.ts";
import { makeUuidV7 } from "../../../shared/uuid-v7.ts";

/** A whole record as the recorder writes it. */
export function makeRecord(change: Partial<ErrorRecord> = {}): ErrorRecord {
  const makeId = () => makeUuidV7(Date.now(), randomBytes(10));
  return {
    timestamp: new Date().toISOString(),
    streamId: "stream-001",
    errorType: "whep_post_failed",
    errorMessage: "WHEP POST failed: 502 Bad Gateway",
    statusCode: 502,
    whepUrl: "http://127.0.0.1:8889/stitched/whep",
    userAgent: "Mozilla/5.0",
    clientInfo: { browserName: "Chrome", browserVersion: "156.0", os: "Linux x86_64", screenResolution: "1920x1080" },
    id: makeId(),
    detail: {
      reason: "http_error",
      phase: "post_offer",
      attempt: 1,
      incidentId: makeId(),
      client: { id: makeId(), version: "0.1.0" },
    },
    ...change,
  };
}

export function makeRecords(count: number): ErrorRecord[] {
  return Array.from({ length: count }, (_, index) => makeRecord({ streamId: `stream-${index}` }));
}
