import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createHistory } from "../../electron/history/create-history.ts";
import type { HistoryApi } from "../../electron/history/create-history.ts";
import { forkHistory } from "../../electron/history/fork-history.ts";
import { createOpenedLogs } from "../../electron/history/opened-logs.ts";
import { LOG_INPUT_SCHEMAS } from "../../shared/log-search.ts";
import { PATTERN_INPUT_SCHEMAS } from "../../shared/patterns-api.ts";
import { DEFAULT_SETTINGS } from "../../shared/settings.ts";
import { STATISTICS_INPUT_SCHEMAS } from "../../shared/statistics-api.ts";

const PROGRAM = join(import.meta.dirname, "../../out/main/history.js");
/** Of Linux: units of processor time in /proc, a second. */
const TICKS = 100;

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
  const readProc = (file: string): string | undefined =>
    process.platform === "linux" && pid !== undefined ? readFileSync(`/proc/${pid}/${file}`, "latin1") : undefined;
  return {
    api: Object.fromEntries(calls) as unknown as HistoryApi,
    memory() {
      const status = readProc("status");
      const megabytes = (name: string): number => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status ?? "")?.[1]) / 1_024;
      return status === undefined ? undefined : { now: megabytes("VmRSS"), peak: megabytes("VmHWM") };
    },
    processorTime() {
      const fields = readProc("stat")?.split(") ")[1]?.split(" ");
      return fields && ((Number(fields[11]) + Number(fields[12])) * 1_000) / TICKS;
    },
    close: history.close,
  };
}
