import { join } from "node:path";
import { createHistory } from "../../electron/history/create-history.ts";
import type { HistoryApi } from "../../electron/history/create-history.ts";
import { forkHistory } from "../../electron/history/fork-history.ts";
import { createOpenedLogs } from "../../electron/history/opened-logs.ts";
import { LOG_INPUT_SCHEMAS } from "../../shared/log-search.ts";
import { PATTERN_INPUT_SCHEMAS } from "../../shared/patterns-api.ts";
import { DEFAULT_SETTINGS } from "../../shared/settings.ts";
import { STATISTICS_INPUT_SCHEMAS } from "../../shared/statistics-api.ts";
import { readMemory, readProcessorTime } from "../support/read-process.ts";

const PROGRAM = join(import.meta.dirname, "../../out/main/history.js");

/** The history process as the hosts run it. */
export interface Running {
  api: HistoryApi;
  /** Megabytes of the process: now, and the most so far. Undefined where /proc is not. */
  memory(): { now: number; peak: number } | undefined;
  /** Milliseconds of a processor so far. */
  processorTime(): number | undefined;
  close(): void;
}

export function startHistory(dataDir: string): Running {
  let pid: number | undefined;
  const history = createHistory({
    dataDir,
    openedLogs: createOpenedLogs({ dataDir, limits: () => DEFAULT_SETTINGS.logs }),
    start() {
      const channel = forkHistory(PROGRAM);
      pid = channel.pid;
      return channel;
    },
    marks: () => ({ isOn: false, start: undefined, cursor: undefined }),
    settings: () => DEFAULT_SETTINGS,
    notify: () => undefined,
    log: (message) => console.log(`  ${message}`),
  });
  const calls = Object.entries({ ...LOG_INPUT_SCHEMAS, ...STATISTICS_INPUT_SCHEMAS, ...PATTERN_INPUT_SCHEMAS }).map(([call, schema]) => [
    call,
    (input: unknown) => (history.api[call as keyof HistoryApi] as (input: unknown) => unknown)(schema.parse(input)),
  ]);
  return {
    api: Object.fromEntries(calls) as unknown as HistoryApi,
    memory: () => (pid === undefined ? undefined : readMemory(pid)),
    processorTime: () => (pid === undefined ? undefined : readProcessorTime(pid)),
    close: history.close,
  };
}
