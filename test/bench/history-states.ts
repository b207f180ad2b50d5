import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { localDate } from "../../electron/journal/segment-name.ts";
import { REASON_NAMES } from "../../shared/reasons.ts";
import type { StateRecord } from "../../shared/state-line.ts";
import { ALIVE_INTERVAL, RESTATE_INTERVAL } from "../../shared/state-line.ts";
import { createSeededRandom } from "../torture/seeded-random.ts";

const STREAMS = 64;
const COMPRESSED_AFTER = 7;

interface Outage {
  stream: number;
  from: number;
  to: number;
  number: number;
}

/** The state journal of a bad wall's `days` local days until `end` (a local midnight): so many outages, signs of life, what holds each hour. */
export function writeStates(directory: string, { days, end, outages }: { days: number; end: number; outages: number }): void {
  mkdirSync(directory, { recursive: true });
  const last = new Date(end);
  const midnight = (back: number): number => new Date(last.getFullYear(), last.getMonth(), last.getDate() - back).getTime();
  const list = planOutages(midnight(days), end, outages);
  let next = 0;
  let open: Outage[] = [];
  for (let back = days; back > 0; back--) {
    const [from, to] = [midnight(back), midnight(back - 1)];
    while (next < list.length && list[next]!.from < to) open.push(list[next++]!);
    const records = open.flatMap((outage) => tellOutage(outage));
    for (let time = from; time < to; time += ALIVE_INTERVAL) records.push({ timestamp: toIso(time), event: "alive", page: PAGE });
    for (let time = from; time < to; time += RESTATE_INTERVAL) records.push(...restate(time, open, midnight(days)));
    const ofDay = records.filter(({ timestamp }) => timestamp >= toIso(from) && timestamp < toIso(to));
    ofDay.sort((a, b) => (a.timestamp < b.timestamp ? -1 : Number(a.timestamp > b.timestamp)));
    const text = ofDay.map((record) => `${JSON.stringify(record)}\n`).join("");
    const isOld = back > COMPRESSED_AFTER;
    writeFileSync(join(directory, `${localDate(from)}.jsonl${isOld ? ".gz" : ""}`), isOld ? gzipSync(text, { level: 1 }) : text);
    open = open.filter((outage) => outage.to >= to);
  }
}

/** Most last seconds, some minutes. In order of their begin. */
function planOutages(from: number, to: number, count: number): Outage[] {
  const random = createSeededRandom(2);
  const step = ((to - from) * STREAMS) / count;
  const list = Array.from({ length: STREAMS }, (_, stream) =>
    Array.from({ length: Math.ceil(count / STREAMS) }, (_, n): Outage => {
      const begin = Math.floor(from + (n + random() * 0.4) * step);
      return { stream, from: begin, to: begin + 5_000 + Math.floor(random() ** 4 * step * 0.5), number: n * STREAMS + stream };
    }),
  );
  return list.flat().sort((a, b) => a.from - b.from);
}

const PAGE = "019b9d9a-5895-7b1f-9d2c-5a0e6f1c2d3e";
const toIso = (time: number): string => new Date(time).toISOString();

function tellOutage({ stream, from, to, number }: Outage): StateRecord[] {
  return [
    { ...describe(stream, from, 2 * number), state: "down", since: toIso(from), ...causeOf(number) },
    { ...describe(stream, to, 2 * number + 1), state: "up", since: toIso(to) },
  ];
}

function restate(time: number, open: readonly Outage[], begin: number): StateRecord[] {
  return Array.from({ length: STREAMS }, (_, stream): StateRecord => {
    const present = open.find((outage) => outage.stream === stream && outage.from <= time && outage.to > time);
    const before = open.findLast((outage) => outage.stream === stream && outage.to <= time);
    const said = describe(stream, time, time + stream);
    if (present) return { ...said, state: "down", since: toIso(present.from), ...causeOf(present.number) };
    return { ...said, state: "up", since: toIso(before?.to ?? begin) };
  });
}

function causeOf(number: number) {
  const incidentId = `019b9d9a-0000-7000-8000-${number.toString(16).padStart(12, "0")}`;
  return { incidentId, reason: REASON_NAMES[(number * 7) % REASON_NAMES.length]! };
}

function describe(stream: number, time: number, number: number) {
  const name = String(stream + 1).padStart(3, "0");
  const id = `019b9d9a-0000-7000-9000-${number.toString(16).padStart(12, "0").slice(-12)}`;
  return { timestamp: toIso(time), streamId: `stream-${name}`, server: `192.168.0.${10 + (stream % 4)}:8889`, page: PAGE, id };
}
