import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ko } from "../../renderer/i18n/ko.ts";
import { startDashboard } from "../support/start-dashboard.ts";
import type { Dashboard } from "../support/start-dashboard.ts";
import { writtenStreamId } from "../support/write-state-files.ts";

const { dashboard: say } = ko;
let board: Dashboard;

beforeAll(async () => {
  board = await startDashboard();
});
afterAll(() => board?.wall.stop());

describe("the availability table", () => {
  const stream = writtenStreamId(1);
  const row = () => board.panel(say.availability.title).locator(`tr[data-stream=${stream}]`);
  const own = () =>
    board.outages
      .filter(({ streamId, from, to }) => streamId === stream && to > board.window.from && from < board.window.to)
      .map(({ from, to }) => ({ from: Math.max(from, board.window.from), to: Math.min(to, board.window.to) }));
  const focusedColumn = () => board.page.evaluate(() => document.activeElement?.closest("td")?.dataset.column);

  test("has one stop of Tab in each row; arrow keys lead to its cells, each of which leads on", async () => {
    await board.open();
    const { page } = board;
    const name = row().locator("th a");
    await name.focus();
    const reached: (string | undefined)[] = [];
    for (let cell = 0; cell < 11; cell++) {
      await page.keyboard.press("ArrowRight");
      reached.push(await focusedColumn());
    }
    expect(reached.slice(1)).toEqual([
      "availability",
      "incidents",
      "lines",
      "betweenFailures",
      "repairMedian",
      "repairP95",
      "longest",
      "observed",
      "unknown",
      "trend",
    ]);
    await page.keyboard.press("ArrowRight");
    expect(await focusedColumn()).toBe("trend");
    await page.keyboard.press("Home");
    await name.and(page.locator(":focus")).waitFor();
    await page.keyboard.press("End");
    expect(await focusedColumn()).toBe("trend");
    await page.keyboard.press("Home");
    const rows = board.panel(say.availability.title).locator("tbody tr");
    const at = await row().evaluate((element) => [...element.parentElement!.children].indexOf(element));
    const [step, back, next] = at === 0 ? ["ArrowDown", "ArrowUp", at + 1] : ["ArrowUp", "ArrowDown", at - 1];
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press(step!);
    await rows.nth(Number(next)).locator("[data-column=availability] a").and(page.locator(":focus")).waitFor();
    await page.keyboard.press(back!);
    await row().locator("[data-column=availability] a").and(page.locator(":focus")).waitFor();

    await rows.first().locator("th a").focus();
    await page.keyboard.press("Tab");
    await rows.nth(1).locator("th a").and(page.locator(":focus")).waitFor();
  });

  test("leads from a figure to the stream's log, from incidents and repair to the log of its outages, from the longest to its own", async () => {
    await board.open();
    const { page } = board;
    for (const column of ["availability", "lines", "betweenFailures", "observed", "unknown", "trend"]) {
      await row().locator(`[data-column=${column}] a`).click();
      expect(await board.countLines()).toBe(board.linesOf(({ streamId }) => streamId === stream));
      expect((await board.readLogAddress()).facets).toEqual({ stream: { include: [stream] } });
      await page.goBack();
      await row().waitFor();
    }
    for (const column of ["incidents", "repairMedian", "repairP95"]) {
      await row().locator(`[data-column=${column}] a`).focus();
      await page.keyboard.press("Enter");
      expect(await board.countLines()).toBe(board.linesOf(({ streamId }) => streamId === stream));
      const { facets, outages } = await board.readLogAddress();
      expect(facets).toEqual({ stream: { include: [stream] } });
      expect(outages).toEqual({ from: new Date(board.window.from).toISOString(), until: new Date(board.window.to).toISOString() });
      await page.goBack();
      await row().waitFor();
    }
    const longest = own().toSorted((a, b) => b.to - b.from - (a.to - a.from))[0]!;
    await row().locator("[data-column=longest] a").focus();
    await page.keyboard.press("Enter");
    expect(await board.countLines()).toBe(board.linesOf(({ streamId }) => streamId === stream, longest));
    const { range } = await board.readLogAddress();
    expect(range).toEqual({ kind: "times", from: new Date(longest.from).toISOString(), until: new Date(longest.to).toISOString() });
  });
});

test("the counts of right now lead to the log of their streams", async () => {
  await board.open();
  const { page } = board;
  const count = (kind: string) => page.locator(`.now-counts [data-kind=${kind}]`);
  await count("up").and(page.locator("[data-count='4']")).waitFor();
  expect(await count("down").locator("a").count()).toBe(0);
  await board.wall.media.setStreamFault("demo-2", { fault: "no_packets" });
  await count("down").and(page.locator("[data-count='1']")).waitFor();
  await count("down").locator("a").focus();
  await page.keyboard.press("Enter");
  await page.locator(".logs-screen").waitFor();
  expect((await board.readLogAddress()).facets).toEqual({ stream: { include: [writtenStreamId(2)] } });
  await page.locator(".log-row", { hasText: "2번 승강장" }).first().waitFor();
  await page.goBack();
  await board.wall.media.heal("demo-2");
  await count("up").and(page.locator("[data-count='4']")).waitFor();
  await count("up").locator("a").click();
  await page.locator(".logs-screen").waitFor();
  expect((await board.readLogAddress()).facets.stream?.include?.toSorted()).toEqual([1, 2, 3, 4].map(writtenStreamId));
});

test("the state timeline's axis has no label that is cut off", async () => {
  await board.open();
  const labels = board.page.locator(".timeline-axis i");
  for (const width of [1_100, 1_300, 1_500, 1_701, 1_920]) {
    await board.page.setViewportSize({ width, height: 1_080 });
    const places = await labels.evaluateAll((all) => {
      const axis = all[0]!.closest(".timeline-axis")!.getBoundingClientRect();
      return all.map((label) => {
        const { top, bottom, right, height } = label.getBoundingClientRect();
        const line = label.parentElement!.getBoundingClientRect();
        return { isShown: top < line.bottom - 1, isWhole: bottom <= line.bottom + 1 && right <= axis.right + 1 && height < 20 };
      });
    });
    expect(places.length).toBeGreaterThan(2);
    expect([width, places.filter(({ isShown, isWhole }) => isShown && !isWhole)]).toEqual([width, []]);
    expect(places.filter(({ isShown }) => isShown).length).toBeGreaterThanOrEqual(places.length - 1);
  }
});
