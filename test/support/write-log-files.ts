import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { errorTypeOf } from "../../shared/reasons.ts";
import type { Reason } from "../../shared/reasons.ts";
import type { ErrorRecord } from "../../shared/record.ts";
import { makeUuidV7 } from "../../shared/uuid-v7.ts";
import { createSeededRandom } from "../torture/seeded-random.ts";

/** What fails in a control room, the usual first, with the message that a player writes. */
const FAILURES: readonly [reason: Reason, message: string, status?: number][] = [
  ["no_stream", "WHEP POST failed: 404 Not Found", 404],
  ["refused", "WHEP POST failed: connection refused"],
  ["http_error", "WHEP POST failed: 502 Bad Gateway", 502],
  ["closed_by_server", "Connection closed by the server"],
  ["stalled_no_packets", "Media stalled: no packets for 5 s"],
  ["ice_failed", "ICE connection failed"],
  ["timeout", "WHEP POST failed: no answer within 10 s"],
  ["auth", "WHEP POST failed: 401 Unauthorized", 401],
  ["slideshow", "Media degraded: 71 % of frames dropped"],
  ["frozen_picture", "The same picture has been arriving for 60 s"],
];

export interface LogFilesOptions {
  folder: string;
  records: number;
  /** Days up to and with today over which they are spread. */
  days: number;
  /** Unix milliseconds of the newest one. */
  until: number;
  /** Every so many lines one is torn. */
  damagedEvery?: number;
}

export interface WrittenLogs {
  /** In the order of the files. */
  records: ErrorRecord[];
  damaged: number;
}

/** Daily files as the journal writes them, all but the newest two days compressed; the same records each time. */
export function writeLogFiles({ folder, records: count, days, until, damagedEvery = 500 }: LogFilesOptions): WrittenLogs {
  const random = createSeededRandom(20_260_108);
  const from = new Date(new Date(until).setHours(0, 0, 0, 0) - (days - 1) * 86_400_000).getTime();
  const moments = Array.from({ length: count }, () => Math.floor(from + random() * (until - from))).sort((a, b) => a - b);
  const records = moments.map((time, at) => makeLogRecord(time, { random, at }));
  const byDay = new Map<string, string[]>();
  let damaged = 0;
  for (const [at, record] of records.entries()) {
    const day = localDay(Date.parse(record.timestamp));
    const lines = byDay.get(day) ?? [];
    byDay.set(day, lines);
    lines.push(JSON.stringify(record));
    if ((at + 1) % damagedEvery !== 0) continue;
    damaged += 1;
    lines.push(`{"timestamp":"${record.timestamp}","streamId":"torn-${damaged}","errorTy`);
  }
  mkdirSync(folder, { recursive: true });
  const names = [...byDay.keys()].sort();
  for (const [at, day] of names.entries()) {
    const text = byDay
      .get(day)!
      .map((line) => `${line}\n`)
      .join("");
    const isOld = at < names.length - 2;
    writeFileSync(join(folder, `${day}.jsonl${isOld ? ".gz" : ""}`), isOld ? gzipSync(text) : text);
  }
  return { records, damaged };
}

export function makeLogRecord(time: number, { random, at }: { random: () => number; at: number }): ErrorRecord {
  // Few streams fail often, most seldom.
  const stream = 1 + Math.floor(random() ** 2 * 24);
  const [reason, errorMessage, statusCode] = FAILURES[Math.floor(random() ** 1.6 * FAILURES.length)]!;
  const server = `192.168.0.${10 + (stream % 3)}:8889`;
  const makeId = () =>
    makeUuidV7(
      time,
      Uint8Array.from({ length: 10 }, () => Math.floor(random() * 256)),
    );
  return {
    timestamp: new Date(time).toISOString(),
    streamId: `stream-${String(stream).padStart(3, "0")}`,
    errorType: errorTypeOf(reason),
    errorMessage,
    ...(statusCode === undefined ? {} : { statusCode }),
    whepUrl: `http://${server}/cam-${stream}/whep`,
    userAgent: "Mozilla/5.0 (X11; Linux x86_64) Chrome/156.0.0.0",
    clientInfo: { browserName: "Chrome", browserVersion: "156.0", os: "Linux x86_64", screenResolution: "1920x1080" },
    id: makeId(),
    detail: {
      reason,
      phase: reason.startsWith("stalled") ? "playing" : "post_offer",
      attempt: 1 + (at % 7),
      incidentId: makeId(),
      streamName: `${stream}번 출입구`,
      client: { id: "0197c0de-0000-7000-8000-000000000001", version: "0.1.0", name: `관제 PC ${1 + (stream % 2)}`, hostName: "cctv-pc-1" },
    },
  };
}

function localDay(time: number): string {
  const date = new Date(time);
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}
