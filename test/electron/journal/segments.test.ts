import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { orderSegments } from "../../../electron/journal/list-segments.ts";
import { makeJournalFolder, noonOf, numberedLines, readTexts } from "./open-journal.ts";

describe("segments", () => {
  test("change at local midnight", async () => {
    const folder = makeJournalFolder();
    let time = new Date(2026, 0, 8, 23, 59, 59, 999).getTime();
    const journal = await folder.open({ now: () => time });
    await journal.append(["old day"]);
    time += 1;
    expect(journal.status().file).toBe(join(folder.directory, "2026-01-09.jsonl"));
    await journal.append(["new day"]);
    expect(folder.files()).toEqual({ "2026-01-08.jsonl": "old day\n", "2026-01-09.jsonl": "new day\n" });
  });

  test("of one day follow each other when a file is full, and none is larger than the limit", async () => {
    const folder = makeJournalFolder();
    const journal = await folder.open({ limits: { maxFileMegabytes: 0.001 }, now: () => noonOf("2026-01-08") });
    const lines = numberedLines(400);
    for (let i = 0; i < lines.length; i += 20) await Promise.all(lines.slice(i, i + 20).map((line) => journal.append([line])));
    const files = folder.files();
    expect(Object.keys(files)).toContain("2026-01-08.1.jsonl");
    for (const text of Object.values(files)) expect(text.length).toBeLessThanOrEqual(1_048);
    expect(await readTexts(journal)).toEqual(lines);
  });

  test("take the next free number when the clock jumps back and forth, and keep the order of writing, also after a restart", async () => {
    const folder = makeJournalFolder();
    const dates = ["2026-01-08", "2026-01-09", "2026-01-08", "2026-01-09", "2025-06-01", "2026-01-09"];
    let time = 0;
    const journal = await folder.open({ now: () => time });
    for (const [n, date] of dates.entries()) {
      time = noonOf(date);
      await journal.append([`${n} on ${date}`]);
    }
    const written = dates.map((date, n) => `${n} on ${date}`);
    expect(Object.keys(folder.files()).sort()).toEqual([
      "2025-06-01.jsonl",
      "2026-01-08.1.jsonl",
      "2026-01-08.jsonl",
      "2026-01-09.1.jsonl",
      "2026-01-09.2.jsonl",
      "2026-01-09.jsonl",
    ]);
    await journal.close();
    const reopened = await folder.open({ now: () => time });
    expect(await readTexts(reopened)).toEqual(written);
    await reopened.append(["6"]);
    expect(await readTexts(reopened)).toEqual([...written, "6"]);
  });

  test.each([
    ["missing", undefined],
    ["damaged", "2026-01-09.jsonl\n\0\0\0\n"],
    ["torn", "2026-01-09.jsonl\n2026-0"],
    ["in part about files that are gone", "2020-01-01.jsonl\n"],
  ])("go by date and number where the record of their order is %s", async (_what, record) => {
    const folder = makeJournalFolder();
    mkdirSync(folder.directory, { recursive: true });
    for (const name of ["2026-01-09.jsonl", "2026-01-08.10.jsonl", "2026-01-08.9.jsonl"]) {
      writeFileSync(join(folder.directory, name), `${name}\n`);
    }
    if (record !== undefined) writeFileSync(join(folder.directory, ".segments"), record);
    expect(await readTexts(await folder.open())).toEqual(["2026-01-08.9.jsonl", "2026-01-08.10.jsonl", "2026-01-09.jsonl"]);
  });

  test("that were copied in stand before the first later one of the record", () => {
    const recorded = ["2026-01-09.jsonl", "2026-01-08.1.jsonl", "2026-01-10.jsonl"];
    expect(orderSegments([...recorded, "2026-01-07.jsonl", "2026-01-11.jsonl"], recorded)).toEqual([
      "2026-01-07.jsonl",
      ...recorded,
      "2026-01-11.jsonl",
    ]);
  });

  test("share the folder with files of others, which are left alone", async () => {
    const folder = makeJournalFolder();
    const strangers = { "notes.txt": "a", "2026-01-08.jsonl.bak": "b", "2026-99-99.jsonl": "no line end", "x.jsonl.gz": "c" };
    mkdirSync(folder.directory, { recursive: true });
    for (const [name, text] of Object.entries(strangers)) writeFileSync(join(folder.directory, name), text);
    const journal = await folder.open();
    await journal.append(["a"]);
    await journal.maintain();
    expect(await readTexts(journal)).toEqual(["a"]);
    for (const [name, text] of Object.entries(strangers)) expect(readFileSync(join(folder.directory, name), "utf8")).toBe(text);
  });
});

describe("the start after a crash", () => {
  /** A journal with two lines of yesterday, and a file as the crash left it. */
  async function crashWith(tail: string) {
    const folder = makeJournalFolder();
    const now = () => noonOf("2026-01-08");
    const journal = await folder.open({ now });
    await journal.append(['{"n":1}', '{"n":2}']);
    await journal.close();
    writeFileSync(join(folder.directory, "2026-01-08.jsonl"), tail, { flag: "a" });
    return { folder, now };
  }

  test.each([
    ["a torn line", '{"n":3,"x":"한'],
    ["zeros", "\0".repeat(10_000)],
    ["a long line and zeros", "x".repeat(300_000) + "\0".repeat(200_000)],
  ])("moves %s to the quarantine and goes on behind the last whole line", async (_what, tail) => {
    const { folder, now } = await crashWith(tail);
    const journal = await folder.open({ now });
    await journal.append(['{"n":4}']);
    expect(folder.files()).toEqual({ "2026-01-08.jsonl": '{"n":1}\n{"n":2}\n{"n":4}\n' });
    const [kept = ""] = readdirSync(folder.quarantineDirectory);
    expect(readFileSync(join(folder.quarantineDirectory, kept), "utf8")).toBe(tail);
    expect(folder.messages.join()).toContain("incomplete last line");
  });

  test("leaves a tail that cannot be moved where it is, and goes on in a new file", async () => {
    const { folder, now } = await crashWith("torn");
    writeFileSync(folder.quarantineDirectory, "a file stands in the way");
    const journal = await folder.open({ now });
    await journal.append(['{"n":4}']);
    expect(folder.files()).toEqual({ "2026-01-08.jsonl": '{"n":1}\n{"n":2}\ntorn', "2026-01-08.1.jsonl": '{"n":4}\n' });
    expect(await readTexts(journal)).toEqual(['{"n":1}', '{"n":2}', '{"n":4}']);
  });

  test("empties a file that holds nothing but a torn line", async () => {
    const folder = makeJournalFolder();
    mkdirSync(folder.directory, { recursive: true });
    writeFileSync(join(folder.directory, "2026-01-08.jsonl"), "torn");
    const journal = await folder.open({ now: () => noonOf("2026-01-08") });
    await journal.append(["a"]);
    expect(folder.files()).toEqual({ "2026-01-08.jsonl": "a\n" });
  });

  test("removes temporary files, and goes on where only the record names a segment", async () => {
    const { folder, now } = await crashWith("");
    const temporary = join(folder.root, "logs", "tmp", "errors");
    mkdirSync(temporary, { recursive: true });
    writeFileSync(join(temporary, "2026-01-01.jsonl.gz"), "half");
    writeFileSync(join(folder.directory, ".segments"), "2026-01-08.jsonl\n2026-01-08.1.jsonl\n");
    const journal = await folder.open({ now });
    await journal.append(['{"n":3}']);
    expect(Object.keys(folder.files())).toEqual(["2026-01-08.jsonl"]);
    expect(() => readdirSync(temporary)).toThrow("ENOENT");
  });
});
