import type { RecoveryOutcome, RecoveryStep } from "../state-line.ts";
import type { Outage } from "./build-timelines.ts";

/** A step of recovery as it was taken, once for each line of the state journal. */
export interface StepTaken {
  /** When its outcome was known; Unix milliseconds. */
  at: number;
  streamId: string;
  server: string;
  /** As in the outages of the timelines that were read with it. */
  incidentId: Outage["incidentId"];
  step: RecoveryStep;
  outcome: RecoveryOutcome;
  /** Milliseconds. */
  took: number;
}
