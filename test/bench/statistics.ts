import { rmSync } from "node:fs";
import { join } from "node:path";
import { median, percentile, timeOf } from "./bars.ts";
import type { Bench } from "./bars.ts";
import { withFolder } from "./bench-folder.ts";
import { writeHistory } from "./history-records.ts";
import { writeStates } from "./history-states.ts";
import { startHistory } from "./running-history.ts";

const DAYS = 90;
/** Of 1 000 000 records: four attempts in each. */
const OUTAGES = 250_000;
const REPEATS = 40;
const PATTERN_REPEATS = 5;

/** The dashboard of a bad wall: 90 days of 64 streams, a million error records and the outages that they stand for. */
export function benchStatistics({ rounds, scale, report, note }: Bench): Promise<void> {
  return withFolder(async (dataDir) => {
    const now = new Date();
    const end = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1);
    const begin = new Date(end.getFullYear(), end.getMonth(), end.getDate() - DAYS);
    writeStates(join(dataDir, "logs", "states"), { days: DAYS, end: end.getTime(), outages: scale(OUTAGES) });
    writeHistory(join(dataDir, "logs", "mediamtx_errors"), scale(1_000_000));
    const window = { from: begin.toISOString(), until: end.toISOString() };
    const bar = (name: string, ours: number, unit: string, atMost: number) => report({ name, ours, reference: 0, unit, limit: { atMost } });

    const [building, starting, peaks, rests]: [number[], number[], number[], number[]] = [[], [], [], []];
    for (let round = 0; round < Math.min(3, rounds); round++) {
      rmSync(join(dataDir, "index", "states"), { recursive: true, force: true });
      const history = startHistory(dataDir);
      building.push(await timeOf(() => history.api.readStatistics(window)));
      await history.api.summarizeLogs({}); // the index of the error log, too
      await history.api.readStatistics(window);
      const memory = history.memory();
      if (memory) {
        peaks.push(memory.peak);
        rests.push(memory.now);
      }
      history.close();
      const again = startHistory(dataDir);
      starting.push((await timeOf(() => again.api.readStatistics(window))) * 1_000);
      again.close();
    }
    note(`first answer of all, days and index yet to be built: ${median(building).toFixed(1)} s`);
    note(`first answer of a process that finds its days on disk: ${Math.round(median(starting))} ms from its start`);
    if (peaks.length > 0) {
      bar("memory of the history process while it builds days and index", Math.max(...peaks), "MB", 600);
      bar("the same right after", Math.max(...rests), "MB", 300);
    }

    const history = startHistory(dataDir);
    await history.api.summarizeLogs({});
    const { whole, lines } = await history.api.readStatistics(window);
    const before = history.processorTime();
    const times: number[] = [];
    for (let n = 0; n < REPEATS; n++) times.push((await timeOf(() => history.api.readStatistics(window))) * 1_000);
    bar(`dashboard over 90 days, ${whole.incidents} incidents, ${lines?.total} lines, warm, p95`, percentile(times, 95), "ms", 300);
    const used = before === undefined ? "" : `, ${Math.round((history.processorTime()! - before) / REPEATS)} ms of a processor each`;
    note(`the same, median: ${Math.round(median(times))} ms${used}`);
    const patterns: number[] = [];
    for (let n = 0; n < PATTERN_REPEATS; n++) patterns.push((await timeOf(() => history.api.findPatterns(window))) * 1_000);
    bar(`patterns in the same 90 days, warm, the slowest of ${PATTERN_REPEATS}`, Math.max(...patterns), "ms", 1_000);
    const memory = history.memory();
    if (memory) bar(`memory of the history process after ${REPEATS} of them`, memory.now, "MB", 300);
    history.close();
  });
}
