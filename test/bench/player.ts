import { setTimeout as wait } from "node:timers/promises";
import type { Page } from "playwright-core";
import { alternate, median } from "./bars.ts";
import type { Bench } from "./bars.ts";
import { startBenchWall } from "./bench-wall.ts";
import type { BenchWall } from "./bench-wall.ts";
import { measureChromiumCpu } from "./chromium-cpu.ts";
import { measurePageMemory } from "./page-memory.ts";
import type { PageMemory } from "./page-memory.ts";
import { waitForFrames, waitForTiles } from "./watch-page.ts";

const TILES = 16;
export const SIXTEEN_SMALL = { streams: TILES, size: "320x180", framesPerSecond: 10 };
/** Milliseconds. */
const [SETTLE, MEASURE] = [2_000, 6_000];
const LONGEST_RECONNECTING = 300_000;
/** Of a page's memory while it reconnects. One alone tells little: what V8 keeps of compiled code comes and goes by half a megabyte. */
const READINGS = 9;

/** The app's sixteen tiles against sixteen peer connections and nothing else. */
export function benchCost(bench: Bench): Promise<void> {
  return withWall((wall) => compareCost(bench, wall));
}

async function compareCost({ rounds, report }: Bench, wall: BenchWall): Promise<void> {
  const measure = async (page: Page) => {
    await waitForFrames(page, TILES);
    await wait(SETTLE);
    return measureChromiumCpu(MEASURE);
  };
  const { ours, reference } = await alternate(
    rounds,
    () => wall.withApp(measure),
    () => wall.withBarePage({ atOnce: TILES }, measure),
  );
  report({
    name: `${TILES} tiles, processor time of Chromium, against a bare page`,
    ours: median(ours),
    reference: median(reference),
    unit: "cores",
    limit: { ratioAtMost: 1.1 },
  });
}

/** The server ends every session, again and again; what the page holds in the end is compared with what it held in the beginning. */
export function benchReconnects(bench: Bench): Promise<void> {
  return withWall((wall) => measureReconnects(bench, wall));
}

async function measureReconnects({ scale, report, note }: Bench, wall: BenchWall): Promise<void> {
  await wall.withApp(async (page) => {
    await waitForFrames(page, TILES);
    const reconnect = async () => {
      await page.evaluate(() => window.watch.mark());
      await wall.media.setStreamFault("*", { fault: "kick", goodbye: true });
      await pressRetry(page);
    };
    for (let round = 0; round < 5; round++) await reconnect();
    const measure = async () => {
      await waitForTiles(page, TILES); // the words on a tile that does not say so yet are nodes, too
      return measurePageMemory(page);
    };
    const readings = [await measure()];
    const startedAt = performance.now();
    const wanted = scale(1_000);
    let reconnects = 0;
    while (reconnects < wanted && performance.now() - startedAt < LONGEST_RECONNECTING) {
      await reconnect();
      reconnects += TILES;
      if (reconnects >= (readings.length * wanted) / (READINGS - 1)) readings.push(await measure());
    }
    const before = middle(readings.slice(0, 3));
    const after = middle(readings.slice(-3));
    note(
      `${reconnects} reconnects in ${Math.round((performance.now() - startedAt) / 1_000)} s, garbage collected; the first three readings and the last three;`,
    );
    note(`heap of all: ${readings.map(({ heap }) => heap.toFixed(2)).join(", ")} MB`);
    const flat = { ratioAtMost: 1 } as const;
    report({ name: "RTCPeerConnections", ours: after.connections, reference: before.connections, unit: "objects", limit: flat });
    report({ name: "DOM nodes", ours: after.nodes, reference: before.nodes, unit: "nodes", limit: { ratioAtMost: 1.05 } });
    report({ name: "JavaScript heap", ours: after.heap, reference: before.heap, unit: "MB", limit: { ratioAtMost: 1.1 } });
  });
}

function middle(readings: readonly PageMemory[]): PageMemory {
  const of = (name: keyof PageMemory) => median(readings.map((reading) => reading[name]));
  return { connections: of("connections"), nodes: of("nodes"), heap: of("heap") };
}

/** As an operator would, until every tile has a picture of its new session: nobody waits for the backoff. */
async function pressRetry(page: Page): Promise<void> {
  await page.waitForFunction(
    (tiles) => {
      const failed = [...document.querySelectorAll<HTMLElement>(".tile:not([data-condition=live])")];
      for (const tile of failed) tile.querySelector<HTMLButtonElement>(".tile-next button")?.click();
      return window.watch.frames.length >= tiles;
    },
    TILES,
    { timeout: 60_000, polling: 100 },
  );
}

async function withWall(action: (wall: BenchWall) => Promise<void>): Promise<void> {
  const wall = await startBenchWall(SIXTEEN_SMALL);
  await action(wall).finally(wall.stop);
}
