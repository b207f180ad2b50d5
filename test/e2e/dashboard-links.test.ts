import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createFormats } from "../../shared/create-formats.ts";
import { ko } from "../../renderer/i18n/ko.ts";
import type { LogQuery } from "../../renderer/ui/log-query.ts";
import { ERROR_TYPES, errorTypeOf } from "../../shared/reasons.ts";
import { startDashboard } from "../support/start-dashboard.ts";
import type { Dashboard } from "../support/start-dashboard.ts";
import { writtenServer, writtenStreamId } from "../support/write-state-files.ts";
import type { Span } from "../support/write-state-files.ts";

const formats = createFormats("ko");
const { dashboard: say } = ko;
const DAY = 86_400_000;
let board: Dashboard;

beforeAll(async () => {
  board = await startDashboard();
});
afterAll(() => board?.wall.stop());

const dayAt = (time: number): Span => {
  const date = new Date(time);
  const midnight = (later: number) => new Date(date.getFullYear(), date.getMonth(), date.getDate() + later).getTime();
  return { from: midnight(0), to: midnight(1) };
};
const listDays = () => Array.from({ length: 4 }, (_, n) => dayAt(board.window.from + n * DAY + DAY / 2));

/** The log viewer shows this many records, of these facets; then one is back on the dashboard. */
async function expectLog(facets: LogQuery["facets"], lines: number): Promise<void> {
  expect(await board.countLines()).toBe(lines);
  expect((await board.readLogAddress()).facets).toEqual(facets);
  await board.page.goBack();
  await board.page.locator(".dashboard[aria-busy=false]").waitFor();
}

describe("every piece leads to its log", () => {
  beforeAll(() => board.open());

  test("a piece of a bar over time, by mouse and by keys", async () => {
    const pieces = listDays().flatMap((day) =>
      ERROR_TYPES.map((type) => {
        const own = board.outages.filter(({ from, reason }) => errorTypeOf(reason) === type && from >= day.from && from < day.to);
        return {
          day,
          type,
          count: own.length,
          label: `${formats.day(day.from)}, ${ko.logs.type[type]}, ${say.incidents(String(own.length))}`,
        };
      }).filter(({ count }) => count > 0),
    );
    const find = (label: string) => pieces.find((piece) => piece.label === label)!;
    const lines = ({ type, day }: (typeof pieces)[number]) => board.linesOf(({ reason }) => errorTypeOf(reason) === type, day);
    const panel = board.panel(say.types.title);
    const pointed = find(await board.pointAt(panel));
    await board.page.mouse.down();
    await board.page.mouse.up();
    await expectLog({ type: { include: [pointed.type] } }, lines(pointed));

    const last = pieces.at(-1)!;
    await panel.locator(".chart").focus();
    await board.page.keyboard.press("End");
    await board.walkTo(panel, "ArrowUp", last.label);
    expect(await panel.locator(".chart").getAttribute("aria-valuetext")).toBe(last.label);
    await board.page.keyboard.press("Enter");
    await expectLog({ type: { include: [last.type] } }, lines(last));
  });

  test("a cause, by mouse and by keys; a server, too", async () => {
    const panel = board.panel(say.causes.title);
    const reasonOf = (label: string) => board.outages.find(({ reason }) => label.startsWith(`${ko.reason[reason]}, `))!.reason;
    const pointed = reasonOf(await board.pointAt(panel));
    await board.page.mouse.down();
    await board.page.mouse.up();
    await expectLog(
      { reason: { include: [pointed] } },
      board.linesOf(({ reason }) => reason === pointed),
    );

    await panel.locator(".chart").focus();
    await board.page.keyboard.press("ArrowDown");
    await board.page.keyboard.press("ArrowDown");
    const reached = reasonOf(await panel.locator(".panel-says").innerText());
    await board.page.keyboard.press("Enter");
    await expectLog(
      { reason: { include: [reached] } },
      board.linesOf(({ reason }) => reason === reached),
    );

    await panel.getByRole("button", { name: say.causes.by.servers, exact: true }).click();
    await panel.locator(".chart").focus();
    await board.page.keyboard.press("Home");
    const server = (await panel.locator(".panel-says").innerText()).split(",")[0]!;
    await board.page.keyboard.press("Enter");
    await expectLog(
      { server: { include: [server] } },
      board.linesOf((outage) => outage.server === server),
    );
  });

  test("an hour of the week, and a day, by mouse and by keys", async () => {
    const hours = new Map(
      board.outages.map(({ from }) => {
        const date = new Date(from);
        const hour = new Date(date.getFullYear(), date.getMonth(), date.getDate(), date.getHours()).getTime();
        return [say.heatMap.when(formats.weekday(date.getDay()), formats.hour(date.getHours())), { from: hour, to: hour + 3_600_000 }];
      }),
    );
    const panel = board.panel(say.heatMap.title);
    const [busiest = ""] = (await panel.locator(".panel-says").innerText()).replace("가장 많은 때 ", "").split(",");
    const cell = new RegExp(`^${busiest}, 장애 (\\d+)건$`);
    await panel.locator(".chart").focus();
    await board.page.keyboard.press("Home");
    const goal = new Date(hours.get(busiest)!.from);
    for (let row = 0; row < goal.getDay(); row++) await board.page.keyboard.press("ArrowDown");
    for (let column = 0; column < goal.getHours(); column++) await board.page.keyboard.press("ArrowRight");
    const label = await panel.locator(".panel-says").innerText();
    expect(label).toMatch(cell);
    await board.page.keyboard.press("Enter");
    await expectLog(
      {},
      board.linesOf(() => true, hours.get(busiest)!),
    );
    await board.pointAt(panel, { label, near: { x: (goal.getHours() + 1) / 25, y: (goal.getDay() + 0.5) / 8 } });
    await board.page.mouse.down();
    await board.page.mouse.up();
    await expectLog(
      {},
      board.linesOf(() => true, hours.get(busiest)!),
    );

    const calendar = board.panel(say.calendar.title);
    const [first, last] = [listDays()[0]!, listDays().at(-1)!];
    const pointed = await board.pointAt(calendar);
    const day = listDays().find(({ from }) => pointed.startsWith(formats.day(from)))!;
    await board.page.mouse.down();
    await board.page.mouse.up();
    expect((await board.readLogAddress()).range.kind).toBe("days");
    await expectLog(
      {},
      board.linesOf(() => true, day),
    );
    for (const [key, span] of [
      ["Home", first],
      ["End", last],
    ] as const) {
      await calendar.locator(".chart").focus();
      await board.page.keyboard.press(key);
      expect(await calendar.locator(".panel-says").innerText()).toContain(formats.day(span.from));
      await board.page.keyboard.press("Enter");
      await expectLog(
        {},
        board.linesOf(() => true, span),
      );
    }
  });

  test("a day's observation", async () => {
    const panel = board.panel(say.quality.title);
    await board.pointAt(panel);
    await board.page.mouse.down();
    await board.page.mouse.up();
    await board.page.locator(".logs-screen").waitFor();
    await board.page.goBack();
    await panel.locator(".chart").focus();
    await board.page.keyboard.press("Home");
    await board.page.keyboard.press("Enter");
    await expectLog(
      {},
      board.linesOf(() => true, listDays()[0]),
    );
  });

  test("a piece of the timeline, by mouse and by keys, and its stream", async () => {
    const stream = writtenStreamId(1);
    const longest = board.outages
      .filter(({ streamId, from, to }) => streamId === stream && from > board.window.from && to < board.window.to)
      .sort((a, b) => b.to - b.from - (a.to - a.from))[0]!;
    const panel = board.panel(say.timeline.title);
    const row = panel.locator(".timeline-row", { hasText: "1번 승강장" }).locator(".timeline-pieces");
    await row.scrollIntoViewIfNeeded();
    const { x, y, width } = (await row.boundingBox())!;
    const middle = ((longest.from + longest.to) / 2 - board.window.from) / (board.window.to - board.window.from);
    await board.page.mouse.move(x + middle * width, y + 8);
    const label = await panel.locator(".panel-says").innerText();
    expect(label).toContain(`1번 승강장, ${say.kind.down}`);
    expect(label).toContain(ko.reason[longest.reason]);
    await board.page.mouse.down();
    await board.page.mouse.up();
    await board.page.locator(".logs-screen").waitFor();
    const { facets, range } = await board.readLogAddress();
    expect(facets).toEqual({ stream: { include: [stream] } });
    if (range.kind !== "times") throw new Error(`the piece leads to ${range.kind}`);
    const piece = { from: Date.parse(range.from), to: Date.parse(range.until) };
    expect(piece.from).toBeLessThanOrEqual(longest.from);
    expect(piece.to).toBeGreaterThanOrEqual(longest.to);
    await expectLog(
      facets,
      board.linesOf(({ streamId }) => streamId === stream, piece),
    );

    // From the name of the first row into its pieces, to the row, to the piece.
    await panel.locator(".timeline-name").first().focus();
    await board.page.keyboard.press("Tab");
    await panel.locator(".timeline-pieces").first().and(board.page.locator(":focus")).waitFor();
    for (let presses = 0; !(await row.evaluate((element) => element === document.activeElement)); presses++) {
      expect(presses).toBeLessThan(4);
      await board.page.keyboard.press("ArrowDown");
    }
    await board.walkTo(panel, "ArrowLeft", label);
    expect(await row.getAttribute("aria-valuetext")).toBe(label);
    await board.page.keyboard.press("Enter");
    await expectLog(
      facets,
      board.linesOf(({ streamId }) => streamId === stream, piece),
    );

    await panel.getByRole("link", { name: "1번 승강장" }).click();
    await expectLog(
      facets,
      board.linesOf(({ streamId }) => streamId === stream),
    );
  });

  test("a row of the availability table, and a cell of each table view, by keys", async () => {
    const stream = writtenStreamId(3);
    const table = board.panel(say.availability.title);
    await table.getByRole("link", { name: "3번 승강장", exact: true }).focus();
    await board.page.keyboard.press("Enter");
    await expectLog(
      { stream: { include: [stream] } },
      board.linesOf(({ streamId }) => streamId === stream),
    );
    await table.getByRole("link", { name: writtenServer(3) }).click();
    await expectLog(
      { server: { include: [writtenServer(3)] } },
      board.linesOf(({ server }) => server === writtenServer(3)),
    );

    for (const title of [say.types.title, say.causes.title, say.heatMap.title, say.calendar.title, say.quality.title]) {
      const panel = board.panel(title);
      await panel.getByRole("button", { name: say.asTableOf(title) }).focus();
      await board.page.keyboard.press("Space");
      const link = panel.locator("tbody a").first();
      const href = await link.getAttribute("href");
      await link.focus();
      await board.page.keyboard.press("Enter");
      await board.page.locator(".logs-screen").waitFor();
      expect(await board.address()).toBe(href);
      await board.page.goBack();
      await panel.waitFor();
    }
  });

  test("the availability table is sorted by its heads, by mouse and by keys", async () => {
    const table = board.panel(say.availability.title);
    const incidents = async () => (await board.readTable(table)).map((cells) => Number(cells[3]));
    await table.getByRole("button", { name: say.column.incidents, exact: true }).click();
    expect(await incidents()).toEqual((await incidents()).toSorted((a, b) => b - a));
    expect(await table.locator("th[aria-sort=descending]").innerText()).toContain(say.column.incidents);
    await board.page.keyboard.press("Enter");
    expect(await incidents()).toEqual((await incidents()).toSorted((a, b) => a - b));
    await table.locator("th[aria-sort=ascending]", { hasText: say.column.incidents }).waitFor();
  });
});
