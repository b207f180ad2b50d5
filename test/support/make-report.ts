import { randomBytes } from "node:crypto";
import type { ErrorReport } from "../../shared/record.ts";
import { makeUuidV7 } from "../../shared/uuid-v7.ts";

/** A whole report as a page sends it; each call has an id and an incident of its own. */
export function makeReport(change: Partial<ErrorReport> = {}, detail: Partial<ErrorReport["detail"]> = {}): ErrorReport {
  const makeId = () => makeUuidV7(Date.now(), randomBytes(10));
  return {
    id: makeId(),
    timestamp: new Date().toISOString(),
    streamId: "stream-001",
    reason: "http_error",
    errorMessage: "WHEP POST failed: 502 Bad Gateway",
    statusCode: 502,
    whepUrl: "http://127.0.0.1:8889/stitched/whep",
    userAgent: "Mozilla/5.0",
    clientInfo: { browserName: "Chrome", browserVersion: "156.0", os: "Linux x86_64", screenResolution: "1920x1080" },
    ...change,
    detail: { phase: "post_offer", attempt: 1, incidentId: makeId(), streamName: "1번 출입구", ...detail },
  };
}
