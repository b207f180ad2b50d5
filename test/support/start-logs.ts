import type { Locator, Page } from "playwright-core";
import { expect, vi } from "vitest";
import type { ErrorRecord } from "../../shared/record.ts";
import { SLOW } from "./slow.ts";
import { startWall } from "./start-wall.ts";
import type { Wall } from "./start-wall.ts";
import { writeLogFiles } from "./write-log-files.ts";
import type { WrittenLogs } from "./write-log-files.ts";

/** A wall of two live streams with five days of logs behind it, in which one of them, 강남 3번, has failed too, and hands and eyes for the log viewer. */
export interface Logs {
  wall: Wall;
  page: Page;
  written: WrittenLogs;
  /** Goes to the viewer with a filter. */
  open(query?: string): Promise<void>;
  /** The page's address, from the hash on. */
  address(): Promise<string>;
  /** Records that the sentence counts. */
  count(): Promise<number>;
  /** The list has been read by then, too. */
  waitForCount(wanted: number): Promise<void>;
  /** A row by its number, 0 the newest. */
  row(number: number): Locator;
  selectedRow(): Locator;
  facetValue(facet: string, value: string): Locator;
  /** The written records of these reasons, oldest first. */
  ofReason(...reasons: string[]): ErrorRecord[];
}

export async function startLogs(): Promise<Logs> {
  let written: WrittenLogs | undefined;
  const wall = await startWall({
    streams: 2,
    settings: {
      streams: [
        { id: "stream-1", name: "1번 출입구", serverId: "a", path: "demo-1" },
        { id: "stream-001", name: "강남 3번", serverId: "a", path: "demo-2" },
      ],
    },
    prepare: (folder) => {
      // The newest is an hour old: what the wall writes during the test is newer, whenever the day began.
      written = writeLogFiles({ folder, records: 2_990, days: 5, until: Date.now() - 3_600_000 });
    },
  });
  const { page } = wall;
  await wall.waitForLive();
  const count = async () => Number((await page.locator(".sentence-count").innerText()).replaceAll(/\D/g, ""));
  return {
    wall,
    page,
    written: written!,
    async open(query = "") {
      await page.evaluate((hash) => (location.hash = hash), `#/logs${query && `?${query}`}`);
      await page.locator(".logs-screen").waitFor();
    },
    address: () => page.evaluate(() => location.hash),
    count,
    async waitForCount(wanted) {
      await vi.waitFor(async () => expect(await count()).toBe(wanted), SLOW);
      await page.locator(".log-list[aria-busy=true]").waitFor({ state: "detached" });
    },
    row: (number) => page.locator(`.log-rows .log-row[aria-rowindex="${number + 2}"]`),
    selectedRow: () => page.locator(".log-rows .log-row[aria-selected=true]"),
    facetValue: (facet, value) => page.locator(`#facet-${facet} li[data-value="${value}"] .facet-value`),
    ofReason: (...reasons) => written!.records.filter(({ detail }) => reasons.includes(detail.reason)),
  };
}
