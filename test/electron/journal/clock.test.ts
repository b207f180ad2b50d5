import { mkdtempSync, readdirSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, describe, expect, test, vi } from "vitest";
import { localDate } from "../../../electron/journal/segment-name.ts";
import type { Position } from "../../../electron/journal/types.ts";
import { createCursor } from "../../../electron/journal/create-cursor.ts";
import { makeFastDir } from "../../support/small-disk.ts";
import { makeJournalFolder, noonOf, numberedLines, readTexts } from "./open-journal.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

afterEach(() => vi.unstubAllEnvs());

/** Hours around a change: to summer time and back, changes at midnight itself, half an hour, and a day that was left out altogether. */
describe.each([
  ["Asia/Seoul", "2026-01-07T12:00:00Z"],
  ["America/New_York", "2026-03-08T00:00:00Z"],
  ["America/New_York", "2026-11-01T00:00:00Z"],
  ["Europe/Berlin", "2026-10-24T18:00:00Z"],
  ["Australia/Lord_Howe", "2026-04-04T10:00:00Z"],
  ["Australia/Lord_Howe", "2026-10-03T10:00:00Z"],
  ["America/Havana", "2026-03-08T00:00:00Z"],
  ["America/Havana", "2026-11-01T00:00:00Z"],
  ["Pacific/Apia", "2011-12-29T20:00:00Z"],
  ["Asia/Kolkata", "2026-01-07T12:00:00Z"],
])("in %s, two days from %s on", (zone, from) => {
  test("each line is in the file of its local date, and files follow each other as they were begun", async () => {
    vi.stubEnv("TZ", zone);
    const folder = makeJournalFolder(makeFastDir());
    let time = Date.parse(from);
    const journal = await folder.open({ now: () => time });
    // Another's idea of the local date than our own.
    const format = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short" });
    const expected: Record<string, string> = {};
    for (let step = 0; step < 2 * 24 * 4; step++, time += 15 * MINUTE) {
      const name = `${format.format(time)}.jsonl`;
      const line = `{"n":${step}}`;
      expected[name] = `${expected[name] ?? ""}${line}\n`;
      await journal.append([line]);
      expect(journal.status().file.endsWith(name)).toBe(true);
    }
    expect(folder.files()).toEqual(expected);
    expect(Object.keys(expected)).toHaveLength(3);
    expect(await readTexts(journal)).toEqual(numberedLines(192));
  });
});

/** Reads as delivery does: windows from a saved cursor on, which goes through a restart too. */
async function readOn(read: (from: Position) => Promise<{ text: string; next: Position }[]>, directory: string, start: Position) {
  const cursor = createCursor({ directory, name: "reader" });
  let from = cursor.load() ?? start;
  const texts: string[] = [];
  for (let window = await read(from); window.length > 0; window = await read(from)) {
    texts.push(...window.map(({ text }) => text));
    from = window.at(-1)!.next;
  }
  cursor.save(from);
  await cursor.flush();
  return texts;
}

const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant("jump" as const), hours: fc.integer({ min: -400, max: 400 }) }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("append" as const), count: fc.integer({ min: 1, max: 30 }) }) },
  { weight: 3, arbitrary: fc.constant({ kind: "read" as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: "restart" as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: "maintain" as const }) },
);

describe("a clock that jumps back and forth", () => {
  test("leaves nothing out and brings nothing twice to a reader, whatever is compressed or restarted meanwhile", async () => {
    const root = makeFastDir();
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 40 }), async (steps) => {
        const folder = makeJournalFolder(mkdtempSync(join(root, "run-")));
        let time = noonOf("2026-01-08");
        let written = 0;
        const open = () =>
          folder.open({ now: () => time, limits: { maxFileMegabytes: 0.0005, compressAfterDays: 1, retentionDays: 36_500 } });
        let journal = await open();
        const start = journal.oldest();
        const readNew = () => readOn((from) => journal.read(from, { lines: 7, bytes: 1_000 }), folder.root, start);
        const seen: string[] = [];
        for (const each of steps) {
          if (each.kind === "jump") time += each.hours * HOUR;
          if (each.kind === "append") {
            await journal.append(numberedLines(each.count, written));
            written += each.count;
          }
          if (each.kind === "read") seen.push(...(await readNew()));
          if (each.kind === "maintain") await journal.maintain();
          if (each.kind === "restart") {
            await journal.close();
            journal = await open();
          }
        }
        seen.push(...(await readNew()));
        expect(seen).toEqual(numberedLines(written));
        expect(await readTexts(journal)).toEqual(numberedLines(written));
        await journal.close();
      }),
      { numRuns: 40, seed: Number(process.env.MTX_FUZZ_SEED ?? 1) },
    );
  });

  test("to the future and back deletes no day, though a failure was written meanwhile", async () => {
    const folder = makeJournalFolder();
    let [time, elapsed] = [0, 0];
    const journal = await folder.open({ now: () => time, elapsed: () => elapsed });
    for (let day = 0; day < 5; day++) {
      time = noonOf("2026-01-08") + day * DAY;
      elapsed += DAY;
      await journal.append([`day ${day}`]);
      await journal.maintain();
    }
    time += 3_650 * DAY;
    elapsed += HOUR;
    await journal.append(["in the future"]);
    await journal.maintain();
    time -= 3_650 * DAY;
    elapsed += HOUR;
    await journal.append(["back"]);
    await journal.maintain();
    expect(await readTexts(journal)).toEqual(["day 0", "day 1", "day 2", "day 3", "day 4", "in the future", "back"]);
    expect(readdirSync(folder.directory)).toContain(`${localDate(time)}.1.jsonl`); // the day's first file is older than the future's
  });

  test("to the past and forth makes nothing too old that was written meanwhile", async () => {
    const folder = makeJournalFolder();
    let [time, elapsed] = [noonOf("2026-01-08"), 0];
    let journal = await folder.open({ now: () => time, elapsed: () => elapsed });
    await journal.append(["before"]);
    time -= 365 * DAY;
    await journal.append(["a year ago"]);
    await journal.maintain();
    time += 365 * DAY + HOUR;
    await journal.append(["again"]);
    await journal.maintain();
    await journal.close();
    journal = await folder.open({ now: () => time, elapsed: () => elapsed });
    const pass = (days: number) => ([time, elapsed] = [time + days * DAY, elapsed + days * DAY]);
    await journal.maintain();
    pass(90);
    await journal.append(["90 days later"]);
    await journal.maintain();
    expect(await readTexts(journal)).toEqual(["before", "a year ago", "again", "90 days later"]);
    pass(1);
    await journal.maintain();
    expect(await readTexts(journal)).toEqual(["90 days later"]);
  });

  test("is believed when it stays: then retention does its work", async () => {
    const folder = makeJournalFolder();
    let [time, elapsed] = [noonOf("2026-01-08"), 0];
    const journal = await folder.open({ now: () => time, elapsed: () => elapsed });
    await journal.append(["long ago"]);
    time += 365 * DAY;
    await journal.append(["today"]);
    await journal.maintain();
    expect(await readTexts(journal)).toEqual(["long ago", "today"]);
    time += DAY;
    elapsed += DAY;
    await journal.maintain();
    expect(await readTexts(journal)).toEqual(["today"]);
  });
});
