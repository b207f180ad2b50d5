import { rmSync } from "node:fs";
import { join } from "node:path";
import type { LogFilter } from "../../shared/log-search.ts";
import { median, percentile, timeOf } from "./bars.ts";
import type { Bench } from "./bars.ts";
import { withFolder } from "./bench-folder.ts";
import { findHistoryStart, incidentId, writeHistory } from "./history-records.ts";
import { measureLnav } from "./lnav.ts";
import { startHistory } from "./running-history.ts";

/** The history process over a million records, as the hosts run it. */
export function benchHistory(bench: Bench): Promise<void> {
  return withFolder(async (folder) => {
    const count = bench.scale(1_000_000);
    const logs = join(folder, "logs", "mediamtx_errors");
    writeHistory(logs, count);
    await benchBuilding(bench, folder, logs);
    await benchStart(bench, folder, "with an index");
    await benchSearch(bench, folder);
  });
}

/** From nothing to exact counts, against lnav's loading and grouping of the same files. */
async function benchBuilding({ rounds, report, note }: Bench, dataDir: string, logs: string): Promise<void> {
  const [ours, reference, peaks, rests, pages, own]: number[][] = [[], [], [], [], [], []];
  for (let round = 0; round < Math.min(3, rounds); round++) {
    rmSync(join(dataDir, "index"), { recursive: true, force: true });
    const before = process.memoryUsage.rss();
    const history = startHistory(dataDir);
    const building = timeOf(() => history.api.summarizeLogs({}));
    pages!.push(await timeOf(() => history.api.readLogPage({})));
    ours!.push(await building);
    const memory = history.memory();
    if (memory) {
      peaks!.push(memory.peak);
      rests!.push(memory.now);
    }
    own!.push((process.memoryUsage.rss() - before) / 1_024 / 1_024);
    history.close();
    const lnav = measureLnav(logs, join(dataDir, "lnav"));
    if (lnav !== undefined) reference!.push(lnav);
  }
  report({
    name: "newest page without an index, from the start of the process",
    ours: median(pages!),
    reference: 0,
    unit: "s",
    limit: { atMost: 0.3 },
  });
  if (reference!.length === 0)
    note(`exact counts without an index: ${median(ours!)} s; no lnav here to compare with (apt-get install lnav)`);
  else
    report({
      name: "exact counts without an index, against lnav's load and group",
      ours: median(ours!),
      reference: median(reference!),
      unit: "s",
      limit: { ratioAtMost: 1 },
    });
  if (peaks!.length > 0) {
    report({
      name: "memory of the history process while it builds",
      ours: Math.max(...peaks!),
      reference: 0,
      unit: "MB",
      limit: { atMost: 600 },
    });
    report({
      name: "memory of the history process right after building",
      ours: Math.max(...rests!),
      reference: 0,
      unit: "MB",
      limit: { atMost: 300 },
    });
  }
  note(`the host's own memory grew by ${Math.round(own![0]!)} MB in the first round, by ${Math.round(own!.at(-1)!)} MB in the last`);
}

async function benchStart({ rounds, report }: Bench, dataDir: string, how: string): Promise<void> {
  const pages: number[] = [];
  const counts: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const history = startHistory(dataDir);
    const counting = timeOf(() => history.api.summarizeLogs({}));
    pages.push(await timeOf(() => history.api.readLogPage({})));
    counts.push(await counting);
    history.close();
  }
  report({
    name: `newest page ${how}, from the start of the process`,
    ours: median(pages),
    reference: 0,
    unit: "s",
    limit: { atMost: 0.3 },
  });
  report({
    name: `all facets and the histogram ${how}, from the start of the process`,
    ours: median(counts),
    reference: 0,
    unit: "s",
    limit: { atMost: 0.5 },
  });
}

const dayOfHistory = (day: number): string => new Date(findHistoryStart() + day * 86_400_000).toISOString();
const FILTERS: LogFilter[] = [
  {},
  { facets: { type: { include: ["whep_post_failed"] } } },
  { facets: { stream: { include: ["stream-003", "stream-004"] } } },
  { facets: { server: { exclude: ["192.168.0.11:8889"] }, status: { include: ["502"] } } },
  { from: dayOfHistory(31), until: dayOfHistory(61) },
];
const TEXTS = ["bad gateway", incidentId(7_777).slice(9), "no packets", "does not occur"];
const REPEATS = 8;

async function benchSearch({ scale, report }: Bench, dataDir: string): Promise<void> {
  const history = startHistory(dataDir);
  const { api } = history;
  await api.summarizeLogs({});
  const measure = async (filters: readonly LogFilter[]): Promise<number[]> => {
    const seconds: number[] = [];
    for (let i = 0; i < REPEATS; i++) for (const filter of filters) seconds.push(await timeOf(() => api.summarizeLogs({ filter })));
    return seconds.map((each) => each * 1_000);
  };
  const filtered = await measure(FILTERS);
  report({
    name: "filter, facet counts and histogram, warm, p95",
    ours: percentile(filtered, 95),
    reference: 0,
    unit: "ms",
    limit: { atMost: 100 },
  });
  const texts = await measure(TEXTS.map((text) => ({ text })));
  report({
    name: "free text, facet counts and histogram, warm, p95",
    ours: percentile(texts, 95),
    reference: 0,
    unit: "ms",
    limit: { atMost: 500 },
  });
  const cancelled: number[] = [];
  for (let i = 0; i < 20; i++) {
    const older = api.summarizeLogs({ slot: "text", filter: { text: `does not occur ${i}` } });
    const ended = timeOf(() => older.catch(() => undefined));
    void api.summarizeLogs({ slot: "text", filter: { text: "x", until: dayOfHistory(1) } }).catch(() => undefined);
    cancelled.push((await ended) * 1_000);
  }
  report({
    name: "a question that a newer one ends, p95",
    ours: percentile(cancelled, 95),
    reference: 0,
    unit: "ms",
    limit: { atMost: 200 },
  });
  const scrolled: number[] = [];
  for (let i = 0; i < 20; i++) scrolled.push((await timeOf(() => api.readLogPage({ skip: scale(45_000) * i }))) * 1_000);
  report({
    name: "a page at any place of the scroll bar, p95",
    ours: percentile(scrolled, 95),
    reference: 0,
    unit: "ms",
    limit: { atMost: 300 },
  });
  const memory = history.memory();
  if (memory)
    report({ name: "memory of the history process after all of this", ours: memory.now, reference: 0, unit: "MB", limit: { atMost: 300 } });
  history.close();
}
