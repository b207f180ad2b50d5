import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import type { Reason } from "../../shared/reasons.ts";
import { addMonths, monthWindow, toMonth } from "../../shared/report-month.ts";
import { startWall } from "./start-wall.ts";
import type { Wall } from "./start-wall.ts";
import { writeLogFiles } from "./write-log-files.ts";
import type { WrittenLogs } from "./write-log-files.ts";
import { writePlannedStates } from "./write-planned-states.ts";
import type { PlannedOutage } from "./write-planned-states.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

export const PRESENT = toMonth(Date.now());
export const MONTH = addMonths(PRESENT, -1);
export const { from: FROM, to: TO } = monthWindow(MONTH);
/** A moment of the month, by the clock on the wall. */
const at = (day: number, hour = 0) => {
  const [year = 0, month = 1] = MONTH.split("-").map(Number);
  return new Date(year, month - 1, day, hour).getTime();
};
const KNOWN = "127.0.0.2:8889";
export const OTHER = "127.0.0.3:8889";
/** These never fail. They and the third one are no longer in the settings. */
export const QUIET = Array.from({ length: 40 }, (_, n) => ({ id: `quiet-${n + 1}`, server: OTHER }));
export const STREAMS = [
  { id: "stream-001", server: KNOWN },
  { id: "stream-002", server: KNOWN },
  { id: "stream-003", server: OTHER },
  ...QUIET,
];
/** A quarter of a day; on a 20th no clock is changed. */
const OFF = { from: at(20, 3), to: at(20, 9) };
const outage = (streamId: string, from: number, length: number, reason?: Reason): PlannedOutage => ({
  streamId,
  from,
  to: from + length,
  ...(reason && { reason }),
});
export const OUTAGES = [
  outage("stream-001", FROM - 30 * MINUTE, 90 * MINUTE, "no_stream"), // 60 min of it in the month
  outage("stream-001", at(4, 7), 42_000, "no_stream"),
  outage("stream-001", at(18, 7), 10 * MINUTE, "refused"),
  outage("stream-002", at(18, 7), 5 * MINUTE), // waited for the same server
  outage("stream-003", TO - 20 * MINUTE, 50 * MINUTE, "no_stream"), // goes on
];

// Figures by hand: sums over the plan, nothing of the product's.

/** Time down of each outage in the month, the shortest first. */
export function downOf(id?: string): number[] {
  const own = OUTAGES.filter(({ streamId }) => id === undefined || streamId === id);
  return own.map(({ from, to }) => Math.min(to, TO) - Math.max(from, FROM)).toSorted((a, b) => a - b);
}
export const sum = (list: readonly number[]) => list.reduce((a, b) => a + b, 0);
/** Of each stream. */
export const OBSERVED = TO - FROM - (OFF.to - OFF.from);
export const sayPercent = (share: number) => (share === 1 ? "100%" : `${(100 * share).toFixed(3)}%`);

const UNITS = [
  [86_400, "일"],
  [3_600, "시간"],
  [60, "분"],
  [1, "초"],
] as const;

/** In its two largest units. */
export function sayTime(milliseconds: number): string {
  let rest = milliseconds / 1_000;
  const largest = UNITS.findIndex(([seconds]) => rest >= seconds);
  const parts = UNITS.slice(largest, largest + 2).map(([seconds, unit]) => {
    const count = Math.floor(rest / seconds);
    rest %= seconds;
    return count === 0 ? "" : `${count}${unit}`;
  });
  return parts.join(" ").trim();
}

/** A wall with that month behind it, and hands and eyes for its report. */
export interface Report {
  wall: Wall;
  page: Page;
  /** Lines of the error journal in the month, of a stream or of all. */
  linesOf(id?: string): number;
  paper(month: string): Locator;
  /** Goes to a report by its address, and waits for its paper. */
  open(query?: string, month?: string): Promise<void>;
  /** Of a section, each row's cells; the row's heading is the first. */
  readRows(section: string): Promise<string[][]>;
  readRow(section: string, row: string): Promise<string[]>;
  saveCsv(button: string): Promise<{ file: string; text: string }>;
}

export async function startReport(): Promise<Report> {
  let written: WrittenLogs | undefined;
  const wall = await startWall({
    streams: 1,
    settings: {
      client: { name: "3번 관제석", site: "=종합관제센터" },
      servers: [{ id: "a", name: "서버 A", whepBaseUrl: `http://${KNOWN}` }],
      streams: [
        { id: "stream-001", name: "1번 출입구", serverId: "a", path: "one" },
        { id: "stream-002", name: "2번 출입구", serverId: "a", path: "two" },
      ],
    },
    prepare: (folder) => {
      const window = { from: FROM - HOUR, to: TO + HOUR };
      writePlannedStates(join(folder, "../states"), { window, streams: STREAMS, outages: OUTAGES, off: [OFF] });
      written = writeLogFiles({ folder, records: 800, days: 20, until: TO - HOUR });
    },
  });
  const { page } = wall;
  await page.locator("[data-menu=view]").waitFor();
  const paper = (month: string) => page.locator(`.paper-sheet[data-month="${month}"]`);
  return {
    wall,
    page,
    linesOf: (id) => written!.records.filter(({ streamId }) => id === undefined || streamId === id).length,
    paper,
    async open(query = "", month = MONTH) {
      await page.evaluate((hash) => (location.hash = hash), `#/report${query && `?${query}`}`);
      await paper(month).waitFor();
    },
    readRows: (section) =>
      page
        .locator(`[data-section=${section}] tbody tr`)
        .evaluateAll((all) => all.map((row) => [...row.children].map((cell) => (cell as HTMLElement).innerText.trim()))),
    readRow: async (section, row) =>
      (await page.locator(`[data-section=${section}] tr[data-row="${row}"] > *`).allInnerTexts()).map((text) => text.trim()),
    async saveCsv(button) {
      const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: button }).click()]);
      return { file: download.suggestedFilename(), text: readFileSync(await download.path(), "utf8") };
    },
  };
}
