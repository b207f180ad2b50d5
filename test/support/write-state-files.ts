import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { errorTypeOf } from "../../shared/reasons.ts";
import type { Reason } from "../../shared/reasons.ts";
import type { ErrorRecord } from "../../shared/record.ts";
import { ALIVE_INTERVAL, RESTATE_INTERVAL } from "../../shared/state-line.ts";
import type { StateRecord } from "../../shared/state-line.ts";
import { makeUuidV7 } from "../../shared/uuid-v7.ts";
import { createSeededRandom } from "../torture/seeded-random.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** Nothing happens so close to the beginning or end of the host's runs. */
const MARGIN = 10 * MINUTE;

export interface Span {
  from: number;
  to: number;
}

export interface WrittenOutage extends Span {
  streamId: string;
  server: string;
  reason: Reason;
  incidentId: string;
  /** Records that the error journal has of it. */
  records: number;
}

export interface StateFilesOptions {
  /** Of the data dir. */
  logs: string;
  streams: number;
  /** Unix milliseconds; the host ran in between, but for `off`. */
  from: number;
  to: number;
  off?: readonly Span[];
  /** Of each stream and day, on average. */
  outagesPerDay: number;
}

const REASONS: readonly Reason[] = [
  "no_stream",
  "stalled_no_packets",
  "refused",
  "closed_by_server",
  "ice_failed",
  "http_error",
  "slideshow",
];

export const writtenStreamId = (number: number) => `stream-${String(number).padStart(3, "0")}`;
export const writtenServer = (number: number) => `127.0.0.${10 + (number % 3)}:8889`;

/** The journals of states and of errors as a host and its page write them: signs of life, changes, what holds said again every hour. */
export function writeStateFiles(options: StateFilesOptions): WrittenOutage[] {
  const { logs, streams, from, to, off = [] } = options;
  const outages = planOutages(options);
  const lines: StateRecord[] = [];
  const runs = [from, ...off.map((span) => span.to)].map((begin, n) => ({ from: begin, to: off[n]?.from ?? to }));
  for (const [n, run] of runs.entries()) {
    const page = makeId(run.from, n);
    lines.push({ timestamp: iso(run.from), event: "started" });
    for (let at = run.from; at < run.to; at += ALIVE_INTERVAL) lines.push({ timestamp: iso(at), event: "alive", page });
    for (let stream = 1; stream <= streams; stream++) {
      const own = outages.filter(
        ({ streamId, from: begin }) => streamId === writtenStreamId(stream) && begin >= run.from && begin < run.to,
      );
      addStreamLines(lines, { stream, run, page, outages: own });
    }
    // The last run goes on where the files end.
    if (run.to < to) lines.push({ timestamp: iso(run.to), event: "closed" });
  }
  writeDays(join(logs, "states"), lines);
  writeDays(join(logs, "mediamtx_errors"), outages.flatMap(makeRecords));
  return outages;
}

function addStreamLines(
  lines: StateRecord[],
  { stream, run, page, outages }: { stream: number; run: Span; page: string; outages: readonly WrittenOutage[] },
): void {
  const changes = [
    { since: run.from, state: "up" as const, cause: {} },
    ...outages.flatMap(({ from, to, incidentId, reason }) => [
      { since: from, state: "down" as const, cause: { incidentId, reason } },
      { since: to, state: "up" as const, cause: {} },
    ]),
  ].filter(({ since }) => since < run.to);
  for (const [n, { since, state, cause }] of changes.entries()) {
    const until = changes[n + 1]?.since ?? run.to;
    // Frames had stopped before it was noticed.
    const noticed = state === "down" ? since + 2 * SECOND : since;
    for (let at = noticed; at < Math.max(until, noticed + 1); at += RESTATE_INTERVAL) {
      const id = makeId(at, stream * 1_000 + n);
      const streamId = writtenStreamId(stream);
      lines.push({ timestamp: iso(at), streamId, state, since: iso(since), ...cause, server: writtenServer(stream), page, id });
    }
  }
}

function planOutages({ streams, from, to, off = [], outagesPerDay }: StateFilesOptions): WrittenOutage[] {
  const random = createSeededRandom(20_260_109);
  const outages: WrittenOutage[] = [];
  const isFree = (span: Span) => off.every((hole) => span.to + MARGIN < hole.from || span.from - MARGIN > hole.to);
  for (let stream = 1; stream <= streams; stream++) {
    // Few streams fail often, most seldom; nights are quieter than days.
    const pace = (24 * HOUR) / (outagesPerDay * (stream % 8 === 1 ? 3 : 0.6));
    let at = from + MARGIN + Math.floor(random() * pace);
    for (let n = 0; ; n++) {
      const length = 5 * SECOND + Math.floor(random() ** 6 * 6 * HOUR) + Math.floor(random() * 40) * SECOND;
      const span = { from: at, to: at + length };
      if (span.to > to - MARGIN) break;
      const isNight = new Date(at).getHours() < 5 && random() < 0.7;
      if (isFree(span) && !isNight) {
        const reason = REASONS[Math.floor(random() ** 1.8 * REASONS.length)]!;
        const records = 1 + Math.floor(length / (2 * MINUTE));
        const id = makeId(at, stream);
        outages.push({ ...span, streamId: writtenStreamId(stream), server: writtenServer(stream), reason, incidentId: id, records });
      }
      at = span.to + MARGIN + Math.floor(random() * 2 * pace);
    }
  }
  return outages.sort((a, b) => a.from - b.from);
}

/** When the records of an outage are written: evenly over it. */
function timesOf({ from, to, records }: WrittenOutage): number[] {
  const step = (to - from) / (records + 1);
  return Array.from({ length: records }, (_, n) => Math.floor(from + (n + 1) * step));
}

/** How many records the error journal has of some outages within a span. */
export function countWrittenLines(outages: readonly WrittenOutage[], { from, to }: Span): number {
  return outages.flatMap(timesOf).filter((time) => time >= from && time < to).length;
}

function makeRecords(outage: WrittenOutage): ErrorRecord[] {
  const { streamId, server, reason, incidentId } = outage;
  return timesOf(outage).map((time, n) => {
    return {
      timestamp: iso(time),
      streamId,
      errorType: errorTypeOf(reason),
      errorMessage: `WHEP failed: ${reason}`,
      whepUrl: `http://${server}/${streamId}/whep`,
      userAgent: "Mozilla/5.0 (X11; Linux x86_64) Chrome/156.0.0.0",
      clientInfo: { browserName: "Chrome", browserVersion: "156.0", os: "Linux x86_64", screenResolution: "1920x1080" },
      id: makeId(time, n),
      detail: { reason, phase: "playing", attempt: n + 1, incidentId, client: { id: makeId(1, 1), version: "0.1.0", name: "관제 PC 1" } },
    };
  });
}

/** One file for each local day; all but the newest two compressed. */
export function writeDays(folder: string, records: readonly { timestamp: string }[]): void {
  const days = new Map<string, string[]>();
  for (const record of records.toSorted((a, b) => (a.timestamp < b.timestamp ? -1 : Number(a.timestamp > b.timestamp)))) {
    const date = new Date(record.timestamp);
    const day = [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
    const lines = days.get(day);
    if (lines) lines.push(`${JSON.stringify(record)}\n`);
    else days.set(day, [`${JSON.stringify(record)}\n`]);
  }
  mkdirSync(folder, { recursive: true });
  const names = [...days.keys()].sort();
  for (const [n, day] of names.entries()) {
    const text = days.get(day)!.join("");
    const isOld = n < names.length - 2;
    writeFileSync(join(folder, `${day}.jsonl${isOld ? ".gz" : ""}`), isOld ? gzipSync(text) : text);
  }
}

function iso(time: number): string {
  return new Date(time).toISOString();
}

function makeId(time: number, salt: number): string {
  const random = createSeededRandom(salt);
  return makeUuidV7(
    time,
    Uint8Array.from({ length: 10 }, () => Math.floor(random() * 256)),
  );
}
