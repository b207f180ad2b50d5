import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { localDate } from "../../../electron/journal/segment-name.ts";
import { makeFastDir } from "../../support/small-disk.ts";
import { makeJournalFolder, noonOf } from "./open-journal.ts";

const DAYS = 5_844;
const FIRST = noonOf("2010-01-01");
const dateOf = (day: number) => localDate(new Date(2010, 0, 1 + day, 12).getTime());
const lineOf = (day: number, number = 0) => JSON.stringify({ timestamp: new Date(FIRST + day * 86_400_000 + number).toISOString(), day });

/** Every day a file, each tenth day three; all compressed but those of the last week. */
function makeSixteenYears(directory: string): string[] {
  mkdirSync(directory, { recursive: true });
  const lines: string[] = [];
  for (let day = 0; day < DAYS; day++) {
    for (let number = 0; number < (day % 10 === 0 ? 3 : 1); number++) {
      const line = lineOf(day, number);
      const name = join(directory, `${dateOf(day)}${number === 0 ? "" : `.${number}`}.jsonl`);
      if (day < DAYS - 7) writeFileSync(`${name}.gz`, gzipSync(`${line}\n`, { level: 1 }));
      else writeFileSync(name, `${line}\n`);
      lines.push(line);
    }
  }
  return lines;
}

test("sixteen years of files: the start, the first page and retention get through, and nothing is out of order", async () => {
  const folder = makeJournalFolder(makeFastDir());
  const now = () => FIRST + DAYS * 86_400_000;
  const limits = { retentionDays: 36_500, compressAfterDays: 3 };
  const takeTime = async <T>(what: string, action: () => Promise<T>): Promise<T> => {
    const started = performance.now();
    const result = await action();
    console.log(`${what}: ${Math.round(performance.now() - started)} ms`);
    return result;
  };
  const empty = await takeTime("start without a file", () => makeJournalFolder(makeFastDir()).open({ now, limits }));
  await empty.close();
  const lines = makeSixteenYears(folder.directory);

  const journal = await takeTime(`start with ${lines.length} files`, () => folder.open({ now, limits }));
  const newest = await takeTime("newest 50 lines", () => journal.readNewest(50));
  expect(newest.map(({ text }) => text)).toEqual(lines.slice(-50).toReversed());
  await takeTime("append", () => journal.append(["today"]));
  await takeTime("first maintenance", () => journal.maintain());
  await takeTime("second maintenance", () => journal.maintain());
  expect(readdirSync(folder.directory).filter((name) => name.endsWith(".jsonl"))).toHaveLength(4);
  expect(Object.keys(JSON.parse(readFileSync(join(folder.directory, ".summaries"), "utf8")) as object)).toHaveLength(lines.length);
  const place = await takeTime("position of a day ten years ago", () => journal.positionAt(FIRST + 2_190 * 86_400_000));
  expect((await journal.read(place, { lines: 1, bytes: 1 }))[0]?.text).toBe(lineOf(2_190));
  await journal.close();

  const reopened = await takeTime("start after that", () => folder.open({ now, limits: { retentionDays: 5_000 } }));
  expect(await takeTime("count of all", () => reopened.countFrom(reopened.oldest()))).toBe(lines.length + 1);
  await takeTime("retention", () => reopened.maintain());
  const kept = lines.filter((line) => (JSON.parse(line) as { day: number }).day >= DAYS - 5_000);
  expect((await reopened.read(reopened.oldest(), { lines: 20, bytes: 10_000 })).map(({ text }) => text)).toEqual(kept.slice(0, 20));
  expect(await reopened.countFrom(reopened.oldest())).toBe(kept.length + 1);
  expect(readdirSync(folder.directory).filter((name) => !name.startsWith("."))).toHaveLength(kept.length + 1);
});
