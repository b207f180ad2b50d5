import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { AlarmsOptions } from "../../../electron/alarms/alarm-service.ts";
import { createAlarms } from "../../../electron/alarms/create-alarms.ts";
import { openAlarmJournal } from "../../../electron/alarms/open-alarm-journal.ts";
import { createCursor } from "../../../electron/journal/create-cursor.ts";
import { createJournal } from "../../../electron/journal/create-journal.ts";
import { createRecorder } from "../../../electron/recorder/create-recorder.ts";
import { createOriginProbe } from "../../../electron/recovery/probe-origin.ts";
import { createStateRecorder } from "../../../electron/states/create-state-recorder.ts";
import { openStateJournal } from "../../../electron/states/open-state-journal.ts";
import { parseAlarmLine } from "../../../shared/alarms/alarm-line.ts";
import type { AlarmEvent } from "../../../shared/alarms/alarm.ts";
import type { AlarmChanges } from "../../../shared/alarms-api.ts";
import type { DeliveryStatus, HostStatus } from "../../../shared/host-status.ts";
import type { Reason } from "../../../shared/reasons.ts";
import { settingsSchema } from "../../../shared/settings.ts";
import type { Settings } from "../../../shared/settings.ts";
import type { StreamState } from "../../../shared/state-line.ts";
import { makeUuidV7 } from "../../../shared/uuid-v7.ts";
import { findClosedPort } from "../../support/find-closed-port.ts";
import { makeReport } from "../../support/make-report.ts";
import { makeStateReport } from "../../support/make-state-report.ts";
import { makeTempDir } from "../../support/temp-dir.ts";
import type { ManualClock } from "./manual-clock.ts";

const OFF: DeliveryStatus = { state: "off", waiting: 0, held: 0, rejected: 0, delivered: 0 };
export const QUIET: HostStatus = { journal: { state: "ok", buffered: 0, lost: 0, file: "" }, delivery: OFF, otlp: OFF };

/** A wall of 64 streams of server a, where nobody listens, and one of server b. */
export async function makeWallSettings(change: Partial<Settings> = {}): Promise<Settings> {
  const port = await findClosedPort();
  const streams = [...idsOf(64).map((id) => ({ id, serverId: "a", path: id })), { id: "other", serverId: "b", path: "other" }];
  const servers = [
    { id: "a", whepBaseUrl: `http://127.0.0.1:${port}` },
    { id: "b", whepBaseUrl: "http://127.0.0.1:9" },
  ];
  return { ...settingsSchema.parse({ servers, streams }), ...change };
}

export const idsOf = (count: number): string[] => Array.from({ length: count }, (_, i) => `cam-${i + 1}`);

export interface AlarmHostOptions extends Partial<Pick<AlarmsOptions, "warnings" | "onDecided" | "sign">> {
  clock: ManualClock;
  settings: Settings;
  /** Of a run before. */
  root?: string;
  page?: string;
  status?: () => typeof QUIET;
  /** What is asked of it before it has read its journals; the list of alarms unless told otherwise. */
  askEarly?: (api: ReturnType<typeof createAlarms>["api"]) => Promise<unknown>;
  /** Milliseconds for which the disk is busy when the host begins. */
  readingTakes?: number;
}

/** Recorders, journals and alarms as the control room wires them, with one page. */
export async function startAlarmHost({ clock, settings, root = makeTempDir(), ...options }: AlarmHostOptions) {
  const makeId = () => makeUuidV7(clock.now(), randomBytes(10));
  const { page = makeId(), status = () => QUIET, readingTakes = 0, askEarly = (api) => api.getAlarms({}) } = options;
  const common = { quarantineDirectory: join(root, "quarantine"), logs: () => settings.logs, now: clock.now };
  const stateJournal = await openStateJournal({ directory: join(root, "states"), ...common });
  const alarmJournal = await openAlarmJournal({ directory: join(root, "alarms"), ...common });
  const errorJournal = await createJournal({ directory: join(root, "errors"), isGuarded: true, limits: common.logs, ...common });
  const changes: AlarmChanges[] = [];
  const cursor = createCursor({ directory: join(root, "cursors"), name: "alarms" });
  const alarms = createAlarms({
    journal: alarmJournal,
    cursor,
    stateJournal: {
      ...stateJournal,
      async positionAt(time) {
        await clock.pass(readingTakes);
        return stateJournal.positionAt(time);
      },
    },
    settings: () => settings,
    status,
    warnings: () => [],
    clock,
    notify: (change) => changes.push(change),
    log: (message) => {
      throw new Error(message);
    },
    ...options,
  });
  const originProbe = createOriginProbe(clock.now);
  const shared = { originProbe, pageOrigin: "http://127.0.0.1:4180" };
  const states = createStateRecorder({
    journal: stateJournal,
    directory: join(root, "states"),
    now: clock.now,
    onWritten: alarms.noteState,
    ...shared,
  });
  const recorder = createRecorder({
    journal: errorJournal,
    settings: () => settings,
    client: () => ({ id: "pc", version: "0.0.0" }),
    diagnosis: () => undefined,
    onWritten: alarms.noteRecord,
    ...shared,
  });
  const urlOf = (streamId: string) => {
    const { serverId = "a" } = settings.streams.find(({ id }) => id === streamId) ?? {};
    return `${settings.servers.find(({ id }) => id === serverId)!.whepBaseUrl}/${streamId}/whep`;
  };
  let isOpen = true;

  async function say(
    ids: readonly string[],
    state: StreamState,
    failure: { incidentId?: string; reason?: Reason; since?: number } = {},
  ): Promise<void> {
    const timestamp = new Date(clock.now()).toISOString();
    const since = new Date(failure.since ?? clock.now()).toISOString();
    const report = { timestamp, state, page, ...failure, since };
    await Promise.all(
      ids.map((streamId) => states.recordState(makeStateReport({ ...report, streamId, whepUrl: urlOf(streamId), id: makeId() }))),
    );
  }

  const host = {
    root,
    page,
    changes,
    cursor,
    alarms,
    alarmJournal,
    play: (ids: readonly string[]) => say(ids, "up"),
    hide: (ids: readonly string[], since?: number) => say(ids, "unknown", since === undefined ? {} : { since }),
    /** They fail, and the first one's next attempt as well. */
    async fail(ids: readonly string[], reason: Reason = "closed_by_server") {
      const incidentId = makeId();
      await say(ids, "down", { incidentId, reason });
      const [first = ""] = ids;
      const report = {
        id: makeId(),
        timestamp: new Date(clock.now()).toISOString(),
        streamId: first,
        reason: "network",
        whepUrl: urlOf(first),
        statusCode: undefined,
      } as const;
      await recorder.record(makeReport(report, { incidentId }));
    },
    /** Their pictures do not change, which a still night is enough for: a record, and the streams play on. */
    async suspectFrozen(ids: readonly string[]) {
      for (const streamId of ids) {
        const report = { id: makeId(), timestamp: new Date(clock.now()).toISOString(), streamId, whepUrl: urlOf(streamId) };
        await recorder.record(makeReport({ ...report, reason: "frozen_picture", statusCode: undefined }, { phase: "playing" }));
      }
    },
    /** Time passes, and the page says every 30 s that it looks. */
    async pass(milliseconds: number) {
      await clock.pass(0);
      for (let rest = milliseconds; rest > 0; rest -= 30_000) {
        await clock.pass(Math.min(rest, 30_000));
        await states.recordAlive({ page });
        await clock.pass(0);
      }
      await alarms.flush();
    },
    /** What the journal says, oldest first. */
    async readEvents(): Promise<AlarmEvent[]> {
      await alarms.flush();
      return (await alarmJournal.readNewest(10_000)).flatMap(({ text }) => parseAlarmLine(text) ?? []).toReversed();
    },
    async stateOf(alarmId: string) {
      const { alarms: list } = await alarms.api.getAlarms({});
      return list.find(({ id }) => id === alarmId)?.state ?? "normal";
    },
    async close() {
      if (!isOpen) return;
      isOpen = false;
      await alarms.close();
      await states.close();
      await errorJournal.close();
    },
  };
  onTestFinished(() => host.close());
  await askEarly(alarms.api);
  return host;
}

export type AlarmHost = Awaited<ReturnType<typeof startAlarmHost>>;
