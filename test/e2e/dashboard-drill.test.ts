import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createFormats } from "../../shared/create-formats.ts";
import { en } from "../../renderer/i18n/en.ts";
import { ko } from "../../renderer/i18n/ko.ts";
import { findAccessibilityViolations } from "../support/find-accessibility-violations.ts";
import { SLOW } from "../support/slow.ts";
import { startDashboard } from "../support/start-dashboard.ts";
import type { Dashboard } from "../support/start-dashboard.ts";
import type { Span } from "../support/write-state-files.ts";

const formats = createFormats("ko");
const { dashboard: say } = ko;
let board: Dashboard;

beforeAll(async () => {
  board = await startDashboard();
});
afterAll(() => board?.wall.stop());

test("an hour of the week stands in the log's sentence: it is changed and taken out there, by keys", async () => {
  const { page } = board;
  await board.open();
  const isIn = (time: number, { day, hour }: { day: number; hour: number }) =>
    new Date(time).getDay() === day && new Date(time).getHours() === hour;
  const hoursOf = (wanted: { day: number; hour: number }) =>
    Array.from({ length: 4 * 24 }, (_, n) => board.window.from + n * 3_600_000)
      .filter((from) => isIn(from, wanted))
      .reduce((sum, from) => sum + board.linesOf(() => true, { from, to: from + 3_600_000 }), 0);
  const first = { day: new Date(board.window.from).getDay(), hour: 12 };
  const panel = board.panel(say.heatMap.title);
  await panel.getByRole("button", { name: say.asTableOf(say.heatMap.title) }).click();
  await panel.locator("tbody tr").nth(first.hour).locator("a").nth(first.day).focus();
  await page.keyboard.press("Enter");
  expect(await board.countLines()).toBe(hoursOf(first));
  expect((await board.readLogAddress()).hourOfWeek).toEqual(first);

  const part = page.locator("[data-part=hourOfWeek]");
  expect(await part.innerText()).toContain(ko.logs.sentence.hourOfWeek(formats.weekday(first.day), formats.hour(first.hour)));
  await part.locator(".sentence-words").focus();
  await page.keyboard.press("Enter");
  await part.getByLabel(ko.logs.sentence.hour).focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await vi.waitFor(async () => expect((await board.readLogAddress()).hourOfWeek).toEqual({ ...first, hour: 14 }), SLOW);
  await vi.waitFor(async () => expect(await board.countLines()).toBe(hoursOf({ ...first, hour: 14 })), SLOW);
  await page.keyboard.press("Escape");
  await part.locator(".sentence-remove").focus();
  await page.keyboard.press("Enter");
  const all = board.linesOf(() => true);
  await vi.waitFor(async () => expect(await board.countLines()).toBe(all), SLOW);
});

describe("outages of a length", () => {
  const HOUR = 3_600_000;
  const lengthOf = ({ from, to }: Span) => to - from;
  const clip = ({ from, to }: Span) => ({ from: Math.max(from, board.window.from), to: Math.min(to, board.window.to) });
  /** Of a class of lengths that has some. */
  const ofClass = (from: number, to: number) =>
    board.outages
      .map((each) => ({ ...each, ...clip(each) }))
      .filter((each) => lengthOf(each) > 0 && lengthOf(each) >= from && lengthOf(each) < to)
      .toSorted((a, b) => b.from - a.from);
  const dialog = () => board.page.getByRole("dialog");
  const nameOf = (streamId: string) => `${Number(streamId.split("-")[1])}번 승강장`;
  const linesOfClass = (from: number, to: number) =>
    ofClass(from, to).reduce((sum, each) => sum + board.linesOf(({ incidentId }) => incidentId === each.incidentId), 0);

  test("have a bar that leads to their log, by mouse and by keys; the length is changed and taken out in its sentence, by keys", async () => {
    await board.open();
    const { page } = board;
    const panel = board.panel(say.lengths.title);
    expect(ofClass(HOUR, 4 * HOUR).length).toBeGreaterThan(1);
    expect(linesOfClass(HOUR, 4 * HOUR)).toBeLessThan(board.linesOf(() => true));
    await board.pointAt(panel);
    await page.mouse.down();
    await page.mouse.up();
    const { outages } = await board.readLogAddress();
    expect(await board.countLines()).toBe(linesOfClass(outages!.longerThan ?? 0, outages!.shorterThan ?? Infinity));
    await page.goBack();
    await panel.locator(".chart").focus();
    await page.keyboard.press("Home");
    for (let bar = 0; bar < 6; bar++) await page.keyboard.press("ArrowRight");
    expect(await panel.locator(".panel-says").innerText()).toContain("1시간–4시간");
    await page.keyboard.press("Enter");
    expect(await board.countLines()).toBe(linesOfClass(HOUR, 4 * HOUR));

    const part = page.locator("[data-part=outages]");
    expect(await part.innerText()).toContain(ko.logs.sentence.outages("1시간–4시간", undefined));
    await part.locator(".sentence-words").focus();
    await page.keyboard.press("Enter");
    await part.getByLabel(ko.logs.sentence.longerThan).focus();
    for (let step = 0; step < 3; step++) await page.keyboard.press("ArrowUp");
    await vi.waitFor(async () => expect((await board.readLogAddress()).outages?.longerThan).toBe(60_000), SLOW);
    await part.getByLabel(ko.logs.sentence.shorterThan).selectOption(ko.logs.sentence.noBound);
    await vi.waitFor(async () => expect((await board.readLogAddress()).outages).not.toHaveProperty("shorterThan"), SLOW);
    await vi.waitFor(async () => expect(await board.countLines()).toBe(linesOfClass(60_000, Infinity)), SLOW);
    await page.keyboard.press("Escape");
    await part.locator(".sentence-remove").focus();
    await page.keyboard.press("Enter");
    const all = board.linesOf(() => true);
    await vi.waitFor(async () => expect(await board.countLines()).toBe(all), SLOW);
  });

  test("have a list, beside the bars; Esc closes it, and the focus is where it was; it leads to their log", async () => {
    await board.open();
    const { page } = board;
    const panel = board.panel(say.lengths.title);
    const own = ofClass(HOUR, 4 * HOUR);
    const toList = panel.getByRole("link", { name: say.outages.title });
    await toList.focus();
    await page.keyboard.press("Enter");
    await dialog().getByLabel(say.lengths.length).and(page.locator(":focus")).selectOption("1시간–4시간");
    await dialog()
      .getByRole("heading", { name: `${say.outages.title} · 1시간–4시간` })
      .waitFor();
    await dialog()
      .getByRole("status")
      .getByText(say.incidents(formats.count(own.length)), { exact: true })
      .waitFor();
    const rows = await board.readTable(dialog());
    expect(rows).toEqual(
      own.map((each) => [
        nameOf(each.streamId),
        formats.moment(each.from),
        formats.moment(each.to),
        formats.duration(lengthOf(each)),
        ko.reason[each.reason],
      ]),
    );
    await page.keyboard.press("Escape");
    await dialog().waitFor({ state: "detached" });
    await toList.and(page.locator(":focus")).waitFor();
    await board.open(`range=${board.range}&outages=${HOUR}~${4 * HOUR}`);
    await dialog().getByRole("link", { name: say.outages.toLog }).click();
    expect(await board.countLines()).toBe(linesOfClass(HOUR, 4 * HOUR));
  });

  test("have a row for each in the list, which leads to its stream's log of that time; Back leads to the list", async () => {
    await board.open(`range=${board.range}&outages=${HOUR}~${4 * HOUR}`);
    const { page } = board;
    const [newest] = ofClass(HOUR, 4 * HOUR);
    const link = dialog().locator("tbody a").first();
    await link.focus();
    await page.keyboard.press("Enter");
    expect(await board.countLines()).toBe(board.linesOf(({ streamId }) => streamId === newest!.streamId, newest));
    expect((await board.readLogAddress()).facets).toEqual({ stream: { include: [newest!.streamId] } });
    await page.goBack();
    await link.waitFor();
    expect(await board.readTable(dialog())).toHaveLength(ofClass(HOUR, 4 * HOUR).length);
    await dialog().getByRole("button", { name: ko.keys.close }).click();
    await dialog().waitFor({ state: "detached" });
    // What is remembered is the dashboard, not the list over it.
    expect(await page.evaluate(() => localStorage.getItem("mtx-watch.dashboard"))).not.toContain("outages");
  });

  test("have a list that says that it is asked for, that there is none, and that it failed", async () => {
    const { page } = board;
    const held = Promise.withResolvers<void>();
    await page.route("**/listOutages", async (route) => {
      await held.promise;
      await route.continue();
    });
    await board.open(`range=${board.range}&outages=999999999~`);
    await dialog().getByText(ko.start.loading).waitFor();
    held.resolve();
    await dialog().getByText(say.outages.none).waitFor();
    await page.unroute("**/listOutages");
    await board.open(`range=${board.range}&outages=${"9".repeat(400)}~`); // no number
    await dialog().getByRole("alert").getByText(say.outages.failed).waitFor();
    await dialog().getByRole("button", { name: ko.logs.list.again }).click();
    await dialog().getByRole("alert").getByText(say.outages.failed).waitFor();
  });

  test("have a list without an accessibility violation, in either language", async () => {
    for (const { dashboard } of [en, ko]) {
      await board.open();
      await board.page.click("[data-menu=settings]");
      await board.page.click(`[data-command=${dashboard === ko.dashboard ? "useKorean" : "useEnglish"}]`);
      await board.open(`range=${board.range}&outages=~`);
      await dialog().getByRole("heading", { name: dashboard.outages.title }).waitFor();
      await dialog().locator("tbody a").first().waitFor();
      expect(await findAccessibilityViolations(board.page)).toEqual([]);
    }
  });
});
