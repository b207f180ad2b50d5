import { randomBytes } from "node:crypto";
import type { RecoveryReport, StateReport } from "../../shared/state-report.ts";
import { makeUuidV7 } from "../../shared/uuid-v7.ts";

const makeId = () => makeUuidV7(Date.now(), randomBytes(10));

/** A change of state as a page sends it; each call has an id and a page of its own. */
export function makeStateReport(change: Partial<StateReport> = {}): StateReport {
  const timestamp = new Date().toISOString();
  return {
    id: makeId(),
    timestamp,
    since: timestamp,
    streamId: "stream-001",
    state: "up",
    whepUrl: "http://127.0.0.1:8889/stitched/whep",
    page: makeId(),
    ...change,
  };
}

/** The outcome of a step of recovery as a page sends it. */
export function makeRecoveryReport(change: Partial<RecoveryReport> = {}): RecoveryReport {
  return {
    id: makeId(),
    timestamp: new Date().toISOString(),
    streamId: "stream-001",
    incidentId: makeId(),
    step: "ice_restart",
    outcome: "recovered",
    took: 850,
    whepUrl: "http://127.0.0.1:8889/stitched/whep",
    page: makeId(),
    ...change,
  };
}
