import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { localDate } from "../../../electron/journal/segment-name.ts";
import { createTimelineReader } from "../../../electron/states/create-timeline-reader.ts";
import type { TimelineReader } from "../../../electron/states/create-timeline-reader.ts";
import type { StateRecord } from "../../../shared/state-line.ts";
import { buildTimelines } from "../../../shared/statistics/build-timelines.ts";
import type { StreamTimeline } from "../../../shared/statistics/build-timelines.ts";
import { findIncidents } from "../../../shared/statistics/find-incidents.ts";
import type { Interval } from "../../../shared/statistics/intervals.ts";
import { partitionTimeline } from "../../../shared/statistics/partition.ts";
import { listKinds } from "../../support/list-kinds.ts";
import { readStateLines } from "../../support/read-state-lines.ts";
import { makeTempDir } from "../../support/temp-dir.ts";
import { createSeededRandom } from "../../torture/seeded-random.ts";

const HOUR = 3_600_000;
const zone = process.env.TZ;
process.env.TZ = "Europe/Berlin"; // now, too: times below are made before the first test, wherever somebody runs it
beforeEach(() => {
  process.env.TZ = "Europe/Berlin"; // summer time began on 29 March 2026
});
afterEach(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});
const at = (day: number, hour = 0): number => new Date(2026, 2, day, hour).getTime();
const { signal } = new AbortController();

type Written = { writtenAt: number; record: StateRecord };

/** Pages that live for some hours and say what they see of three streams. While its host is away a page keeps its changes and sends them hours later. */
function makeLines(seed: number, { from, to }: Interval): Written[] {
  const random = createSeededRandom(seed);
  const lines: Written[] = [];
  let ids = 0;
  for (let begin = from + random() * HOUR; begin < to; begin += random() * 5 * HOUR) {
    const end = begin + random() * 8 * HOUR;
    const away = { from: begin + random() * 2 * (end - begin), to: begin + random() * 20 * HOUR };
    const page = `page-${seed}-${begin}`;
    const toIso = (time: number): string => new Date(time).toISOString();
    const write = (time: number, record: StateRecord): void => {
      const isAway = time >= away.from && time < away.to;
      if (!isAway) lines.push({ writtenAt: time, record });
      else if ("state" in record) lines.push({ writtenAt: away.to, record });
    };
    const say = (time: number, streamId: string, since: number, incidentId: string | undefined): void => {
      const cause = incidentId === undefined ? {} : { incidentId, reason: "refused" as const };
      const [state, id] = [incidentId === undefined ? ("up" as const) : ("down" as const), `${seed}-${(ids += 1)}`];
      write(time, { timestamp: toIso(time), streamId, state, since: toIso(since), ...cause, server: "a:8889", page, id });
    };
    write(begin, { timestamp: toIso(begin), event: "started" });
    for (let time = begin; time < end; time += 30_000) write(time, { timestamp: toIso(time), event: "alive", page });
    for (const stream of ["a", "b", "c"].slice(Math.floor(random() * 3))) {
      let [since, restated] = [begin, begin];
      let incidentId: string | undefined;
      say(begin, stream, since, undefined);
      for (let time = begin; time < end;) {
        time += 1_000 + random() ** 3 * 2 * HOUR;
        for (; restated + HOUR < Math.min(time, end); restated += HOUR) say(restated + HOUR, stream, since, incidentId);
        if (time >= end) break;
        incidentId = incidentId !== undefined ? undefined : random() < 0.7 ? `incident-${ids}` : "the same again";
        since = time;
        say(time, stream, since, incidentId);
      }
    }
    if (random() < 0.5) write(end, { timestamp: toIso(end), event: "closed" });
    begin = end;
  }
  return lines.sort((a, b) => a.writtenAt - b.writtenAt);
}

/** Days more than two days before `now` are compressed. */
function writeFiles(folder: string, lines: readonly Written[], now: number): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const days = Map.groupBy(
    lines.filter(({ writtenAt }) => writtenAt <= now),
    ({ writtenAt }) => localDate(writtenAt),
  );
  for (const [date, list] of days) {
    const text = list.map(({ record }) => `${JSON.stringify(record)}\n`).join("");
    if (date < localDate(now - 48 * HOUR)) writeFileSync(join(folder, `${date}.jsonl.gz`), gzipSync(text));
    else writeFileSync(join(folder, `${date}.jsonl`), text);
  }
}

/** What figures ask of timelines. */
function tell(timelines: Iterable<StreamTimeline>, window: Interval) {
  const told = [...timelines].map((timeline) => {
    const partition = partitionTimeline(timeline, { window });
    const incidents = findIncidents(partition).map(({ from, to, down, reason }) => ({ from, to, down, reason }));
    return { streamId: timeline.streamId, server: timeline.server, kinds: listKinds(partition), incidents };
  });
  // Of one that is unknown throughout it is no matter whether anybody spoke of it.
  return told.filter(({ kinds }) => kinds.length > 1 || kinds[0]!.kind !== "unknown");
}

async function ask(reader: TimelineReader, window: Interval, now = window.to) {
  const { observers } = await reader.read(window, { now, signal });
  return tell(
    observers.flatMap(({ timelines }) => [...timelines]),
    window,
  );
}

describe("timelines of days that are kept", () => {
  test.each([1, 2, 3, 4, 5, 6])(
    "are those of the lines, whatever was asked before, with late lines and over summer time's begin (%i)",
    async (seed) => {
      const folder = makeTempDir();
      const cache = makeTempDir();
      const lines = makeLines(seed, { from: at(26), to: at(32, 12) });
      const random = createSeededRandom(100 + seed);
      let reader = createTimelineReader({ folder, directory: cache });
      for (const now of [at(28, 9), at(30, 0), at(30, 12), at(32, 12), at(36, 12)]) {
        writeFiles(folder, lines, now);
        if (random() < 0.3) reader = createTimelineReader({ folder, directory: cache });
        for (let n = 0; n < 3; n++) {
          const from = at(26) + Math.floor(random() * (now - at(26)));
          const window = { from, to: n === 0 ? now : Math.min(now, from + Math.ceil(random() * 72 * HOUR)) };
          const days = { from: new Date(from).setHours(0, 0, 0, 0), to: Math.min(now, new Date(window.to).setHours(24, 0, 0, 0)) };
          const wanted = tell(buildTimelines(await readStateLines(folder, days), days, now), window);
          expect(await ask(reader, window, now)).toEqual(wanted);
        }
      }
      await ask(reader, { from: at(28), to: at(31) }, at(36));
      expect(readdirSync(cache)).toContain("2026-03-29.day");
    },
  );
});

describe("a day that is kept", () => {
  const DAY = { from: at(9), to: at(10) };
  const NOW = at(20);

  function writeDay(folder: string, file: string, begin: number, state: "up" | "down"): void {
    const record = { streamId: "a", state, server: "a:8889", page: "p", id: `${begin}` };
    const lines = Array.from({ length: 20 }, (_, n) => new Date(begin + n * 30_000).toISOString());
    const first = { timestamp: lines[0], since: lines[0], ...record };
    const text = [first, ...lines.map((timestamp) => ({ timestamp, event: "alive", page: "p" }))]
      .map((line) => `${JSON.stringify(line)}\n`)
      .join("");
    mkdirSync(folder, { recursive: true });
    appendFileSync(join(folder, file), text);
  }

  async function open() {
    const [folder, cache] = [join(makeTempDir(), "states"), makeTempDir()];
    writeDay(folder, "2026-03-09.jsonl", at(9, 12), "up");
    const kept = join(cache, "2026-03-09.day");
    return {
      folder,
      kept,
      first: await ask(createTimelineReader({ folder, directory: cache }), DAY, NOW),
      reopen: () => createTimelineReader({ folder, directory: cache }),
    };
  }

  test("is answered from its file by a process that has just started, without the journal's being read", async () => {
    const { folder, first, reopen } = await open();
    // The same size and time: nobody looks into it.
    const file = join(folder, "2026-03-09.jsonl");
    const before = new Date(at(9, 13));
    utimesSync(file, before, before);
    const warm = reopen();
    expect(await ask(warm, DAY, NOW)).toEqual(first);
    writeFileSync(file, readFileSync(file, "utf8").replaceAll('"up"', '"xx"'));
    utimesSync(file, before, before);
    expect(await ask(warm, DAY, NOW)).toEqual(first);
    expect(await ask(reopen(), DAY, NOW)).toEqual(first);
    utimesSync(file, new Date(NOW), new Date(NOW));
    expect(await ask(reopen(), DAY, NOW)).toEqual([]);
  });

  test("is not kept while a line of it may still come", async () => {
    const { folder, kept } = await open();
    for (const [now, isKept] of [
      [at(11, 23), false],
      [at(12, 1), true],
    ] as const) {
      rmSync(kept, { force: true });
      await ask(createTimelineReader({ folder, directory: join(kept, "..") }), DAY, now);
      expect(existsSync(kept)).toBe(isKept);
    }
  });

  test("is built again when a file changes in which a late line of it may stand, and not for any other", async () => {
    const { folder, kept, first, reopen } = await open();
    const reader = reopen();
    expect(await ask(reader, DAY, NOW)).toEqual(first);
    const before = readFileSync(kept);
    writeDay(folder, "2026-03-15.jsonl", at(15, 12), "up");
    expect(await ask(reader, DAY, NOW)).toEqual(first);
    expect(readFileSync(kept)).toEqual(before);
    writeDay(folder, "2026-03-10.jsonl", at(9, 18), "down");
    const late = await ask(reader, DAY, NOW);
    expect(late[0]!.incidents).toHaveLength(1);
    expect(await ask(reopen(), DAY, NOW)).toEqual(late);
  });

  test("is gone with its files", async () => {
    const { folder, first, reopen } = await open();
    const reader = reopen();
    expect(await ask(reader, DAY, NOW)).toEqual(first);
    rmSync(folder, { recursive: true });
    expect(await ask(reader, DAY, NOW)).toEqual([]);
    expect(await ask(reopen(), DAY, NOW)).toEqual([]);
  });

  test.each<[string, (bytes: Buffer) => Buffer]>([
    ["empty", () => Buffer.alloc(0)],
    ["torn", (bytes) => bytes.subarray(0, bytes.length - 5)],
    ["garbage", () => Buffer.from("no day at all, but some bytes")],
    ["another version's", (bytes) => Buffer.concat([Buffer.from([99, 0, 0, 0]), bytes.subarray(4)])],
  ])("is built again where its file is %s", async (_name, spoil) => {
    const { kept, first, reopen } = await open();
    const good = readFileSync(kept);
    writeFileSync(kept, spoil(good));
    expect(await ask(reopen(), DAY, NOW)).toEqual(first);
    expect(readFileSync(kept)).toEqual(good);
  });

  test("is built again wherever its file is spoilt", async () => {
    const { kept, first, reopen } = await open();
    const good = readFileSync(kept);
    for (let place = 0; place < good.length; place += 5) {
      const bytes = Buffer.from(good);
      bytes[place]! ^= 1;
      writeFileSync(kept, bytes);
      expect(await ask(reopen(), DAY, NOW)).toEqual(first);
    }
  });

  test("is answered although no disk takes it", async () => {
    const { folder, first } = await open();
    const blocked = join(makeTempDir(), "a file");
    writeFileSync(blocked, "");
    expect(await ask(createTimelineReader({ folder, directory: blocked }), DAY, NOW)).toEqual(first);
  });

  test("has other bounds in another zone, and is built again there", async () => {
    const { first, reopen } = await open();
    process.env.TZ = "America/New_York";
    const window = { from: at(9), to: at(10) };
    expect(window.from).not.toBe(DAY.from);
    const there = await ask(reopen(), window, NOW);
    expect(there[0]!.kinds.find(({ kind }) => kind === "up")).toEqual(first[0]!.kinds.find(({ kind }) => kind === "up"));
    expect(there[0]!.kinds[0]!.from).toBe(window.from);
  });

  test("goes when it is too old to be asked for", async () => {
    const { kept, reopen } = await open();
    await ask(reopen(), { from: at(9) + 390 * 24 * HOUR, to: at(9) + 391 * 24 * HOUR }, at(9) + 391 * 24 * HOUR);
    expect(existsSync(kept)).toBe(true);
    await ask(reopen(), { from: at(9) + 410 * 24 * HOUR, to: at(9) + 411 * 24 * HOUR }, at(9) + 411 * 24 * HOUR);
    expect(existsSync(kept)).toBe(false);
  });
});

test("a question that is aborted ends, and keeps what it had built", async () => {
  const [folder, cache] = [makeTempDir(), makeTempDir()];
  writeFiles(folder, makeLines(7, { from: at(10), to: at(16) }), at(25));
  const controller = new AbortController();
  const reader = createTimelineReader({ folder, directory: cache });
  const aborted = reader.read({ from: at(10), to: at(16) }, { now: at(25), signal: controller.signal });
  const after = reader.read({ from: at(10), to: at(12) }, { now: at(25), signal });
  controller.abort(new Error("newer"));
  await expect(aborted).rejects.toThrow("newer");
  expect([...(await after).observers[0]!.timelines].length).toBeGreaterThan(0);
});
