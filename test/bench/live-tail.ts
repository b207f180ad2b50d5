import { setTimeout as wait } from "node:timers/promises";
import type { Page } from "playwright-core";
import { makeReport } from "../support/make-report.ts";
import { startWall } from "../support/start-wall.ts";
import { alternate, median } from "./bars.ts";
import type { Bench } from "./bars.ts";

const TILES = 9;
const RECORDS_PER_SECOND = 200;
/** Of one sample. */
const SECONDS = 20;
const BATCH = 50;

/** A wall in one window, and the log's live tail in another, while records are written; against the same without the tail. */
export async function benchLiveTail({ rounds, scale, report, note }: Bench): Promise<void> {
  const wall = await startWall({ streams: TILES });
  try {
    const isLive = (tiles: number) => document.querySelectorAll(".tile[data-condition=live]").length === tiles;
    await wall.page.waitForFunction(isLive, TILES);
    const second = await wall.page.context().newPage();
    const sendReport = await createSender(wall.page, wall.url);
    const milliseconds = scale(SECONDS * 1_000);

    async function sample(show: () => Promise<unknown>): Promise<Frames & { rows: number }> {
      await show();
      const before = await countFrames(wall.page);
      const begun = performance.now();
      for (let sent = 0; performance.now() - begun < milliseconds; sent += BATCH) {
        await Promise.all(Array.from({ length: BATCH }, sendReport));
        await wait(begun + ((sent + BATCH) * 1_000) / RECORDS_PER_SECOND - performance.now());
      }
      const seconds = (performance.now() - begun) / 1_000;
      const after = await countFrames(wall.page);
      const rows = await second.locator(".log-row").count();
      return { shown: (after.shown - before.shown) / seconds, dropped: (after.dropped - before.dropped) / seconds, rows };
    }

    const samples = await alternate(
      rounds,
      () => sample(() => openTail(second, wall.url)),
      () => sample(() => second.goto("about:blank")),
    );
    if (samples.ours.some(({ rows }) => rows === 0)) throw new Error("the tail shows no row");
    const rate = (frames: readonly Frames[], key: keyof Frames): number => median(frames.map((each) => each[key]));
    report({
      name: `frames that ${TILES} tiles show beside a live tail of ${RECORDS_PER_SECOND} records/s, against without it`,
      ours: rate(samples.ours, "shown"),
      reference: rate(samples.reference, "shown"),
      unit: "frames/s",
      limit: { ratioAtLeast: 0.99 },
    });
    note(
      `frames decoded and not shown: ${rate(samples.ours, "dropped").toFixed(2)}/s, without the tail ${rate(samples.reference, "dropped").toFixed(2)}/s`,
    );
  } finally {
    await wall.stop();
  }
}

async function openTail(page: Page, url: string): Promise<void> {
  await page.goto(`${new URL(url).origin}/#/logs`);
  await page.locator(".logs-screen").waitFor();
}

interface Frames {
  shown: number;
  dropped: number;
}

/** Of all tiles since they began. */
function countFrames(page: Page): Promise<Frames> {
  return page.evaluate(() => {
    const all = [...document.querySelectorAll("video")].map((video) => video.getVideoPlaybackQuality());
    const dropped = all.reduce((sum, { droppedVideoFrames }) => sum + droppedVideoFrames, 0);
    return { shown: all.reduce((sum, { totalVideoFrames }) => sum + totalVideoFrames, 0) - dropped, dropped };
  });
}

/** Failures as a page reports them, but from this process: the wall's page has nothing to do with them. */
async function createSender(page: Page, url: string): Promise<() => Promise<void>> {
  const { origin } = new URL(url);
  const cookies = await page.context().cookies();
  const headers = {
    "Content-Type": "application/json",
    Origin: origin,
    Cookie: cookies.map(({ name, value }) => `${name}=${value}`).join("; "),
  };
  return async () => {
    const response = await fetch(`${origin}/api/reportError`, { method: "POST", headers, body: JSON.stringify(makeReport()) });
    const result = (await response.json()) as { ok: boolean };
    if (!result.ok) throw new Error(`a report was refused: ${JSON.stringify(result)}`);
  };
}
