import { setTimeout as wait } from "node:timers/promises";
import type { Page } from "playwright-core";
import { alternate, median } from "./bars.ts";
import type { Bench } from "./bars.ts";
import { startBenchWall } from "./bench-wall.ts";
import { measureChromiumCpu } from "./chromium-cpu.ts";
import { waitForFrames } from "./watch-page.ts";

const TILES = 16;
/** Milliseconds. */
const [SETTLE, MEASURE] = [1_000, 6_000];

/** A wall that looks for frozen pictures against the same wall that does not, in turns. */
export async function benchFrozenWatch({ rounds, report }: Bench): Promise<void> {
  const wall = await startBenchWall({ streams: TILES, size: "320x180", framesPerSecond: 10 });
  const compare = async (page: Page) => {
    await waitForFrames(page, TILES);
    const measure = async (frozenAfterSeconds: number) => {
      await saveWall(page, { frozenAfterSeconds });
      await wait(SETTLE);
      return measureChromiumCpu(MEASURE);
    };
    await measure(0);
    return alternate(
      rounds,
      () => measure(60),
      () => measure(0),
    );
  };
  const { ours, reference } = await wall.withApp(compare).finally(wall.stop);
  report({
    name: `${TILES} tiles, processor time of Chromium, with the look at frozen pictures against without`,
    ours: median(ours),
    reference: median(reference),
    unit: "cores",
    limit: { ratioAtMost: 1.01, plus: 0.02 },
  });
}

async function saveWall(page: Page, wall: object): Promise<void> {
  const status = await page.evaluate(
    async (changes) => {
      const headers = { "Content-Type": "application/json" };
      return (await fetch("/api/saveSettings", { method: "POST", headers, body: JSON.stringify({ changes }) })).status;
    },
    { wall },
  );
  if (status !== 200) throw new Error(`settings were not saved: ${status}`);
}
