import { appendFileSync, existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createCursor } from "../../../electron/journal/create-cursor.ts";
import { canMakeDisks, fillDisk, makeDisk, mountDisk, unmountDisk } from "../../support/small-disk.ts";
import { makeJournalFolder, noonOf, numberedLines, readTexts, waitUntil } from "./open-journal.ts";

const LINES = numberedLines(1).map((line) => line + " ".repeat(700));

describe.skipIf(!canMakeDisks)("a full disk", () => {
  test("glues nothing and loses nothing, however often it is filled and freed", async () => {
    const disk = makeDisk("2m");
    const folder = makeJournalFolder(disk);
    const journal = await folder.open();
    const expected: string[] = [];
    for (let round = 0; round < 5; round++) {
      const free = fillDisk(disk);
      const lines = numberedLines(40, round * 40).map((line) => line + LINES[0]);
      expected.push(...lines);
      const failing = waitUntil(journal, () => journal.status().cause === "disk_full");
      const appended = Promise.all(lines.map((line) => journal.append([line])));
      await failing;
      expect(journal.status().buffered).toBeGreaterThan(0);
      free();
      await appended;
      expect(journal.status()).toMatchObject({ state: "ok", buffered: 0, lost: 0 });
    }
    expect(Object.values(folder.files()).join("")).toBe(expected.map((line) => `${line}\n`).join(""));
    expect(await readTexts(journal)).toEqual(expected);
  });

  test.each(["before", "after"])(
    "lets a torn line stand while nobody can move it, and has the file whole as soon as there is space, %s the first line",
    async (when) => {
      const disk = makeDisk("2m");
      const folder = makeJournalFolder(disk);
      const first = await folder.open();
      await first.append(["one"]);
      await first.close();
      appendFileSync(first.status().file, '{"torn');
      const free = fillDisk(disk);
      const journal = await folder.open();
      expect(readFileSync(journal.status().file, "utf8")).toBe('one\n{"torn');
      const failing = when === "after" && waitUntil(journal, () => journal.status().cause === "disk_full");
      const appended = failing && journal.append(["two".padEnd(40_000)]); // more than the last block
      await failing;
      free();
      await (appended || journal.append(["two".padEnd(40_000)]));
      expect(Object.values(folder.files()).join("")).toBe(`one\n${"two".padEnd(40_000)}\n`);
      const kept = readdirSync(folder.quarantineDirectory).map((name) => readFileSync(join(folder.quarantineDirectory, name), "utf8"));
      expect(kept).toEqual(['{"torn']);
      expect(await readTexts(journal)).toEqual(["one", "two".padEnd(40_000)]);
    },
  );

  test("loses the oldest of what does not fit into memory, counts each, and answers for none of them", async () => {
    const disk = makeDisk("2m");
    const folder = makeJournalFolder(disk);
    const journal = await folder.open({ maxWaitingBytes: 100_000 });
    let lost = 0;
    const answered: string[] = [];
    for (let round = 0; round < 3; round++) {
      const free = fillDisk(disk);
      const failing = waitUntil(journal, () => journal.status().cause === "disk_full");
      const lines = numberedLines(1_000, round * 1_000).map((line) => line.padEnd(700));
      const appended = lines.map((line) => journal.append([line]));
      const outcomes = Promise.allSettled(appended);
      await failing;
      expect(journal.status().buffered).toBeLessThanOrEqual(Math.floor(100_000 / 701));
      free();
      for (const [i, { status }] of (await outcomes).entries()) {
        if (status === "fulfilled") answered.push(lines[i]!);
        else lost++;
      }
      expect(journal.status()).toMatchObject({ state: "ok", buffered: 0, lost });
    }
    expect(lost).toBeGreaterThan(2_000);
    expect(answered).toContain(numberedLines(1, 2_999)[0]!.padEnd(700)); // the newest are kept
    expect(Object.values(folder.files()).join("")).toBe(answered.map((line) => `${line}\n`).join(""));
  });

  test("still takes the first lines, for which the reserve is given up", async () => {
    const disk = makeDisk("24m");
    const journal = await makeJournalFolder(disk).open();
    const reserve = join(disk, "logs", "errors", ".reserve");
    expect(statSync(reserve).size).toBe(1024 * 1024);
    await journal.append(["before"]);
    fillDisk(disk);
    await journal.append(LINES.concat("x".repeat(8_192)));
    expect(existsSync(reserve)).toBe(false);
    expect(journal.status()).toMatchObject({ state: "ok", lost: 0 });
  });

  test("does not keep old days from being deleted, which makes room", async () => {
    const disk = makeDisk("8m");
    let time = noonOf("2026-01-08");
    const journal = await makeJournalFolder(disk).open({ now: () => time, limits: { maxTotalMegabytes: 1 } });
    for (const day of ["2026-01-08", "2026-01-09", "2026-01-10"]) {
      time = noonOf(day);
      await journal.append(Array.from({ length: 900 }, () => LINES[0]!));
    }
    fillDisk(disk);
    await journal.maintain();
    const kept = readdirSync(join(disk, "logs", "errors")).filter((name) => name.endsWith(".jsonl"));
    expect(kept).toEqual(["2026-01-10.jsonl"]);
    await journal.append(LINES);
  });

  test("keeps a cursor's last saved place", async () => {
    const disk = makeDisk("64k");
    const cursor = createCursor({ directory: disk, name: "central" });
    cursor.save({ segment: "2026-01-08.jsonl", offset: 1 });
    await cursor.flush();
    const free = fillDisk(disk);
    for (const offset of [2, 3, 4]) {
      cursor.save({ segment: "2026-01-08.jsonl", offset });
      await expect(cursor.flush()).rejects.toThrow("ENOSPC");
    }
    expect(createCursor({ directory: disk, name: "central" }).load()).toEqual({ segment: "2026-01-08.jsonl", offset: 1 });
    free();
    await cursor.flush();
    expect(createCursor({ directory: disk, name: "central" }).load()?.offset).toBe(4);
  });
});

describe.skipIf(!canMakeDisks)("a disk that can only be read", () => {
  test("is a state until it can be written to", async () => {
    const folder = makeJournalFolder();
    const journal = await folder.open();
    await journal.append(["before"]);
    const inTheWay = join(folder.root, "logs");
    mountDisk(inTheWay, "ro");
    const readOnly = waitUntil(journal, () => journal.status().cause === "read_only");
    const appended = journal.append(["after"]);
    await readOnly;
    unmountDisk(inTheWay);
    await appended;
    expect(journal.status().state).toBe("ok");
    expect(await readTexts(journal)).toEqual(["before", "after"]);
    expect(readFileSync(journal.status().file, "utf8")).toBe("before\nafter\n");
  });
});
