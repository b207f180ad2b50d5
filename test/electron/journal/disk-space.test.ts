import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { MEGABYTE } from "../../../electron/journal/plan-retention.ts";
import type { Journal } from "../../../electron/journal/types.ts";
import { canMakeDisks, canMakeLargeDisks, fillDisk, leaveFree, makeDisk, makeLargeDisk } from "../../support/small-disk.ts";
import { makeJournalFolder, noonOf, waitUntil } from "./open-journal.ts";

const MIN_FREE = { minFreeMegabytes: 1_024 };
const isLow = (journal: Journal) => journal.status().disk?.isLow === true;

describe.skipIf(!canMakeLargeDisks)("a disk that another program fills", () => {
  test("to 500 MB is low, and yesterday is compressed; to 0 is full; freed again it is neither, and nothing is lost", async () => {
    const disk = makeLargeDisk("12G"); // 5 % of it are 614 MB
    const folder = makeJournalFolder(disk);
    let time = noonOf("2026-01-08");
    vi.useFakeTimers({ toFake: ["setTimeout"] });
    onTestFinished(() => void vi.useRealTimers());
    const journal = await folder.open({ now: () => time, limits: MIN_FREE });
    await journal.append(["yesterday"]);
    time = noonOf("2026-01-09");
    await journal.append(["today"]);
    vi.advanceTimersByTime(60_000); // maintenance leaves the first minute alone
    vi.useRealTimers();
    await journal.maintain();
    expect(isLow(journal)).toBe(false);
    expect(Object.keys(folder.files())).toContain("2026-01-08.jsonl");

    const freeMost = leaveFree(disk, 500 * MEGABYTE);
    await waitUntil(journal, () => isLow(journal));
    expect(journal.status()).toMatchObject({ state: "ok" });
    expect(Math.round(journal.status().disk!.free / MEGABYTE)).toBe(500);
    expect(folder.messages.join()).toMatch(/(499|500) MB are free on this disk/);
    await vi.waitUntil(() => !existsSync(join(folder.directory, "2026-01-08.jsonl")), { timeout: 20_000 });
    expect(folder.files()).toEqual({ "2026-01-08.jsonl.gz": "yesterday\n", "2026-01-09.jsonl": "today\n" });

    const freeMore = leaveFree(disk, MEGABYTE);
    const freeRest = fillDisk(disk);
    const failing = waitUntil(journal, () => journal.status().cause === "disk_full");
    const appended = Promise.all(Array.from({ length: 2_000 }, (_, n) => journal.append([String(n).padEnd(1_000)])));
    await failing;
    await waitUntil(journal, () => journal.status().disk!.free < 2 * MEGABYTE); // no more than the reserve that was given up
    freeRest();
    freeMore();
    freeMost();
    await appended;
    await waitUntil(journal, () => !isLow(journal));
    expect(journal.status()).toMatchObject({ state: "ok", buffered: 0, lost: 0 });
    expect(
      Object.values(folder.files())
        .join("")
        .split("\n")
        .map((line) => line.trim()),
    ).toEqual(["yesterday", "today", ...Array.from({ length: 2_000 }, (_, n) => String(n)), ""]);
  });
});

describe.skipIf(!canMakeDisks)("a disk that is short of space", () => {
  test("is seen at the start already", async () => {
    const disk = makeDisk("24m");
    leaveFree(disk, MEGABYTE);
    const journal = await makeJournalFolder(disk).open({ limits: MIN_FREE });
    await waitUntil(journal, () => isLow(journal));
    expect(existsSync(join(disk, "logs", "errors", ".reserve"))).toBe(false);
    await journal.append(["a"]);
  });

  test("concerns nobody where the settings want no space kept free", async () => {
    const disk = makeDisk("24m");
    leaveFree(disk, MEGABYTE);
    const journal = await makeJournalFolder(disk).open({ limits: { minFreeMegabytes: 0 } });
    await journal.append(["a"]);
    await vi.waitUntil(() => journal.status().disk !== undefined);
    expect(isLow(journal)).toBe(false);
  });
});
