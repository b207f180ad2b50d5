import { alternate, median } from "./bars.ts";
import type { Bench } from "./bars.ts";
import { startBenchWall } from "./bench-wall.ts";
import type { BenchWall, BenchWallOptions } from "./bench-wall.ts";
import { SLOTS } from "./wall-of-64.ts";
import { waitForFrames } from "./watch-page.ts";

/**
 * From the load of the page to the frame of the last tile, against a bare page that starts all connections at once, and against one that
 * starts as many at a time as the app may: what is over the second is the app, what is between the two is the price of its slots.
 */
export async function benchFirstFrames(bench: Bench, options: BenchWallOptions): Promise<void> {
  const wall = await startBenchWall(options);
  await compareFirstFrames(bench, wall, options.streams).finally(wall.stop);
}

async function compareFirstFrames({ rounds, report }: Bench, wall: BenchWall, tiles: number): Promise<void> {
  const lastOfBare = (atOnce: number) => wall.withBarePage({ atOnce }, (page) => waitForFrames(page, tiles).then(({ last }) => last));
  const { ours, reference } = await alternate(
    rounds,
    () => wall.withApp((page) => waitForFrames(page, tiles).then(({ last }) => last)),
    async () => ({ atOnce: await lastOfBare(tiles), inSlots: await lastOfBare(SLOTS) }),
  );
  const reportAgainst = (bare: string, lasts: number[]) =>
    report({
      name: `${tiles} tiles, page load to the last first frame, against a bare page ${bare}`,
      ours: median(ours),
      reference: median(lasts),
      unit: "ms",
      limit: { ratioAtMost: 1.2 },
    });
  reportAgainst(
    "that starts all at once",
    reference.map(({ atOnce }) => atOnce),
  );
  reportAgainst(
    `that starts ${SLOTS} at a time, too`,
    reference.map(({ inSlots }) => inSlots),
  );
}
