import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Journal, Position } from "../../../electron/journal/types.ts";
import { ALL, makeJournalFolder, noonOf, numberedLines, readTexts } from "./open-journal.ts";

/** Ten days, each with one segment of 100 lines; the last day is today. */
async function openTenDays(limits: Parameters<ReturnType<typeof makeJournalFolder>["open"]>[0] = {}) {
  const folder = makeJournalFolder();
  let time = 0;
  const journal = await folder.open({ ...limits, now: () => time });
  for (let day = 0; day < 10; day++) {
    time = noonOf(`2026-01-${String(day + 1).padStart(2, "0")}`);
    await journal.append(numberedLines(100, day * 100));
  }
  return { folder, journal };
}

const filesOf = (directory: string) => readdirSync(directory).filter((name) => !name.startsWith("."));

describe("maintenance", () => {
  test("compresses the days that are old enough, and loses no line and no place", async () => {
    const { folder, journal } = await openTenDays();
    const before = await journal.read(journal.oldest(), ALL);
    const contents = Object.values(folder.files());
    await journal.maintain();
    expect(filesOf(folder.directory).filter((name) => name.endsWith(".gz"))).toEqual(["2026-01-01.jsonl.gz", "2026-01-02.jsonl.gz"]);
    expect(filesOf(folder.directory)).toHaveLength(10);
    expect(Object.values(folder.files())).toEqual(contents);
    expect(await journal.read(journal.oldest(), ALL)).toEqual(before);
    expect(await journal.readNewest(1_000)).toEqual(before.toReversed());
    expect(readdirSync(join(folder.root, "logs", "tmp", "errors"))).toEqual([]);
  });

  test("gives a compressed day in windows of any size, also to two who read it at once", async () => {
    const { journal } = await openTenDays();
    const whole = await journal.read(journal.oldest(), ALL);
    await journal.maintain();
    const readInWindows = async (lines: number) => {
      const read: string[] = [];
      for (let at = journal.oldest(); ;) {
        const window = await journal.read(at, { lines, bytes: 100 });
        if (window.length === 0) return read;
        read.push(...window.map(({ text }) => text));
        at = window.at(-1)!.next;
      }
    };
    const [one, other] = await Promise.all([readInWindows(7), readInWindows(1)]);
    expect(one).toEqual(whole.map(({ text }) => text));
    expect(other).toEqual(one);
  });

  test("finishes what a crash between archive and deletion left, whatever the archive holds", async () => {
    const { folder, journal } = await openTenDays();
    writeFileSync(join(folder.directory, "2026-01-01.jsonl.gz"), "not an archive");
    await journal.maintain();
    expect(await readTexts(journal)).toEqual(numberedLines(1_000));
    expect(existsSync(join(folder.directory, "2026-01-01.jsonl"))).toBe(false);
  });

  test("leaves the plain file when the archive cannot be written", async () => {
    const { folder, journal } = await openTenDays();
    mkdirSync(join(folder.directory, "2026-01-01.jsonl.gz"));
    await journal.maintain();
    expect(await readTexts(journal)).toEqual(numberedLines(1_000));
    expect(folder.messages.join()).toContain("2026-01-01.jsonl could not be compressed");
    expect(filesOf(folder.directory)).toContain("2026-01-02.jsonl.gz");
  });

  test("deletes the days whose time is over", async () => {
    const { folder, journal } = await openTenDays({ limits: { retentionDays: 5 } });
    await journal.maintain();
    expect(await readTexts(journal)).toEqual(numberedLines(600, 400));
    expect(filesOf(folder.directory)[0]).toBe("2026-01-05.jsonl");
    expect(journal.status().lost).toBe(0);
  });

  test("keeps what a reader has still to read, and deletes it when it has", async () => {
    let needed: Position = { segment: "2026-01-03.jsonl", offset: 0 };
    const { journal } = await openTenDays({ limits: { retentionDays: 5 }, readers: () => [needed] });
    await journal.maintain();
    expect(journal.oldest().segment).toBe("2026-01-03.jsonl");
    needed = { segment: "2026-01-03.jsonl", offset: (await journal.read(needed, { lines: 100, bytes: 1e6 })).at(-1)!.next.offset };
    await journal.maintain();
    expect(journal.oldest().segment).toBe("2026-01-04.jsonl");
  });

  test("deletes unread lines when the size limit forces it, and counts each of them", async () => {
    let journal: Journal | undefined;
    const limits = { maxTotalMegabytes: 2_048 };
    const opened = await openTenDays({ limits, readers: () => [place] });
    journal = opened.journal;
    const place = (await journal.read(journal.oldest(), { lines: 130, bytes: 1e6 })).at(-1)!.next;
    limits.maxTotalMegabytes = 0.007; // of the 10 KB, the oldest three days have to go; 30 of the second are read
    await journal.maintain();
    const left = await readTexts(journal);
    expect(left).toEqual(numberedLines(left.length, 1_000 - left.length));
    expect(left.length).toBeLessThan(800);
    expect(journal.status().lost).toBe(1_000 - left.length - 130);
    expect(opened.folder.messages.join()).toContain("with 70 lines that were still to be delivered");
  });

  test("never touches the segment that is written to", async () => {
    const folder = makeJournalFolder();
    const journal = await folder.open({ limits: { maxTotalMegabytes: 0.0001, maxFileMegabytes: 64 } });
    await journal.append(numberedLines(1_000));
    await journal.maintain();
    expect(await readTexts(journal)).toEqual(numberedLines(1_000));
  });

  test("runs while lines are written and read", async () => {
    const { folder, journal } = await openTenDays();
    const reading = journal.read(journal.oldest(), ALL);
    const writing = journal.append(numberedLines(100, 1_000));
    await Promise.all([journal.maintain(), journal.maintain(), reading, writing]);
    expect((await reading).length).toBeGreaterThanOrEqual(1_000);
    await journal.close();
    const reopened = await folder.open();
    expect(await readTexts(reopened)).toEqual(numberedLines(1_100));
  });

  test("is ended by close, and leaves every line in one form or the other", async () => {
    const { folder, journal } = await openTenDays({ limits: { compressAfterDays: 1 } });
    const maintained = journal.maintain();
    await Promise.all([journal.close(), maintained]);
    const reopened = await folder.open();
    expect(await readTexts(reopened)).toEqual(numberedLines(1_000));
    expect(readFileSync(join(folder.directory, "2026-01-10.jsonl"), "utf8")).toContain('{"n":999}');
  });
});
