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
});
