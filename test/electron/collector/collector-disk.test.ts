import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { canMakeDisks, fillDisk, makeDisk } from "../../support/small-disk.ts";
import { makeRecords } from "./make-records.ts";
import { readJournalFiles } from "./read-journal-files.ts";
import { startTestCollector } from "./test-collector.ts";

describe.skipIf(!canMakeDisks)("a full disk", () => {
  test("is answered with 503 and Retry-After, and takes everything once when space is back, three times over", async () => {
    const disk = makeDisk("1m");
    const collector = await startTestCollector({ dataDir: disk });
    const all = [];
    for (let round = 0; round < 3; round++) {
      const records = makeRecords(30);
      all.push(...records);
      const free = fillDisk(disk);

      // What still fits into the last block of a file is taken, then nothing is.
      const replies = [];
      for (const record of records) replies.push(await collector.post(record));
      const refused = replies.filter(({ status }) => status !== 201);
      expect(new Set(refused.map(({ status }) => status))).toEqual(new Set([503]));
      expect(refused[0]!.headers.get("retry-after")).toBe("5");
      expect(refused[0]!.body).toEqual({ detail: expect.stringContaining("disk_full") });
      expect(await collector.send("/healthz")).toMatchObject({ status: 503, body: { status: "failing", cause: "disk_full" } });
      expect((await collector.send("/metrics")).body).toContain("\nmtx_collector_journal_up 0\n");

      free();
      await vi.waitFor(async () => expect((await collector.send("/healthz")).status).toBe(200), { timeout: 20_000 });
      expect((await collector.postBatch(records)).status).toBe(200);
    }
    const stored = readJournalFiles(disk).map(({ id }) => id as string);
    expect(stored.sort()).toEqual(all.map(({ id }) => id).sort());
  });

  test.each(["with", "without"])(
    "does not keep a collector from its start, %s an index: it knows what it has, and takes more when space is back",
    async (index) => {
      const disk = makeDisk("2m");
      const first = await startTestCollector({ dataDir: disk });
      const [old, fresh] = [makeRecords(30), makeRecords(3)];
      expect((await first.postBatch(old)).status).toBe(200);
      await first.close();
      const file = join(disk, "index.sqlite");
      if (index === "without") rmSync(file);
      const before = index === "with" ? readFileSync(file) : undefined;
      const free = fillDisk(disk);

      const second = await startTestCollector({ dataDir: disk });
      expect((await second.postBatch(old)).body).toMatchObject({ accepted: 0, duplicates: 30 });
      const replies = await Promise.all(Array.from({ length: 30 }, () => second.postBatch(makeRecords(30))));
      expect(replies.at(-1)!.status).toBe(503);
      if (before) expect(readFileSync(file).equals(before)).toBe(true);

      free();
      await vi.waitFor(async () => expect((await second.send("/healthz")).status).toBe(200), { timeout: 20_000 });
      expect((await second.postBatch([...old, ...fresh])).body).toMatchObject({ accepted: 3, duplicates: 30 });
      await second.close();
      const third = await startTestCollector({ dataDir: disk });
      expect((await third.postBatch([...old, ...fresh])).body).toMatchObject({ accepted: 0, duplicates: 33 });
    },
  );
});
