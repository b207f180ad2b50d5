import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import type { Journal, JournalLine, Position } from "../../../electron/journal/types.ts";
import { ALL, makeJournalFolder, noonOf, numberedLines, readTexts } from "./open-journal.ts";

const TODAY = () => noonOf("2026-01-20");
const line = (n: number) => JSON.stringify({ timestamp: new Date(n).toISOString(), n, text: "가".repeat(n % 50) });
const lines = (first: number, end: number) => Array.from({ length: end - first }, (_, i) => line(first + i));

/** 0-99 compressed, 100-199 plain, 200-299 of today. */
async function openThreeDays() {
  const folder = makeJournalFolder();
  mkdirSync(folder.directory, { recursive: true });
  const write = (name: string, data: string | Buffer) => writeFileSync(join(folder.directory, name), data);
  const text = (first: number, end: number) => lines(first, end).join("\n") + "\n";
  write("2026-01-01.jsonl.gz", gzipSync(text(0, 100)));
  write("2026-01-18.jsonl", text(100, 200));
  const journal = await folder.open({ now: TODAY });
  await journal.append(lines(200, 300));
  return { folder, journal };
}

async function readWindows(journal: Journal, from: Position, limit: { lines: number; bytes: number }): Promise<JournalLine[][]> {
  const windows: JournalLine[][] = [];
  for (let window = await journal.read(from, limit); window.length > 0;) {
    windows.push(window);
    window = await journal.read(window.at(-1)!.next, limit);
  }
  return windows;
}

describe("reading forward", () => {
  test("goes through compressed, plain and present segments in one order, window by window", async () => {
    const { journal } = await openThreeDays();
    const windows = await readWindows(journal, journal.oldest(), { lines: 7, bytes: 1e6 });
    expect(windows.flat().map(({ text }) => text)).toEqual(lines(0, 300));
    expect(windows.slice(0, -1).every((window) => window.length === 7)).toBe(true);
    expect(windows.flat().at(-1)?.next).toEqual(journal.end());
  });

  test("keeps to the bytes it was given, but always gives one line", async () => {
    const { journal } = await openThreeDays();
    for (const bytes of [1, 500]) {
      const windows = await readWindows(journal, journal.oldest(), { lines: 1_000, bytes });
      expect(windows.flat().map(({ text }) => text)).toEqual(lines(0, 300));
      for (const window of windows) {
        const size = window.reduce((sum, { text }) => sum + Buffer.byteLength(text) + 1, 0);
        expect(window.length === 1 || size <= bytes).toBe(true);
      }
    }
  });

  test("finds each line again at its place", async () => {
    const { journal } = await openThreeDays();
    for (const { at, text } of await journal.read(journal.oldest(), ALL)) {
      expect((await journal.read(at, { lines: 1, bytes: 1 }))[0]?.text).toBe(text);
    }
  });

  test("is the same before and after a segment is compressed", async () => {
    const { folder, journal } = await openThreeDays();
    const middle = (await journal.read(journal.oldest(), ALL))[150]!;
    await journal.close();
    const plain = join(folder.directory, "2026-01-18.jsonl");
    writeFileSync(`${plain}.gz`, gzipSync(readFileSync(plain)));
    const both = await folder.open({ now: TODAY }); // as a crash in the middle of compressing leaves it
    expect(await readTexts(both)).toEqual(lines(0, 300));
    rmSync(plain);
    expect((await both.read(middle.at, ALL)).map(({ text }) => text)).toEqual(lines(150, 300));
  });

  test.each([
    ["a segment that is gone", { segment: "2025-12-31.jsonl", offset: 50 }, 0],
    ["a place behind a segment's end", { segment: "2026-01-18.jsonl", offset: 1e9 }, 100],
    ["a place in the middle of a line", { segment: "2026-01-18.jsonl", offset: 5 }, 100],
  ])("of %s begins at the last sure place before it", async (_what, from, first) => {
    const { journal } = await openThreeDays();
    expect((await journal.read(from, ALL)).map(({ text }) => text)).toEqual(lines(first, 300));
    expect(await journal.countFrom(from)).toBe(300 - first);
  });

  test("takes lines of any length, those beyond one megabyte cut", async () => {
    const folder = makeJournalFolder();
    mkdirSync(folder.directory, { recursive: true });
    const texts = ["short", "x".repeat(256 * 1024 - 6), "y".repeat(700_000), "z".repeat(3_000_000), "", "last"];
    writeFileSync(join(folder.directory, "2026-01-18.jsonl"), texts.join("\n") + "\n");
    const journal = await folder.open({ now: TODAY });
    expect(await readTexts(journal)).toEqual(texts.map((text) => text.slice(0, 1024 * 1024)));
  });

  test("of a damaged archive gives what stands before the damage, and goes on with the next segment", async () => {
    const { folder, journal } = await openThreeDays();
    const archive = join(folder.directory, "2026-01-01.jsonl.gz");
    writeFileSync(archive, readFileSync(archive).subarray(0, -20));
    const read = await readTexts(journal);
    expect(read.slice(-200)).toEqual(lines(100, 300));
    expect(lines(0, 100).slice(0, read.length - 200)).toEqual(read.slice(0, -200));
  });
});

describe("reading backward", () => {
  test.each([0, 1, 99, 100, 101, 199, 200, 201, 299, 300, 1_000])("gives the newest %d lines, newest first", async (count) => {
    const { journal } = await openThreeDays();
    const newest = (await journal.readNewest(count)).map(({ text }) => text);
    expect(newest).toEqual(lines(Math.max(0, 300 - count), 300).toReversed());
  });

  test("finds the places that reading forward finds", async () => {
    const { journal } = await openThreeDays();
    expect((await journal.readNewest(300)).toReversed()).toEqual(await journal.read(journal.oldest(), ALL));
  });

  test("goes through blocks of any fill", async () => {
    const journal = await makeJournalFolder().open();
    const long = numberedLines(3_000).map((text, i) => text.padEnd((i * 37) % 400));
    await journal.append(long);
    for (const count of [1, 500, 2_999, 3_000]) {
      expect((await journal.readNewest(count)).map(({ text }) => text)).toEqual(long.slice(-count).toReversed());
    }
  });

  test.each(["jsonl", "jsonl.gz"])("keeps to what fits into memory, however long the lines of a .%s are", async (form) => {
    const folder = makeJournalFolder();
    mkdirSync(folder.directory, { recursive: true });
    const texts = Array.from({ length: 100 }, (_, n) => String(n).padEnd(1_000_000));
    const text = texts.join("\n") + "\n";
    writeFileSync(join(folder.directory, `2026-01-18.${form}`), form === "jsonl" ? text : gzipSync(text, { level: 1 }));
    const journal = await folder.open({ now: TODAY });
    await journal.append(["today"]);
    const newest = (await journal.readNewest(10_000)).map(({ text }) => text.trim());
    expect(newest).toEqual(["today", ...Array.from({ length: 67 }, (_, n) => String(99 - n))]); // 64 Mi = 67 100 000
  });
});

describe("counting", () => {
  test("agrees with reading from every place", async () => {
    const { journal } = await openThreeDays();
    const all = await journal.read(journal.oldest(), ALL);
    for (const [i, { at }] of all.entries()) if (i % 13 === 0) expect(await journal.countFrom(at)).toBe(300 - i);
    expect(await journal.countFrom(journal.end())).toBe(0);
  });

  test("is the same from remembered sums", async () => {
    const { folder, journal } = await openThreeDays();
    await journal.maintain();
    await journal.close();
    const reopened = await folder.open({ now: TODAY });
    expect(await reopened.countFrom(reopened.oldest())).toBe(300);
    expect(readFileSync(join(folder.directory, ".summaries"), "utf8")).toContain('"lines":100');
  });

  test.each(["", "{", "null", '{"2026-01-18.jsonl":{"bytes":-1,"lines":"many"}}', '{"2026-01-18.jsonl":null}'])(
    "does not trust remembered sums that are damaged: %j",
    async (text) => {
      const { folder, journal } = await openThreeDays();
      await journal.close();
      writeFileSync(join(folder.directory, ".summaries"), text);
      const reopened = await folder.open({ now: TODAY });
      expect(await reopened.countFrom(reopened.oldest())).toBe(300);
    },
  );
});

describe("the position of a time", () => {
  test.each([
    [-5, 0],
    [0, 0],
    [99, 99],
    [100, 100],
    [250, 250],
    [299, 299],
  ])("%d is that of the first line written then or later", async (time, n) => {
    const { journal } = await openThreeDays();
    const [first] = await journal.read(await journal.positionAt(time), { lines: 1, bytes: 1 });
    expect(first?.text).toBe(line(n));
  });

  test("is the end when all lines are older", async () => {
    const { journal } = await openThreeDays();
    expect(await journal.positionAt(300)).toEqual(journal.end());
  });

  test("is not misled by lines that are damaged or bear no time", async () => {
    const journal = await makeJournalFolder().open();
    await journal.append(["not JSON", '{"timestamp":"yesterday"}', '{"n":1}', line(7)]);
    expect((await journal.read(await journal.positionAt(3), ALL)).map(({ text }) => text)).toEqual([line(7)]);
  });
});

describe("an empty journal", () => {
  test("has one place, where reading later begins", async () => {
    const journal = await makeJournalFolder().open({ now: TODAY });
    const place = journal.end();
    expect(journal.oldest()).toEqual(place);
    expect(await journal.positionAt(0)).toEqual(place);
    expect(await journal.readNewest(5)).toEqual([]);
    await journal.append(["a"]);
    expect((await journal.read(place, ALL)).map(({ text }) => text)).toEqual(["a"]);
  });
});
