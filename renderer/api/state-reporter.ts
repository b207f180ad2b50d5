import type { ControlRoomApi } from "../../shared/api-names.ts";
import { LIMITS } from "../../shared/limits.ts";
import { redactUrl } from "../../shared/redact.ts";
import { ALIVE_INTERVAL, RESTATE_INTERVAL } from "../../shared/state-line.ts";
import type { FrozenPicture, RecoveryReport, StateReport } from "../../shared/state-report.ts";
import type { StepOutcome } from "../whep/types.ts";
import type { StreamStateChange } from "../whep/watch-stream-state.ts";
import { createReportQueue } from "./report-queue.ts";

export interface StateReporter {
  report(change: StreamStateChange): void;
  /** Other pictures than before are suspected to stand still. */
  sayFrozen(): void;
  /** What came of a step of recovery. Told later: right then a wall that recovers starts all its streams. */
  reportStep(outcome: StepOutcome): void;
  /** Says that the page still looks, when it knows of any stream; now and then what still holds, too. Called every ALIVE_INTERVAL. */
  sayAlive(): void;
  /** The same at once: another PC wants to know what is seen here now. */
  giveSign(): void;
  /** The host is known to be back. */
  sendNow(): void;
}

export interface StateReporterDeps {
  api: Pick<ControlRoomApi, "reportState" | "reportRecovery" | "reportAlive">;
  makeId: (at: number) => string;
  wallClock: () => number;
  /** All that are suspected to stand still. */
  listFrozen: () => FrozenPicture[];
  setTimeout: (callback: () => void, milliseconds: number) => unknown;
  random: () => number;
  log: (line: string) => void;
}

/** One call at a time: the order stays, and the error reporter's calls always find a connection. */
const PARALLEL = 1;
/** Milliseconds. */
const STEP_DELAY = 3_000;
const ALIVES_TO_RESTATE = RESTATE_INTERVAL / ALIVE_INTERVAL;

/** Tells the host what the page sees of its streams. A queue of its own: what waits here holds up no failure. */
export function createStateReporter({ api, makeId, wallClock, listFrozen, log, ...timing }: StateReporterDeps): StateReporter {
  const page = makeId(wallClock());
  /** What holds of each stream that is not unknown. */
  const known = new Map<string, StreamStateChange>();
  let alives = 0;
  const queue = createReportQueue<StateReport, unknown>({
    ...timing,
    send: api.reportState,
    parallel: PARALLEL,
    onRefused: ({ id }, message) => log(`[mtx-watch] the host refused state ${id}: ${message}`),
  });

  const steps = createReportQueue<RecoveryReport, unknown>({
    ...timing,
    send: api.reportRecovery,
    parallel: PARALLEL,
    onRefused: ({ id }, message) => log(`[mtx-watch] the host refused step ${id}: ${message}`),
  });

  function send({ streamId, state, since, at, whepUrl, failure }: StreamStateChange): void {
    queue.add({
      id: makeId(at),
      timestamp: new Date(at).toISOString(),
      since: new Date(since).toISOString(),
      streamId: streamId.slice(0, LIMITS.name),
      state,
      ...(failure && { incidentId: failure.incidentId, reason: failure.reason }),
      whepUrl: redactUrl(whepUrl).slice(0, LIMITS.whepUrl),
      page,
    });
  }

  /** With what waits already it would only crowd out real changes. */
  function restate(): void {
    if (queue.state().waiting > 0) return;
    for (const change of known.values()) send({ ...change, at: wallClock() });
  }

  /** Not kept when the host is away: that the page looked then, nobody knows for sure. */
  function sendAlive(): void {
    const frozen = listFrozen();
    api.reportAlive({ page, ...(frozen.length > 0 && { frozen }) }).catch(() => undefined);
  }

  function giveSign(): void {
    if (known.size > 0) sendAlive();
  }

  function sayAlive(): void {
    if (known.size === 0) return;
    sendAlive();
    alives += 1;
    if (alives % ALIVES_TO_RESTATE === 0) restate();
  }

  return {
    report(change) {
      if (change.state === "unknown") known.delete(change.streamId);
      else known.set(change.streamId, change);
      send(change);
    },
    sayFrozen: sendAlive,
    reportStep({ streamId, whepUrl, at, ...outcome }) {
      const report = {
        ...outcome,
        id: makeId(at),
        timestamp: new Date(at).toISOString(),
        streamId: streamId.slice(0, LIMITS.name),
        whepUrl: redactUrl(whepUrl).slice(0, LIMITS.whepUrl),
        page,
      };
      timing.setTimeout(() => steps.add(report), STEP_DELAY);
    },
    sayAlive,
    giveSign,
    sendNow() {
      queue.sendNow();
      steps.sendNow();
      sayAlive();
    },
  };
}
