import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ko } from "../../renderer/i18n/ko.ts";
import { toDay } from "../../renderer/ui/log-query.ts";
import { SLOW } from "../support/slow.ts";
import { startWall } from "../support/start-wall.ts";
import type { Wall } from "../support/start-wall.ts";
import { countWrittenLines, writeStateFiles, writtenStreamId } from "../support/write-state-files.ts";

const DAY = 86_400_000;
/** So many that the index takes longer than the first answer, which does not wait for it. */
const RECORDS = 300_000;
const { dashboard: say } = ko;
let wall: Wall;
let range: string;
let total: string;

beforeAll(async () => {
  const midnight = new Date().setHours(0, 0, 0, 0);
  const [from, to] = [new Date(midnight - 3 * DAY).setHours(0, 0, 0, 0), new Date(midnight - DAY).setHours(0, 0, 0, 0)];
  range = `${toDay(from)}~${toDay(to - 1)}`;
  wall = await startWall({
    streams: 1,
    prepare(logFolder) {
      const outages = writeStateFiles({ logs: dirname(logFolder), streams: 1, from, to, outagesPerDay: 4 });
      total = (RECORDS + countWrittenLines(outages, { from, to })).toLocaleString("ko");
      const lines = Array.from({ length: RECORDS }, (_, n) =>
        JSON.stringify({
          timestamp: new Date(from + Math.floor((n / RECORDS) * (to - from))).toISOString(),
          streamId: writtenStreamId(1),
          errorType: "whep_post_failed",
          errorMessage: `WHEP POST failed: 502 after ${n} ms`,
          statusCode: 502,
          whepUrl: "http://127.0.0.11:8889/stream-001/whep",
        }),
      );
      writeFileSync(join(logFolder, `${toDay(from)}.1.jsonl`), `${lines.join("\n")}\n`);
    },
  });
});
afterAll(() => wall?.stop());

test("lines are … while the index is made, and counts once it is there, without anybody asking again", async () => {
  const { page } = wall;
  // Everything that the cell has ever said, however shortly.
  await page.evaluate((stream) => {
    const said = ((globalThis as { said?: string[] }).said = []) as string[];
    new MutationObserver(() => {
      const text = document.querySelector<HTMLElement>(`tr[data-stream="${stream}"] td[data-column=lines]`)?.textContent;
      if (text && text !== said.at(-1)) said.push(text);
    }).observe(document.body, { childList: true, subtree: true, characterData: true });
  }, writtenStreamId(1));
  await page.evaluate((hash) => (location.hash = hash), `#/dashboard?range=${range}`);
  const cell = page.locator(`tr[data-stream=${writtenStreamId(1)}] td[data-column=lines]`, { hasText: total });
  await cell.waitFor({ timeout: SLOW.timeout });
  expect(await page.evaluate(() => (globalThis as { said?: string[] }).said)).toEqual([say.linesWaiting, total]);
  expect(await page.getByText(say.linesLater).count()).toBe(0);
});
