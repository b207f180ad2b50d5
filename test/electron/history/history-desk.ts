import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { onTestFinished } from "vitest";
import { createHistory } from "../../../electron/history/create-history.ts";
import type { History, HistoryApi } from "../../../electron/history/create-history.ts";
import { createOpenedLogs } from "../../../electron/history/opened-logs.ts";
import type { DeliveryMarks } from "../../../electron/history/delivery-marks.ts";
import type { HistoryChannel } from "../../../electron/history/history-protocol.ts";
import type { NotificationName, Notifications } from "../../../shared/api-names.ts";
import { LOG_INPUT_SCHEMAS } from "../../../shared/log-search.ts";
import { REPORT_INPUT_SCHEMAS } from "../../../shared/report/report-api.ts";
import { PATTERN_INPUT_SCHEMAS } from "../../../shared/patterns-api.ts";
import { DEFAULT_SETTINGS } from "../../../shared/settings.ts";
import type { Settings } from "../../../shared/settings.ts";
import { STATISTICS_INPUT_SCHEMAS } from "../../../shared/statistics-api.ts";
import { startTestHistory } from "../../support/start-test-history.ts";
import { makeTempDir } from "../../support/temp-dir.ts";

/** A data dir, and a real history process over it that is started by the first question. */
export interface HistoryDesk {
  dataDir: string;
  logs: string;
  /** The folder of the state journal. */
  states: string;
  history: History;
  /** The calls with the defaults that the host's parsing puts in. */
  api: HistoryApi;
  /** The processes that were started, the newest last. */
  channels: HistoryChannel[];
  said: string[];
  nextNotification<N extends NotificationName>(name: N, isWanted: (payload: Notifications[N]) => boolean): Promise<Notifications[N]>;
}

export interface DeskOptions {
  dataDir?: string;
  marks?: () => DeliveryMarks;
  settings?: () => Settings;
}

export function openDesk({ dataDir = makeTempDir(), marks, settings = () => DEFAULT_SETTINGS }: DeskOptions = {}): HistoryDesk {
  const channels: HistoryChannel[] = [];
  const said: string[] = [];
  const waiting = new Set<(name: NotificationName, payload: unknown) => void>();
  const history = createHistory({
    dataDir,
    openedLogs: createOpenedLogs({ dataDir, limits: () => DEFAULT_SETTINGS.logs }),
    start() {
      const channel = startTestHistory();
      channels.push(channel);
      return channel;
    },
    marks: marks ?? (() => ({ isOn: false, start: undefined, cursor: undefined })),
    settings,
    notify: (name, payload) => {
      for (const listener of waiting) listener(name, payload);
    },
    log: (message) => void said.push(message),
  });
  onTestFinished(() => history.close());
  const parsed = Object.entries({
    ...LOG_INPUT_SCHEMAS,
    ...STATISTICS_INPUT_SCHEMAS,
    ...REPORT_INPUT_SCHEMAS,
    ...PATTERN_INPUT_SCHEMAS,
  }).map(([call, schema]) => [
    call,
    (input: unknown) => (history.api[call as keyof HistoryApi] as (input: unknown) => unknown)(schema.parse(input)),
  ]);
  return {
    dataDir,
    logs: join(dataDir, "logs", "mediamtx_errors"),
    states: join(dataDir, "logs", "states"),
    history,
    api: Object.fromEntries(parsed) as unknown as HistoryApi,
    channels,
    said,
    nextNotification<N extends NotificationName>(name: N, isWanted: (payload: Notifications[N]) => boolean) {
      return new Promise<Notifications[N]>((resolve) => {
        const listener = (given: NotificationName, payload: unknown): void => {
          if (given !== name || !isWanted(payload as Notifications[N])) return;
          waiting.delete(listener);
          resolve(payload as Notifications[N]);
        };
        waiting.add(listener);
      });
    },
  };
}

export function writeLog(file: string, lines: readonly string[], { gz = false, tail = "" } = {}): void {
  mkdirSync(dirname(file), { recursive: true });
  const text = lines.map((line) => `${line}\n`).join("") + tail;
  if (gz) writeFileSync(`${file}.gz`, gzipSync(text));
  else writeFileSync(file, text);
}

export function appendLog(file: string, lines: readonly string[]): void {
  appendFileSync(file, lines.map((line) => `${line}\n`).join(""));
}
