import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { describe, expect, test, vi } from "vitest";
import type { Result } from "../../shared/api-names.ts";
import type { ErrorReport } from "../../shared/record.ts";
import { askHost } from "../support/ask-host.ts";
import { SLOW } from "../support/slow.ts";
import { canMakeDisks, fillDisk, leaveFree, makeDisk } from "../support/small-disk.ts";
import { startWall } from "../support/start-wall.ts";
import type { Wall } from "../support/start-wall.ts";

/** Another program that takes every byte as soon as it is free. */
function startFiller(disk: string): () => void {
  const timer = setInterval(() => fillDisk(disk), 20);
  return () => {
    clearInterval(timer);
    rmSync(join(disk, "filler"), { force: true });
  };
}

/** What the page reports and what it is told: an answer is only right when the record is in the file at that moment. */
function watchReports({ page, readRecords }: Wall) {
  const seen = { reported: new Set<string>(), answered: new Set<string>(), answeredTooEarly: [] as string[] };
  page.on("request", (request) => {
    if (request.url().endsWith("/api/reportError")) seen.reported.add((request.postDataJSON() as ErrorReport).id);
  });
  page.on("response", async (response) => {
    if (!response.url().endsWith("/api/reportError")) return;
    const { id } = response.request().postDataJSON() as ErrorReport;
    const written = readRecords().filter((record) => record.id === id).length;
    if (((await response.json()) as Result<unknown>).ok) seen.answered.add(id);
    if (seen.answered.has(id) && written !== 1) seen.answeredTooEarly.push(id);
  });
  return seen;
}

/** Failures one after the other: these streams are thrown out again and again. Each is asked more seldom with time, so they serve once. */
function keepFailing({ media }: Wall, streams: readonly number[]): () => Promise<void> {
  let isOver = false;
  const running = (async () => {
    while (!isOver) {
      for (const n of streams) await media.setStreamFault(`demo-${n}`, { fault: "kick", goodbye: true });
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  })();
  return () => {
    isOver = true;
    return running;
  };
}

/** From now on the page notes when it shows that the log cannot be written. */
function noteFailing(page: Page): Promise<void> {
  return page.evaluate(() => {
    const noted = globalThis as unknown as { shownAt: number };
    const bar = document.querySelector(".status-bar")!;
    const look = () => {
      const isShown = bar.querySelector("[data-journal=failing]") !== null;
      if (!isShown) noted.shownAt = 0;
      else if (!noted.shownAt) noted.shownAt = Date.now();
    };
    new MutationObserver(look).observe(bar, { subtree: true, childList: true, attributes: true });
    look();
  });
}

function countFrames(page: Page, stream: number): Promise<number> {
  return page
    .locator(`.tile[data-stream=stream-${stream}] video`)
    .evaluate((video: HTMLVideoElement) => video.getVideoPlaybackQuality().totalVideoFrames);
}

describe.skipIf(!canMakeDisks)("a wall whose disk another program fills", () => {
  test("says low, then full; plays on; writes again by itself when there is space; and every failure is there once", async () => {
    const disk = makeDisk("24m");
    const wall = await startWall({ streams: 4, dataDir: disk });
    const { page } = wall;
    const endings: (() => unknown)[] = [];
    try {
      const seen = watchReports(wall);
      await wall.waitForLive();
      await noteFailing(page);
      const takenAt = Date.now();
      const freeMost = leaveFree(disk, 1_000_000); // 5 % of this disk are 1.2 MB
      await page.locator("[data-disk=low]").getByText("전산").waitFor();
      console.log(`low space: on the wall ${Date.now() - takenAt} ms after it was taken`);

      const stopFailing = keepFailing(wall, [3, 4]);
      endings.push(stopFailing);
      const stopFiller = startFiller(disk);
      endings.push(stopFiller);
      await page.locator("[data-journal=failing]").getByText("디스크 가득 참").waitFor();
      await vi.waitUntil(async () => (await askHost(page, "getStatus", {})).journal.buffered > 1, SLOW);
      const { since = "" } = (await askHost(page, "getStatus", {})).journal;
      const shownAt = await page.evaluate(() => (globalThis as unknown as { shownAt: number }).shownAt);
      console.log(`full disk: on the wall ${shownAt - Date.parse(since)} ms after the first write that failed`);
      const frames = await countFrames(page, 1);
      await vi.waitUntil(async () => (await countFrames(page, 1)) > frames + 10, SLOW);

      stopFiller();
      freeMost();
      const freedAt = Date.now();
      await page.locator("[data-journal=ok]").waitFor();
      console.log(`written again ${Date.now() - freedAt} ms after space was freed`);
      await page.locator("[data-disk=low]").waitFor({ state: "detached" });
      await stopFailing();
      expect(seen.reported.size).toBeGreaterThan(1);
      const isSettled = () => seen.answered.size === seen.reported.size && seen.reported.size === wall.readRecords().length;
      await vi.waitUntil(isSettled, SLOW);
      expect(seen.answeredTooEarly).toEqual([]);
      for (const name of readdirSync(wall.logFolder).filter((name) => name.endsWith(".jsonl")))
        expect(readFileSync(join(wall.logFolder, name), "utf8")).toMatch(/(^|\n)$/);
      const written = wall.readRecords().map(({ id }) => id);
      expect(written.toSorted()).toEqual([...seen.reported].toSorted());
      expect((await askHost(page, "getStatus", {})).journal).toMatchObject({ state: "ok", buffered: 0, lost: 0 });
      expect(await page.locator(".wall .tile[data-condition=live]").count()).toBeGreaterThanOrEqual(2);
    } finally {
      for (const end of endings) await end();
      await wall.stop();
    }
  });
});
