import { setTimeout as wait } from "node:timers/promises";
import type { Page } from "playwright-core";
import { median } from "./bars.ts";
import type { Bench } from "./bars.ts";
import { startBenchWall } from "./bench-wall.ts";
import type { BenchWall } from "./bench-wall.ts";
import { waitForFrames, waitForTiles } from "./watch-page.ts";

/** How many starts the app may have under way (issue 4); bare pages get as many. */
export const SLOTS = 4;
/** Milliseconds between two attempts of a plain player. */
const PLAIN_RETRY = 2_000;
/** Milliseconds after which Chromium's own `disconnected` tells a plain player of the loss. */
const PLAIN_NOTICES = 5_000;
/** Seconds. After about 6 s the origin is known to be down, after 35 s the sessions from before are given up. */
const OUTAGE = { long: 60, short: 10 };
const SMALL = { size: "160x90", framesPerSecond: 5 };

interface Recovery {
  /** Milliseconds from the page's first answer to the last picture, and to the last tile that says so. */
  frames: number;
  tiles: number;
  mostStarting: number;
  /** Requests during the outage. */
  requests: number;
}

export async function benchRecovery({ rounds, report, note }: Bench): Promise<void> {
  const streams = 64;
  await withWall(streams, async (wall) => {
    const ours: Recovery[] = [];
    const bare: number[] = [];
    let plainRequests = 0;
    for (let round = 0; round < rounds; round++) {
      bare.push(await wall.withBarePage({ atOnce: SLOTS }, (page) => measureBareStart(page, streams)));
      ours.push(
        await wall.withApp(async (page) => {
          await waitForTiles(page, streams);
          return measureRecovery(wall, page, {
            streams,
            seconds: OUTAGE.long,
            meanwhile: async (endsAt) => {
              if (round === 0) plainRequests = await countPlainRequests(wall, endsAt);
            },
          });
        }),
      );
    }
    report({
      name: `${streams} streams, first answer to all playing, against a bare page with ${SLOTS} at a time`,
      ours: median(ours.map(({ frames }) => frames)) / 1e3,
      reference: median(bare) / 1e3,
      unit: "s",
      limit: { ratioAtMost: 1.3, plus: 1 },
    });
    note(`until every tile says so, too: ${(median(ours.map(({ tiles }) => tiles)) / 1e3).toFixed(2)} s`);
    const mostStarting = Math.max(...ours.map((recovery) => recovery.mostStarting));
    report({ name: "starts in flight, most", ours: mostStarting, reference: SLOTS, unit: "starts", limit: { atMost: SLOTS } });
    report({
      name: `requests in an outage of ${OUTAGE.long} s, against plain players that retry every ${PLAIN_RETRY / 1e3} s`,
      ours: ours[0]!.requests,
      reference: plainRequests,
      unit: "requests",
      limit: { ratioAtMost: 0.2 },
    });
  });
}

export async function benchSmallRecovery({ rounds, report }: Bench): Promise<void> {
  const streams = 16;
  await withWall(streams, (wall) =>
    wall.withApp(async (page) => {
      const recoveries: Recovery[] = [];
      for (let round = 0; round < rounds; round++) {
        await waitForTiles(page, streams);
        recoveries.push(await measureRecovery(wall, page, { streams, seconds: OUTAGE.short }));
      }
      const ours = median(recoveries.map(({ tiles }) => tiles)) / 1e3;
      report({ name: `${streams} streams, first answer to all playing`, ours, reference: 5, unit: "s", limit: { atMost: 5 } });
    }),
  );
}

/** Ten sources on demand that come to nothing, and the first ones at that. */
export async function benchHeldPosts({ rounds, report }: Bench): Promise<void> {
  const [streams, held] = [64, 10];
  await withWall(streams, async (wall) => {
    for (let i = 1; i <= held; i++) await wall.media.setStreamFault(`demo-${i}`, { fault: "hold", seconds: 10, ready: false });
    const spans: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const { first, last } = await wall.withApp((page) => waitForFrames(page, streams - held));
      spans.push((last - first) / 1e3);
    }
    const name = `${held} of ${streams} streams hold the POST for 10 s: last healthy tile after the first`;
    report({ name, ours: median(spans), reference: 10, unit: "s", limit: { atMost: 10 } });
  });
}

async function withWall(streams: number, action: (wall: BenchWall) => Promise<void>): Promise<void> {
  const wall = await startBenchWall({ streams, ...SMALL });
  await action(wall).finally(wall.stop);
}

async function measureBareStart(page: Page, streams: number): Promise<number> {
  const { last, firstAnswerAt } = await waitForFrames(page, streams);
  return last - firstAnswerAt;
}

interface Outage {
  streams: number;
  seconds: number;
  /** Happens during the outage, and must be over at `endsAt`. */
  meanwhile?: (endsAt: number) => Promise<void>;
}

/** The server is gone as if it was killed, and comes back by itself. */
async function measureRecovery(wall: BenchWall, page: Page, { streams, seconds, meanwhile }: Outage): Promise<Recovery> {
  await wall.media.setServerFault({ fault: "down", seconds, goodbye: false });
  await page.evaluate(() => window.watch.mark());
  const endsAt = performance.now() + seconds * 1e3;
  await meanwhile?.(endsAt);
  await wait(endsAt - performance.now() - 100);
  const requests = await page.evaluate(() => window.watch.requests);
  const { last, firstAnswerAt } = await waitForFrames(page, streams);
  const tilesAt = await waitForTiles(page, streams);
  const mostStarting = await page.evaluate(() => window.watch.mostStarting);
  return { frames: last - firstAnswerAt, tiles: tilesAt - firstAnswerAt, mostStarting, requests };
}

/** What as many plain players ask in the same outage. */
async function countPlainRequests(wall: BenchWall, endsAt: number): Promise<number> {
  await wait(PLAIN_NOTICES);
  return wall.withBarePage({ atOnce: 64, retryAfter: PLAIN_RETRY }, async (page) => {
    await wait(endsAt - performance.now() - 2_000); // closed before the server is back: it must not slow the recovery
    return page.evaluate(() => window.watch.requests);
  });
}
