import { beforeEach, describe, expect, test } from "vitest";
import { createApiError } from "../../../renderer/api/api-error.ts";
import { createStateReporter } from "../../../renderer/api/state-reporter.ts";
import type { StateReporter } from "../../../renderer/api/state-reporter.ts";
import type { StreamStateChange } from "../../../renderer/whep/watch-stream-state.ts";
import { aliveReportSchema, recoveryReportSchema, stateReportSchema } from "../../../shared/state-report.ts";
import type { AliveReport, FrozenPicture, RecoveryReport, StateReport } from "../../../shared/state-report.ts";
import { makeUuidV7 } from "../../../shared/uuid-v7.ts";

const AT = Date.UTC(2026, 0, 8, 12, 34, 56, 789);
const UP: StreamStateChange = { streamId: "stream-001", whepUrl: "http://a:8889/cam/whep", state: "up", at: AT, since: AT };
const HOUR_OF_ALIVES = 120;

describe("the reporter of states", () => {
  let reporter: StateReporter;
  let reports: StateReport[];
  let alives: AliveReport[];
  let frozen: FrozenPicture[];
  let steps: RecoveryReport[];
  let isAway: boolean;
  let time: number;
  let waits: (() => void)[];

  const answered = async (): Promise<Record<string, never>> => {
    if (isAway) throw createApiError("unavailable", "away");
    return {};
  };
  const settle = () => new Promise((resolve) => setImmediate(resolve));

  beforeEach(() => {
    [reports, steps, alives, frozen, waits, isAway, time] = [[], [], [], [], [], false, AT];
    let made = 0;
    reporter = createStateReporter({
      api: {
        reportState: (report) => answered().finally(() => reports.push(report)),
        reportRecovery: (report) => answered().finally(() => steps.push(report)),
        reportAlive: (report) => answered().finally(() => alives.push(aliveReportSchema.parse(report))),
      },
      makeId: (at) => makeUuidV7(at, new Uint8Array(10).fill((made += 1) % 256)),
      wallClock: () => time,
      listFrozen: () => frozen,
      setTimeout: (callback) => waits.push(callback),
      random: () => 0,
      log: () => undefined,
    });
  });

  test("sends what the host's schema takes, secrets taken out", async () => {
    const failure = { incidentId: makeUuidV7(AT, new Uint8Array(10)), reason: "closed_by_server" } as const;
    reporter.report({ ...UP, whepUrl: "http://u:p@a:8889/cam/whep?token=t", state: "down", since: AT - 1_500, failure });
    await settle();
    expect(stateReportSchema.parse(reports[0])).toMatchObject({
      timestamp: "2026-01-08T12:34:56.789Z",
      since: "2026-01-08T12:34:55.289Z",
      streamId: "stream-001",
      state: "down",
      ...failure,
      whepUrl: "http://a:8889/cam/whep?token=***",
    });
  });

  test("says which pictures seem to stand still, at once and with each sign of life", async () => {
    reporter.report(UP);
    frozen = [{ streamId: "stream-001", since: "2026-01-08T12:33:56.789Z" }];
    reporter.sayFrozen();
    reporter.sayAlive();
    frozen = [];
    reporter.sayFrozen();
    await settle();
    expect(alives.map((alive) => alive.frozen?.map(({ streamId }) => streamId))).toEqual([["stream-001"], ["stream-001"], undefined]);
  });

  test("tells what came of a step a little later, with the time at which it was known and the page that saw it", async () => {
    const incidentId = makeUuidV7(AT, new Uint8Array(10));
    const outcome = { streamId: "stream-001", incidentId, step: "ice_restart", outcome: "recovered", took: 850 } as const;
    reporter.report(UP);
    reporter.reportStep({ ...outcome, whepUrl: "http://u:p@a:8889/cam/whep?token=t", at: AT });
    await settle();
    expect(steps).toEqual([]);
    waits.splice(0).forEach((end) => end());
    await settle();
    const { page } = reports[0]!;
    expect(steps.map((step) => recoveryReportSchema.parse(step))).toMatchObject([
      { ...outcome, timestamp: "2026-01-08T12:34:56.789Z", whepUrl: "http://a:8889/cam/whep?token=***", page },
    ]);
  });

  test("says that the page looks only while it knows of a stream", async () => {
    reporter.sayAlive();
    expect(alives).toEqual([]);
    reporter.report(UP);
    reporter.sayAlive();
    await settle();
    expect(alives).toEqual([{ page: reports[0]!.page }]);
    reporter.report({ ...UP, state: "unknown" });
    reporter.sayAlive();
    expect(alives).toHaveLength(1);
  });

  test("keeps changes while the host is away and sends them in order, with the same ids; signs of life it does not keep", async () => {
    isAway = true;
    reporter.report(UP);
    reporter.report({ ...UP, state: "down", at: AT + 1 });
    reporter.sayAlive();
    await settle();
    isAway = false;
    const [tried] = reports.splice(0);
    alives.length = 0;
    reporter.sendNow();
    await settle();
    expect(reports.map(({ state, id }) => [state, id === tried?.id])).toEqual([
      ["up", true],
      ["down", false],
    ]);
    expect(alives).toHaveLength(1);
  });

  test("says once an hour what still holds, from when it holds, unless changes wait for the host", async () => {
    reporter.report(UP);
    reporter.report({ ...UP, streamId: "stream-002" });
    reporter.report({ ...UP, streamId: "stream-002", state: "unknown" });
    await settle();
    reports.length = 0;
    time = AT + 3_600_000;
    for (let n = 0; n < HOUR_OF_ALIVES; n++) reporter.sayAlive();
    await settle();
    expect(reports).toMatchObject([
      { streamId: "stream-001", state: "up", timestamp: "2026-01-08T13:34:56.789Z", since: "2026-01-08T12:34:56.789Z" },
    ]);
    isAway = true;
    reporter.report({ ...UP, state: "down" });
    await settle();
    reports.length = 0;
    for (let n = 0; n < HOUR_OF_ALIVES; n++) reporter.sayAlive();
    isAway = false;
    waits.splice(0).forEach((end) => end());
    await settle();
    expect(reports.map(({ state }) => state)).toEqual(["down"]);
  });
});
