import { writeFileSync } from "node:fs";
import { cp, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { MAX_BATCH } from "../../../shared/record.ts";
import type { ErrorRecord } from "../../../shared/record.ts";
import { makeTempDir } from "../../support/temp-dir.ts";
import { makeRecords } from "./make-records.ts";
import { readJournalFiles } from "./read-journal-files.ts";
import { startTestCollector } from "./test-collector.ts";

describe("records that were stored before a restart", () => {
  test("are still known", async () => {
    const dataDir = makeTempDir();
    const records = await storeAndStop(dataDir, 10);

    const collector = await startTestCollector({ dataDir });
    const [fresh] = makeRecords(1);

    expect((await collector.postBatch([...records, fresh])).body).toMatchObject({ accepted: 1, duplicates: 10 });
    expect(readJournalFiles(dataDir)).toEqual([...records, fresh]);
  });

  test("are known again when the index is deleted", async () => {
    const dataDir = makeTempDir();
    const records = await storeAndStop(dataDir, 12_000);
    await rm(join(dataDir, "index.sqlite"));

    const collector = await startTestCollector({ dataDir });

    expect((await collector.postBatch(records.slice(0, 1_000))).body).toMatchObject({ accepted: 0, duplicates: 1_000 });
    expect((await collector.postBatch(records.slice(-1_000))).body).toMatchObject({ accepted: 0, duplicates: 1_000 });
  });

  test("are known again when the index is damaged", async () => {
    const dataDir = makeTempDir();
    const records = await storeAndStop(dataDir, 1_000);
    const file = join(dataDir, "index.sqlite");
    writeFileSync(file, (await readFile(file)).fill(0x5a, 5_000));

    const collector = await startTestCollector({ dataDir });

    expect(collector.logged).toContainEqual(expect.stringContaining("made anew from the journal"));
    expect((await collector.postBatch(records)).body).toMatchObject({ accepted: 0, duplicates: 1_000 });
  });

  test("are forgotten together with their files", async () => {
    const dataDir = makeTempDir();
    const records = await storeAndStop(dataDir, 10);
    await rm(join(dataDir, "logs"), { recursive: true });

    const collector = await startTestCollector({ dataDir });

    expect((await collector.postBatch(records)).body).toMatchObject({ accepted: 10, duplicates: 0 });
    expect(readJournalFiles(dataDir)).toEqual(records);
  });

  test("are forgotten where an older copy of the files was put back", async () => {
    const dataDir = makeTempDir();
    const day = Date.parse("2026-01-08T12:00:00");
    const kept = await storeAndStop(dataDir, 10, day);
    await cp(join(dataDir, "logs"), join(dataDir, "copy"), { recursive: true });
    const lost = await storeAndStop(dataDir, 10, day + 86_400_000);
    await rm(join(dataDir, "logs"), { recursive: true });
    await rename(join(dataDir, "copy"), join(dataDir, "logs"));

    const collector = await startTestCollector({ dataDir, now: () => day + 2 * 86_400_000 });

    expect((await collector.postBatch([...kept, ...lost])).body).toMatchObject({ accepted: 10, duplicates: 10 });
    expect(readJournalFiles(dataDir)).toEqual([...kept, ...lost]);
  });

  test("are not forgotten because their folder cannot be read: it does not start then", async () => {
    const dataDir = makeTempDir();
    const records = await storeAndStop(dataDir, 10);
    const folder = join(dataDir, "logs", "mediamtx_errors");
    await rename(folder, `${folder}.away`);
    writeFileSync(folder, "");
    await expect(startTestCollector({ dataDir })).rejects.toThrow(/cannot be read/);

    await rm(folder);
    await rename(`${folder}.away`, folder);
    const collector = await startTestCollector({ dataDir });
    expect((await collector.postBatch(records)).body).toMatchObject({ accepted: 0, duplicates: 10 });
  });
});

/** Records that a collector has stored, which has ended since. */
async function storeAndStop(dataDir: string, count: number, time = Date.now()): Promise<ErrorRecord[]> {
  const collector = await startTestCollector({ dataDir, now: () => time });
  const records = makeRecords(count);
  for (let from = 0; from < count; from += MAX_BATCH.records) await collector.postBatch(records.slice(from, from + MAX_BATCH.records));
  await collector.close();
  return records;
}
