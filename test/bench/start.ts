import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { startProgram } from "../support/start-program.ts";
import { alternate, median } from "./bars.ts";
import type { Bench } from "./bars.ts";
import { withFolder } from "./bench-folder.ts";
import { fillJournal, openBenchJournal } from "./bench-records.ts";
import { startBenchWall } from "./bench-wall.ts";
import { waitForFrames } from "./watch-page.ts";

const OUT = join(import.meta.dirname, "../../out");
const WEB_HOST = join(OUT, "main/web-host.js");
const TILES = 9;
export const DEMO_WALL = { streams: TILES, size: "480x270", framesPerSecond: 12 };

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

/** What somebody waits for who starts the program: until the page shows something, and until it shows the pictures. Nothing to compare it with. */
export async function benchColdStart({ rounds, note }: Bench): Promise<void> {
  const wall = await startBenchWall(DEMO_WALL);
  try {
    const samples: ColdStart[] = [];
    for (let round = 0; round < rounds; round++) samples.push(await wall.withNewHost(measureColdStart));
    const middle = (of: keyof ColdStart) => Math.round(median(samples.map((sample) => sample[of])));
    note(
      `web host, from its spawn: first paint ${middle("paint")} ms, first picture ${middle("first")} ms, all ${TILES} ${middle("last")} ms`,
    );
  } finally {
    await wall.stop();
  }
  note(
    `what the first pictures wait for: script ${sizeOf(/<script[^>]* src="\.\/([^"]+)"/g)} kB, style ${sizeOf(/rel="stylesheet"[^>]* href="\.\/([^"]+)"/g)} kB`,
  );
}

/** Milliseconds from the host's spawn. */
type ColdStart = Record<"paint" | "first" | "last", number>;

async function measureColdStart(page: Page, startedAt: number): Promise<ColdStart> {
  const { first, last } = await waitForFrames(page, TILES);
  await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint").length > 0);
  const { loadedAt, paint } = await page.evaluate(() => ({
    loadedAt: performance.timeOrigin,
    paint: performance.getEntriesByName("first-contentful-paint")[0]!.startTime,
  }));
  const offset = loadedAt - startedAt;
  return { paint: offset + paint, first: offset + first, last: offset + last };
}

/** Kilobytes of the files of the page that are named so, not compressed: both hosts are on the machine of the page. */
function sizeOf(pattern: RegExp): number {
  const html = readFileSync(join(OUT, "renderer/index.html"), "utf8");
  const bytes = Array.from(html.matchAll(pattern), ([, file = ""]) => statSync(join(OUT, "renderer", file)).size);
  return Math.round(bytes.reduce((sum, size) => sum + size, 0) / 1e3);
}
