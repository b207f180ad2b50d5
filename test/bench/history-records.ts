import { closeSync, mkdirSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { createSeededRandom } from "../torture/seeded-random.ts";

const DAY = 86_400_000;
const DAYS = 90;
const FAILURES = [
  ["fetch_error", "refused", "WHEP POST failed: connection refused", undefined],
  ["whep_post_failed", "http_error", "WHEP POST failed: 502 Bad Gateway", 502],
  ["whep_post_failed", "no_stream", "WHEP POST failed: 404 Not Found", 404],
  ["connection_closed", "closed_by_server", "WHEP session failed: closed by the server", undefined],
  ["connection_failed", "ice_failed", "WebRTC connection failed: ICE failed", undefined],
  ["connection_failed", "stalled_no_packets", "WebRTC connection failed: no packets for 5 s", undefined],
] as const;
const USER_AGENT = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0";
const AT_ONCE = 5_000;

/** The days end with today: what lies ahead has no statistics. */
export function findHistoryStart(): number {
  return (Math.floor(Date.now() / DAY) - DAYS + 1) * DAY;
}

/** 90 days of 64 streams' failures, some 620 bytes each, the same every time. */
export function writeHistory(directory: string, count: number): void {
  const random = createSeededRandom(1);
  const start = findHistoryStart();
  mkdirSync(directory, { recursive: true });
  const perDay = Math.ceil(count / DAYS);
  for (let day = 0; day * perDay < count; day++) {
    const name = `${new Date(start + day * DAY).toISOString().slice(0, 10)}.jsonl`;
    const file = openSync(join(directory, name), "w");
    for (let from = 0; from < perDay; from += AT_ONCE) {
      const lines = Array.from({ length: Math.min(AT_ONCE, perDay - from) }, (_, index) => {
        const place = from + index;
        return `${JSON.stringify(makeRecord(day * perDay + place, start + day * DAY + Math.floor((DAY * place) / perDay), random))}\n`;
      });
      writeSync(file, lines.join(""));
    }
    closeSync(file);
  }
}

/** An incident's id, by its number. */
export function incidentId(number: number): string {
  return `0197c0df-0000-7000-8000-${number.toString(16).padStart(12, "0")}`;
}

function makeRecord(index: number, time: number, random: () => number): object {
  const stream = 1 + Math.floor(random() * 64);
  const [errorType, reason, errorMessage, statusCode] = FAILURES[Math.floor(random() * FAILURES.length)]!;
  return {
    timestamp: new Date(time).toISOString(),
    streamId: `stream-${String(stream).padStart(3, "0")}`,
    errorType,
    errorMessage,
    statusCode,
    whepUrl: `http://192.168.0.${10 + (stream % 4)}:8889/cam${stream}/whep`,
    userAgent: USER_AGENT,
    clientInfo: { browserName: "Chrome", browserVersion: "140.0", os: "Linux x86_64", screenResolution: "1920x1080" },
    id: `0197c0de-0000-7000-8000-${index.toString(16).padStart(12, "0")}`,
    detail: {
      reason,
      phase: "post_offer",
      attempt: 1 + (index % 9),
      incidentId: incidentId(index >> 3),
      client: { id: "0197c0de-0000-7000-8000-000000000001", version: "0.1.0", hostName: `pc-${stream % 5}` },
    },
  };
}
