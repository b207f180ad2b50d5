import { execFileSync } from "node:child_process";
import { mkdtempSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { makeTempDir } from "../../support/temp-dir.ts";
import { makeRecords } from "./make-records.ts";
import { readJournalFiles } from "./read-journal-files.ts";
import { startTestCollector } from "./test-collector.ts";

const canMount = process.platform === "linux" && process.getuid?.() === 0 && tryMount();
if (!canMount) console.warn("full disk not tested: only root on Linux can mount a small one");

describe.skipIf(!canMount)("a full disk", () => {
  test("is answered with 503 and Retry-After, and takes everything once when space is back, three times over", async () => {
    const disk = mountSmallDisk();
    const collector = await startTestCollector({ dataDir: disk });
    const all = [];
    for (let round = 0; round < 3; round++) {
      const records = makeRecords(30);
      all.push(...records);
      fill(disk);

      // What still fits into the last block of a file is taken, then nothing is.
      const replies = [];
      for (const record of records) replies.push(await collector.post(record));
      const refused = replies.filter(({ status }) => status !== 201);
      expect(new Set(refused.map(({ status }) => status))).toEqual(new Set([503]));
      expect(refused[0]!.headers.get("retry-after")).toBe("5");
      expect(refused[0]!.body).toEqual({ detail: expect.stringContaining("disk_full") });
      expect(await collector.send("/healthz")).toMatchObject({ status: 503, body: { status: "failing", cause: "disk_full" } });
      expect((await collector.send("/metrics")).body).toContain("\nmtx_collector_journal_up 0\n");

      rmSync(join(disk, "ballast"));
      await vi.waitFor(async () => expect((await collector.send("/healthz")).status).toBe(200), { timeout: 20_000 });
      expect((await collector.postBatch(records)).status).toBe(200);
    }
    const stored = readJournalFiles(disk).map(({ id }) => id as string);
    expect(stored.sort()).toEqual(all.map(({ id }) => id).sort());
  });
});

function mountSmallDisk(): string {
  const directory = makeTempDir();
  mount(directory);
  onTestFinished(() => unmount(directory));
  return directory;
}

function tryMount(): boolean {
  const directory = mkdtempSync(join(tmpdir(), "mtx-watch-"));
  try {
    mount(directory);
    unmount(directory);
    return true;
  } catch {
    return false; // root of a container is not always allowed to
  } finally {
    rmdirSync(directory);
  }
}

function mount(directory: string): void {
  execFileSync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", directory], { stdio: "ignore" });
}

function unmount(directory: string): void {
  execFileSync("umount", ["--lazy", directory], { stdio: "ignore" });
}

function fill(disk: string): void {
  expect(() => writeFileSync(join(disk, "ballast"), Buffer.alloc(4 * 1024 * 1024))).toThrow("ENOSPC");
}
