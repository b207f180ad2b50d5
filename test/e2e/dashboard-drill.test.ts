import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createFormats } from "../../renderer/i18n/create-formats.ts";
import { ko } from "../../renderer/i18n/ko.ts";
import { parseLogQuery } from "../../renderer/ui/log-query.ts";
import type { LogQuery } from "../../renderer/ui/log-query.ts";
import { SLOW, startDashboard } from "../support/start-dashboard.ts";
import type { Dashboard } from "../support/start-dashboard.ts";
import { countWrittenLines } from "../support/write-state-files.ts";
import type { Span, WrittenOutage } from "../support/write-state-files.ts";

const formats = createFormats("ko");
const { dashboard: say } = ko;
let board: Dashboard;

beforeAll(async () => {
  board = await startDashboard();
});
afterAll(() => board?.wall.stop());

const linesOf = (isWanted: (outage: WrittenOutage) => boolean, span: Span = board.window) =>
  countWrittenLines(board.outages.filter(isWanted), span);
/** What the log viewer was opened with. */
const readLogAddress = async (): Promise<LogQuery> => parseLogQuery((await board.address()).split("?")[1] ?? "");

test("an hour of the week stands in the log's sentence: it is changed and taken out there, by keys", async () => {
  const { page } = board;
  await board.open();
  const isIn = (time: number, { day, hour }: { day: number; hour: number }) =>
    new Date(time).getDay() === day && new Date(time).getHours() === hour;
  const hoursOf = (wanted: { day: number; hour: number }) =>
    Array.from({ length: 4 * 24 }, (_, n) => board.window.from + n * 3_600_000)
      .filter((from) => isIn(from, wanted))
      .reduce((sum, from) => sum + linesOf(() => true, { from, to: from + 3_600_000 }), 0);
  const first = { day: new Date(board.window.from).getDay(), hour: 12 };
  const panel = board.panel(say.heatMap.title);
  await panel.getByRole("button", { name: say.asTableOf(say.heatMap.title) }).click();
  await panel.locator("tbody tr").nth(first.hour).locator("a").nth(first.day).focus();
  await page.keyboard.press("Enter");
  expect(await board.countLines()).toBe(hoursOf(first));
  expect((await readLogAddress()).hourOfWeek).toEqual(first);

  const part = page.locator("[data-part=hourOfWeek]");
  expect(await part.innerText()).toContain(ko.logs.sentence.hourOfWeek(formats.weekday(first.day), formats.hour(first.hour)));
  await part.locator(".sentence-words").focus();
  await page.keyboard.press("Enter");
  await part.getByLabel(ko.logs.sentence.hour).focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await vi.waitFor(async () => expect((await readLogAddress()).hourOfWeek).toEqual({ ...first, hour: 14 }), SLOW);
  await vi.waitFor(async () => expect(await board.countLines()).toBe(hoursOf({ ...first, hour: 14 })), SLOW);
  await page.keyboard.press("Escape");
  await part.locator(".sentence-remove").focus();
  await page.keyboard.press("Enter");
  const all = linesOf(() => true);
  await vi.waitFor(async () => expect(await board.countLines()).toBe(all), SLOW);
});
