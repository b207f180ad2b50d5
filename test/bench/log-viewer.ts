import { stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { startHttpServer } from "../support/http-server.ts";
import { launchChromium } from "../support/launch-chromium.ts";
import { startProgram } from "../support/start-program.ts";
import { alternate, median, percentile, timeOf } from "./bars.ts";
import type { Bench } from "./bars.ts";
import { withFolder } from "./bench-folder.ts";
import { writeHistory } from "./history-records.ts";
import { measurePageMemory } from "./page-memory.ts";

const WEB_HOST = join(import.meta.dirname, "../../out/main/web-host.js");
const VIEWPORT = { width: 1_920, height: 1_080 };
/** As fast as a hand turns a wheel: some 900 rows a second. */
const PIXELS_A_FRAME = 400;
const FRAMES = 300;
const ROW_HEIGHT = 27;
/** What a frame may take where sixty a second are shown, in milliseconds. */
const FRAME_TIME = 16.7;
/** Nothing of the bench's own files is compressed or deleted while it runs. */
const SETTINGS = {
  language: "ko",
  logs: { retentionDays: 36_500, compressAfterDays: 3_650, maxTotalMegabytes: 10_000_000, minFreeMegabytes: 0 },
};

/** The viewer's page over a million records. */
export function benchLogViewer(bench: Bench): Promise<void> {
  return withFolder(async (folder) => {
    const count = bench.scale(1_000_000);
    writeHistory(join(folder, "logs", "mediamtx_errors"), count);
    await writeFile(join(folder, "settings.json"), JSON.stringify(SETTINGS));
    const host = await startProgram(WEB_HOST, ["--port", "0", "--data-dir", folder]);
    const browser = await launchChromium();
    const bare = await serveStaticRows();
    try {
      const context = await browser.newContext({ viewport: VIEWPORT });
      const page = await context.newPage();
      page.setDefaultTimeout(120_000);
      await page.goto(host.url);
      await page.evaluate(() => (location.hash = "#/logs?range=all"));
      await page.locator(".sentence-count").waitFor();
      await page.locator(".log-rows .log-row").first().waitFor();
      const reference = await context.newPage();
      await reference.goto(bare.url);
      await benchScrolling(bench, page, reference);
      await benchMemory(bench, page);
      await benchExport(bench, page);
    } finally {
      await browser.close();
      await bare.close();
      await host.stop();
    }
  });
}

/** Time from frame to frame in milliseconds, and how many frames in a row lacked rows, or showed others than the scroll bar stands at. */
interface Scrolled {
  frames: number[];
  longestBlank: number;
  longestStale: number;
}

interface ScrollSample extends Scrolled {
  /** Processor time of the page's main thread for a frame, in milliseconds; how busy the machine is hardly shows in it. */
  processor: number;
}

async function benchScrolling({ rounds, report, note }: Bench, page: Page, reference: Page): Promise<void> {
  const size = await page.locator(".log-list").boundingBox();
  await reference.evaluate(({ width, height }) => {
    document.querySelector<HTMLElement>(".log-list")!.style.cssText = `width:${width}px;height:${height}px`;
  }, size!);
  const { ours, reference: theirs } = await alternate(
    rounds,
    () => sampleScrolling(page, PIXELS_A_FRAME),
    async () => {
      await reference.evaluate(() => (document.querySelector(".log-list")!.scrollTop = 0));
      return { moving: await sampleScrolling(reference, PIXELS_A_FRAME), still: await sampleScrolling(reference, 0) };
    },
  );
  const moving = theirs.map((each) => each.moving);
  report({
    name: "scrolling the list, against a page of static rows",
    ours: rateOf(ours),
    reference: rateOf(moving),
    unit: "frames/s",
    limit: { ratioAtLeast: 0.95 },
  });
  note(
    `the static page while nothing moves, which is what the machine gives at most: ${rateOf(theirs.map(({ still }) => still)).toFixed(1)} frames/s`,
  );
  note(`from frame to frame, p95: ${slowestOf(ours).toFixed(1)} ms, static rows ${slowestOf(moving).toFixed(1)} ms`);
  report({
    name: "processor time of the page's main thread for a frame that scrolls",
    ours: median(ours.map(({ processor }) => processor)),
    reference: median(moving.map(({ processor }) => processor)),
    unit: "ms",
    limit: { atMost: FRAME_TIME },
  });
  const longest = (key: "longestBlank" | "longestStale"): number => Math.max(...ours.map((each) => each[key]));
  report({
    name: "blank rows while scrolling",
    ours: longest("longestBlank"),
    reference: 0,
    unit: "frames in a row",
    limit: { atMost: 1 },
  });
  note(`rows that trail the scroll bar: at most ${longest("longestStale")} frames in a row`);
}

async function sampleScrolling(page: Page, pixels: number): Promise<ScrollSample> {
  await page.bringToFront();
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const readSeconds = async (): Promise<number> => {
    const { metrics } = await session.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === "TaskDuration")!.value;
  };
  const before = await readSeconds();
  const scrolled = await page.evaluate(scrollList, { pixels, frames: FRAMES });
  const processor = (((await readSeconds()) - before) * 1_000) / FRAMES;
  await session.detach();
  return { ...scrolled, processor };
}

function rateOf(samples: readonly Scrolled[]): number {
  return median(samples.map(({ frames }) => (1_000 * frames.length) / frames.reduce((a, b) => a + b)));
}

function slowestOf(samples: readonly Scrolled[]): number {
  return percentile(
    samples.flatMap(({ frames }) => frames),
    95,
  );
}

/** Runs in the page. */
async function scrollList({ pixels, frames }: { pixels: number; frames: number }): Promise<Scrolled> {
  const list = document.querySelector<HTMLElement>(".log-list")!;
  const height = 27;
  const times: number[] = [];
  let [blank, longestBlank, stale, longestStale] = [0, 0, 0, 0];
  let last = await new Promise(requestAnimationFrame);
  for (let frame = 0; frame < frames; frame++) {
    list.scrollTop += pixels;
    const now = await new Promise(requestAnimationFrame);
    times.push(now - last);
    last = now;
    const rows = list.querySelectorAll(".log-rows .log-row");
    blank = rows.length < Math.floor(list.clientHeight / height) - 1 ? blank + 1 : 0;
    longestBlank = Math.max(longestBlank, blank);
    const first = Number(rows[0]?.getAttribute("aria-rowindex") ?? 0) - 2;
    stale = Math.abs(first - Math.floor(list.scrollTop / height)) > pixels / height + 1 ? stale + 1 : 0;
    longestStale = Math.max(longestStale, stale);
  }
  return { frames: times, longestBlank, longestStale };
}

/** A page of all the rows that the scrolling passes, as they are: nothing is left to do but to draw them. */
function serveStaticRows(): ReturnType<typeof startHttpServer> {
  const count = Math.ceil((FRAMES * PIXELS_A_FRAME + VIEWPORT.height) / ROW_HEIGHT);
  const cells = (row: number): string => `<span>11-25 12:34:56.${row}</span>`.repeat(8);
  const rows = Array.from({ length: count }, (_, row) => `<div class="log-row">${cells(row)}</div>`).join("");
  const style = `body{margin:0;font:14px sans-serif;background:#17191b;color:#e4e6e8}.log-list{overflow:auto}
    .log-row{display:grid;grid-template-columns:repeat(8,1fr);height:${ROW_HEIGHT}px}`;
  const list = `<div class="log-list"><div class="log-rows">${rows}</div></div>`;
  return startHttpServer((_request, response) => {
    response.setHeader("Content-Type", "text/html").end(`<!doctype html><title>bare</title><style>${style}</style>${list}`);
  });
}

/** The page holds what it shows, however far one has scrolled. */
async function benchMemory({ scale, report }: Bench, page: Page): Promise<void> {
  await page.bringToFront();
  const scroll = async (frames: number): Promise<void> => {
    await page.evaluate(scrollList, { pixels: ROW_HEIGHT * 100, frames });
    // React holds the rows that went last until it has drawn again; they are a screen, however far one came.
    await page.evaluate(scrollList, { pixels: ROW_HEIGHT, frames: 5 });
  };
  await scroll(20);
  const before = await measurePageMemory(page);
  await scroll(scale(100_000) / 100);
  const after = await measurePageMemory(page);
  report({
    name: "the page's heap after scrolling through 100 000 rows, more than before",
    ours: after.heap - before.heap,
    reference: 0,
    unit: "MB",
    limit: { atMost: 2 },
  });
  report({
    name: "its elements, against those before",
    ours: after.nodes,
    reference: before.nodes,
    unit: "nodes",
    limit: { ratioAtMost: 1.1 },
  });
}

/** Nine days of ninety, which have a tenth of the records. */
async function benchExport({ report, note }: Bench, page: Page): Promise<void> {
  const day = (before: number): string => new Date(Date.now() - before * 86_400_000).toISOString().slice(0, 10);
  await page.evaluate((range) => (location.hash = `#/logs?range=${range}`), `${day(50)}~${day(42)}`);
  await page.waitForFunction(() => /\d/.test(document.querySelector(".sentence-count")?.textContent ?? ""));
  const before = await measurePageMemory(page);
  await page.evaluate(() => [...document.querySelectorAll("button")].find(({ textContent }) => textContent === "내보내기")!.click());
  await page.check("[name=format][value=jsonl]");
  let size = 0;
  const seconds = await timeOf(async () => {
    const [download] = await Promise.all([page.waitForEvent("download"), page.locator("dialog .primary").click()]);
    ({ size } = await stat(await download.path()));
  });
  if (size === 0) throw new Error("nothing was exported");
  await page.keyboard.press("Escape");
  const after = await measurePageMemory(page);
  report({ name: "export of 100 000 records as JSONL", ours: seconds, reference: 0, unit: "s", limit: { atMost: 30 } });
  note(`the file has ${(size / 1024 / 1024).toFixed(1)} MiB; the page's heap grew by ${(after.heap - before.heap).toFixed(1)} MB`);
}
