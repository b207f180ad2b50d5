import { dirname } from "node:path";
import type { Locator, Page } from "playwright-core";
import { parseLogQuery, toDay } from "../../renderer/ui/log-query.ts";
import type { LogQuery } from "../../renderer/ui/log-query.ts";
import { startWall } from "./start-wall.ts";
import type { Wall } from "./start-wall.ts";
import { countWrittenLines, writeStateFiles, writtenStreamId } from "./write-state-files.ts";
import type { Span, WrittenOutage } from "./write-state-files.ts";

const HOUR = 3_600_000;

/** A wall of live streams that were watched for six days before, with hands and eyes for the dashboard. */
export interface Dashboard {
  wall: Wall;
  page: Page;
  /** Everything that was written. */
  outages: WrittenOutage[];
  /** The host did not run. */
  off: Span;
  /** Of stream-002; nothing of it failed then. */
  maintenance: Span;
  /** Four whole days, the host's pause and the maintenance in them. */
  window: Span;
  /** The same as it stands in the address. */
  range: string;
  /** What the page said on its console that was no failure of a stream. */
  complaints: string[];
  /** Goes to the dashboard, and waits for its figures. */
  open(query?: string): Promise<void>;
  address(): Promise<string>;
  panel(title: string): Locator;
  /** Moves the mouse over a chart, from a place (0…1 of its width and height) on, until it says what is under it, or what is asked for. */
  pointAt(panel: Locator, wanted?: { label?: string; near?: { x: number; y: number } }): Promise<string>;
  /** Presses a key on a chart until it says this. */
  walkTo(panel: Locator, key: string, label: string): Promise<void>;
  /** Records that were written about these outages within a span; the dashboard's window unless told otherwise. */
  linesOf(isWanted: (outage: WrittenOutage) => boolean, span?: Span): number;
  /** What the log viewer was opened with. */
  readLogAddress(): Promise<LogQuery>;
  /** Records that the log viewer counts once it is there. */
  countLines(): Promise<number>;
  /** A table's cells, row by row. */
  readTable(panel: Locator): Promise<string[][]>;
}

/** Pixels between the places that the mouse tries. */
const STEP = 10;
export const WRITTEN_STREAMS = 4;

export async function startDashboard(): Promise<Dashboard> {
  const to = Date.now() - HOUR;
  const midnight = (days: number) => {
    const date = new Date(to);
    return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days).getTime();
  };
  const from = midnight(-5);
  const window = { from: midnight(-5), to: midnight(-1) };
  const off = { from: midnight(-4) + 3 * HOUR, to: midnight(-4) + 9 * HOUR };
  let outages: WrittenOutage[] = [];
  const maintenance = { from: 0, to: 0 };
  const written = Array.from({ length: WRITTEN_STREAMS }, (_, n) => writtenStreamId(n + 1));
  const wall = await startWall({
    streams: WRITTEN_STREAMS,
    settings: () => ({
      streams: written.map((id, n) => ({ id, name: `${n + 1}번 승강장`, serverId: "a", path: `demo-${n + 1}` })),
      maintenance: [{ streams: [written[1]], from: new Date(maintenance.from).toISOString(), to: new Date(maintenance.to).toISOString() }],
    }),
    prepare: (logFolder) => {
      outages = writeStateFiles({ logs: dirname(logFolder), streams: WRITTEN_STREAMS, from, to, off: [off], outagesPerDay: 4 });
      Object.assign(
        maintenance,
        findQuietTime(
          outages.filter(({ streamId }) => streamId === written[1]),
          window,
          off,
        ),
      );
    },
  });
  const { page } = wall;
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type()) && !message.text().startsWith("[mtx-watch]")) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  await wall.waitForLive();
  const range = `${toDay(window.from)}~${toDay(window.to - 1)}`;
  const address = () => page.evaluate(() => location.hash);
  return {
    wall,
    page,
    outages,
    off,
    maintenance,
    window,
    range,
    complaints,
    async open(query = `range=${range}`) {
      await page.evaluate(() => (location.hash = "#/"));
      await page.locator(".dashboard").waitFor({ state: "detached" });
      await page.evaluate((hash) => (location.hash = hash), `#/dashboard?${query}`);
      await page.locator(".dashboard[aria-busy=false]").waitFor();
      // Lines are there once the index is.
      await page.locator(".availability-table td[data-column=lines]", { hasText: "…" }).first().waitFor({ state: "detached" });
    },
    address,
    linesOf: (isWanted, span = window) => countWrittenLines(outages.filter(isWanted), span),
    readLogAddress: async () => parseLogQuery((await address()).split("?")[1] ?? ""),
    panel: (title) => page.locator(".panel", { has: page.getByRole("heading", { name: title, exact: true }) }),
    async pointAt(panel, { label, near = { x: 0, y: 1 } } = {}) {
      const canvas = panel.locator(".chart-canvas canvas");
      await canvas.scrollIntoViewIfNeeded();
      const { x, y, width, height } = (await canvas.boundingBox())!;
      const says = panel.locator(".panel-says");
      await page.mouse.move(x - 3, y - 3);
      const summary = await says.innerText();
      const spots = Array.from({ length: Math.floor(width / STEP) * Math.floor(height / STEP) }, (_, n) => ({
        right: STEP * (0.5 + (n % Math.floor(width / STEP))),
        down: STEP * (0.5 + Math.floor(n / Math.floor(width / STEP))),
      }));
      const distance = ({ right, down }: (typeof spots)[number]) => Math.hypot(right - near.x * width, down - near.y * height);
      for (const { right, down } of spots.sort((a, b) => distance(a) - distance(b))) {
        await page.mouse.move(x + right, y + down);
        const said = await says.innerText();
        if (label === undefined ? said !== summary : said === label) return said;
      }
      throw new Error(`nothing in the chart says ${label ?? "anything"}`);
    },
    async walkTo(panel, key, label) {
      const says = panel.locator(".panel-says");
      for (let presses = 0; presses < 200; presses++) {
        if ((await says.innerText()) === label) return;
        await page.keyboard.press(key);
      }
      throw new Error(`no ${key} leads to ${label}, the last one to ${await says.innerText()}`);
    },
    async countLines() {
      await page.locator(".logs-screen").waitFor();
      const count = page.locator(".sentence-count", { hasText: /\d/ });
      await count.waitFor();
      return Number((await count.innerText()).replaceAll(/\D/g, ""));
    },
    readTable: (panel) =>
      panel
        .locator("tbody tr")
        .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => (cell as HTMLElement).innerText.trim()))),
  };
}

/** Two hours in which none of these was. */
function findQuietTime(outages: readonly WrittenOutage[], { from, to }: Span, off: Span): Span {
  for (let begin = from + HOUR; begin < to; begin += HOUR / 2) {
    const span = { from: begin, to: begin + 2 * HOUR };
    if ([...outages, off].every((each) => each.to < span.from || each.from > span.to)) return span;
  }
  throw new Error("there is no quiet time");
}
