/** The process whose memory is measured: `week-process.ts URL DATA_DIR RECORDS`, with a parent that is told of each day. See run-week.ts. */
import { once } from "node:events";
import { join } from "node:path";
import { createDelivery } from "../../electron/delivery/create-delivery.ts";
import type { DestinationDelivery } from "../../electron/delivery/create-destination-delivery.ts";
import { createUndiciTransport } from "../../electron/delivery/send-request-undici.ts";
import { createCursor } from "../../electron/journal/create-cursor.ts";
import { createJournal } from "../../electron/journal/create-journal.ts";
import { DEFAULT_SETTINGS } from "../../shared/settings.ts";
import { makeLines } from "../bench/bench-records.ts";
import { createSeededRandom } from "../torture/seeded-random.ts";

/** Resident memory in bytes: before the first record, most and last in the week, most while all of it was delivered. */
export interface WeekMemory {
  before: number;
  most: number;
  after: number;
  mostDraining: number;
}

/** Day 7 is the end of the week: the child goes on when the parent has answered. */
export type WeekMessage =
  | { kind: "day"; day: number }
  | { kind: "done"; memory: WeekMemory; left: number; rejected: number; attempts: number };

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;
const AT_ONCE = 16;
const SAMPLE_EVERY = 10_000; // deliveries

const [url = "", dataDir = "", count = "0"] = process.argv.slice(2);
const records = Number(count);
const start = new Date().setHours(0, 0, 0, 0);
let time = start;
/** By `performance.now()`; from then on the clock goes by itself, or central would not be asked again what it can do. */
let weekEndedAt: number | undefined;
let appended = 0;
let attempts = 0;
const now = () => time + (weekEndedAt === undefined ? 0 : performance.now() - weekEndedAt);
const memory: WeekMemory = { before: 0, most: 0, after: 0, mostDraining: 0 };
const done = Promise.withResolvers<void>();

const cursor = createCursor({ directory: join(dataDir, "cursors"), name: "central" });
const journal = await createJournal({
  directory: join(dataDir, "logs", "mediamtx_errors"),
  quarantineDirectory: join(dataDir, "logs", "quarantine"),
  limits: () => ({ ...DEFAULT_SETTINGS.logs, minFreeMegabytes: 0 }),
  now,
  readers: () => [cursor.load() ?? journal.oldest()],
  log: (message) => console.error(message),
});
const transport = createUndiciTransport();

/** One append for each record, as the recorder makes them; some at once, as the streams of one server fail. */
async function appendUntil(total: number): Promise<void> {
  while (appended < total) {
    const lines = makeLines(Math.min(AT_ONCE, total - appended));
    appended += lines.length;
    await Promise.all(lines.map((line) => journal.append([line])));
  }
}

async function tellParent(message: WeekMessage): Promise<void> {
  process.send!(message);
  await once(process, "message");
}

/** What happens in one of the delivery's waits: the clock moves, records come, and each hour the journal is maintained. */
async function livePast(milliseconds: number): Promise<void> {
  const before = time - start;
  time += milliseconds;
  if (before >= WEEK) return;
  if (time - start >= WEEK) weekEndedAt = performance.now();
  if (memory.before === 0) memory.before = process.memoryUsage.rss();
  const passed = Math.min(WEEK, time - start);
  await appendUntil(Math.floor((records * passed) / WEEK));
  const isNew = (step: number) => Math.floor(passed / step) > Math.floor(before / step);
  if (isNew(HOUR)) {
    await journal.maintain();
    delivery.status();
    memory.after = process.memoryUsage.rss();
    memory.most = Math.max(memory.most, memory.after);
  }
  if (isNew(DAY)) await tellParent({ kind: "day", day: Math.floor(passed / DAY) });
}

function noteProgress(): void {
  if (time - start < WEEK) return; // the host looks at the status a few times a second at most, not with every record
  const { state, delivered, rejected } = delivery.status();
  if (delivered % SAMPLE_EVERY < 500 && delivered > 0) memory.mostDraining = Math.max(memory.mostDraining, process.memoryUsage.rss());
  if (state === "idle" && delivered + rejected >= records) done.resolve();
}

const delivery: DestinationDelivery = await createDelivery({
  journal,
  cursor,
  settings: { url, sendFrom: "all" },
  identity: { version: "0.1.0", clientId: "0197a000-0000-7000-8000-000000000001" },
  directory: dataDir,
  sendRequest(request) {
    if (time - start < WEEK) attempts++;
    return transport.sendRequest(request);
  },
  now,
  random: createSeededRandom(1),
  wait: livePast,
  log: () => {},
  onChange: () => noteProgress(),
});
await appendUntil(1); // something to be refused
await done.promise;
const { waiting, held, rejected } = delivery.status();
await delivery.close();
await transport.close();
await journal.close();
await tellParent({ kind: "done", memory, left: waiting + held, rejected, attempts });
process.disconnect();
