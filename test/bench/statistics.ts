import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { readStates } from "../../electron/states/read-states.ts";
import { REASON_NAMES } from "../../shared/reasons.ts";
import type { StateLine, StateRecord } from "../../shared/state-line.ts";
import { buildTimelines } from "../../shared/statistics/build-timelines.ts";
import type { StreamTimeline } from "../../shared/statistics/build-timelines.ts";
import { findIncidents } from "../../shared/statistics/find-incidents.ts";
import { countByHourOfWeek } from "../../shared/statistics/heat-map.ts";
import type { Interval } from "../../shared/statistics/intervals.ts";
import { joinTimelines } from "../../shared/statistics/join-timelines.ts";
import { listDayEdges } from "../../shared/statistics/local-buckets.ts";
import { compareMeasures, measureStream } from "../../shared/statistics/measure-stream.ts";
import { countByLength } from "../../shared/statistics/outage-lengths.ts";
import { countByType, sumByBucket } from "../../shared/statistics/over-time.ts";
import { partitionTimeline } from "../../shared/statistics/partition.ts";
import { rankCauses } from "../../shared/statistics/rank-causes.ts";
import { median, timeOf } from "./bars.ts";
import type { Bench } from "./bars.ts";
import { withFolder } from "./bench-folder.ts";

const DAY = 86_400_000;
const DAYS = 90;
const STREAMS = 64;
/** What a bad wall has: an incident of each stream every two hours, of some 15 records each. */
const INCIDENTS = DAYS * STREAMS * 12;

/** All figures of the dashboard over 90 days of 64 streams, from the timelines of the days that are kept in memory. */
export async function benchDashboard({ rounds, scale, report, note }: Bench): Promise<void> {
  const measure = async (days: readonly Day[]) => {
    const times: number[] = [];
    for (let round = 0; round < rounds; round++) times.push((await timeOf(async () => computeDashboard(days))) * 1_000);
    return median(times);
  };
  const ours = await measure(makeDays(scale(INCIDENTS)));
  report({ name: `dashboard over 90 days, ${INCIDENTS} incidents`, ours, reference: 0, unit: "ms", limit: { atMost: 300 } });
  note(`were each of 1 000 000 records an incident of its own: ${Math.round(await measure(makeDays(scale(1_000_000))))} ms`);
}

interface Day {
  window: Interval;
  timelines: StreamTimeline[];
}

function computeDashboard(days: readonly Day[]): void {
  const window = { from: days[0]!.window.from, to: days.at(-1)!.window.to };
  const edges = listDayEdges(window);
  const partitions = joinTimelines(days).map((timeline) => partitionTimeline(timeline, { window }));
  const perStream = partitions.map((partition) => ({ partition, incidents: findIncidents(partition) }));
  const incidents = perStream.flatMap(({ incidents: own }) => own);
  perStream.map(({ partition, incidents: own }) => measureStream(partition, own)).sort(compareMeasures);
  countByType(incidents, edges);
  sumByBucket(partitions, incidents, edges);
  countByHourOfWeek(incidents);
  rankCauses(incidents, ({ reason }) => reason);
  countByLength(incidents);
}

function makeDays(incidents: number): Day[] {
  const perDay = Math.ceil(incidents / DAYS / STREAMS);
  const end = new Date(2026, 3, 1).getTime();
  return Array.from({ length: DAYS }, (_, n) => {
    const window = { from: end - (DAYS - n) * DAY, to: end - (DAYS - n - 1) * DAY };
    const timelines = Array.from({ length: STREAMS }, (_, stream) => makeDay(window, { stream, count: perDay }));
    return { window, timelines };
  });
}

function makeDay(window: Interval, { stream, count }: { stream: number; count: number }): StreamTimeline {
  const step = DAY / (count + 1);
  const down = Array.from({ length: count }, (_, n) => {
    const from = Math.round(window.from + (n + 1) * step);
    const reason = REASON_NAMES[(n + stream) % REASON_NAMES.length]!;
    return { from, to: from + Math.round(step / 3), incidentId: `${stream}-${window.from}-${n}`, reason };
  });
  return { streamId: `stream-${stream}`, server: "10.0.0.1:8889", down, unknown: [{ from: window.from, to: window.from + 60_000 }] };
}

/** The same from the files: what a process that has just started reads, 90 days of which 83 are compressed. */
export function benchStatesFromFiles({ rounds, note }: Bench): Promise<void> {
  return withFolder(async (folder) => {
    const window = { from: new Date(2026, 0, 1).getTime(), to: new Date(2026, 0, 1 + DAYS).getTime() };
    const bytes = writeDays(folder, window);
    const times: number[] = [];
    let lines: StateLine[] = [];
    for (let round = 0; round < Math.min(3, rounds); round++) {
      times.push(
        await timeOf(async () => {
          ({ lines } = await readStates(folder, window));
          buildTimelines(lines, window, window.to);
        }),
      );
    }
    note(
      `90 days of files, ${lines.length} lines, ${Math.round(bytes / 1_048_576)} MB on disk: timelines in ${median(times).toFixed(2)} s`,
    );
  });
}

function writeDays(folder: string, { from }: Interval): number {
  mkdirSync(folder, { recursive: true });
  const page = "019b9d9a-5895-7b1f-9d2c-5a0e6f1c2d3e";
  let bytes = 0;
  for (let day = 0; day < DAYS; day++) {
    const start = new Date(new Date(from).getFullYear(), 0, 1 + day);
    const lines: StateRecord[] = [];
    for (let second = 0; second < 86_400; second += 30) {
      const timestamp = new Date(start.getTime() + second * 1_000).toISOString();
      lines.push({ timestamp, event: "alive", page });
      for (let stream = 0; second % 3_600 === 0 && stream < STREAMS; stream++) {
        const state = (second / 3_600) % 2 === 0 ? "up" : "down";
        const cause = { incidentId: page, reason: "no_stream" } as const;
        const change = { timestamp, streamId: `stream-${stream}`, state, since: timestamp, ...(state === "down" && cause) } as const;
        lines.push({ ...change, server: "192.168.0.10:8889", page, id: `${page.slice(0, -6)}${String(stream).padStart(6, "0")}` });
      }
    }
    const text = lines.map((line) => `${JSON.stringify(line)}\n`).join("");
    const name = `${start.getFullYear()}-${String(start.getMonth() + 1).padStart(2, "0")}-${String(start.getDate()).padStart(2, "0")}.jsonl`;
    const isOld = DAYS - day > 7;
    const content = isOld ? gzipSync(text) : Buffer.from(text);
    writeFileSync(join(folder, isOld ? `${name}.gz` : name), content);
    bytes += content.length;
  }
  return bytes;
}
