import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { startProgram } from "../support/start-program.ts";
import { alternate, median } from "./bars.ts";
import type { Bench } from "./bars.ts";
import { withFolder } from "./bench-folder.ts";
import { fillJournal, openBenchJournal } from "./bench-records.ts";
import { startBenchWall } from "./bench-wall.ts";
import { waitForFrames } from "./watch-page.ts";

const WEB_HOST = join(import.meta.dirname, "../../out/main/web-host.js");
const TILES = 9;

/** From spawn to `ready`, with a central that is not there: everything in the journal is waiting for it. */
export function benchReady(bench: Bench): Promise<void> {
  return withFolder((loaded) => withFolder((empty) => compareReady(bench, { loaded, empty })));
}

async function compareReady({ rounds, scale, report }: Bench, { loaded, empty }: { loaded: string; empty: string }): Promise<void> {
  const backlog = scale(1_000_000);
  const journal = await openBenchJournal(loaded);
  await fillJournal(journal, backlog);
  await journal.close();
  const central = { url: "http://127.0.0.1:9", enabled: true, sendFrom: "all" };
  for (const dataDir of [loaded, empty]) writeFileSync(join(dataDir, "settings.json"), JSON.stringify({ central }));
  const { ours, reference } = await alternate(
    rounds,
    () => measureReady(loaded),
    () => measureReady(empty),
  );
  report({
    name: `web host, spawn to ready, backlog of ${backlog} records against none`,
    ours: median(ours),
    reference: median(reference),
    unit: "ms",
    limit: { ratioAtMost: 1.3 },
  });
}

async function measureReady(dataDir: string): Promise<number> {
  const startedAt = performance.now();
  const host = await startProgram(WEB_HOST, ["--port", "0", "--data-dir", dataDir]);
  const milliseconds = performance.now() - startedAt;
  await host.stop();
  return milliseconds;
}

/** From the load of the page to the frame of the last tile; the bare page starts all connections at once. */
export async function benchFirstFrames({ rounds, report }: Bench): Promise<void> {
  const wall = await startBenchWall({ streams: TILES, size: "480x270", framesPerSecond: 12 });
  try {
    const { ours, reference } = await alternate(
      rounds,
      () => wall.withApp((page) => waitForFrames(page, TILES)),
      () => wall.withBarePage({ atOnce: TILES }, (page) => waitForFrames(page, TILES)),
    );
    report({
      name: `${TILES} tiles, page load to the last first frame, against a bare page`,
      ours: median(ours.map(({ last }) => last)),
      reference: median(reference.map(({ last }) => last)),
      unit: "ms",
      limit: { ratioAtMost: 1.2 },
    });
  } finally {
    await wall.stop();
  }
}
