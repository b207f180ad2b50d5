import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createFormats } from "../../shared/create-formats.ts";
import { en } from "../../renderer/i18n/en.ts";
import { ko } from "../../renderer/i18n/ko.ts";
import { parseLogQuery } from "../../renderer/ui/log-query.ts";
import { findAccessibilityViolations } from "../support/find-accessibility-violations.ts";
import { SLOW } from "../support/slow.ts";
import { startDashboard } from "../support/start-dashboard.ts";
import type { Dashboard } from "../support/start-dashboard.ts";
import { writtenServer, writtenStreamId } from "../support/write-state-files.ts";
import type { WrittenOutage } from "../support/write-state-files.ts";

const formats = createFormats("ko");
const { dashboard: say } = ko;
let board: Dashboard;

beforeAll(async () => {
  board = await startDashboard();
});
afterAll(() => board?.wall.stop());

describe("what is looked at", () => {
  const incidents = async () => (await board.panel(say.availability.title).locator(".panel-says").innerText()).split(" · ")[1];
  const waitForIncidents = (count: number) =>
    board
      .panel(say.availability.title)
      .locator(".panel-says", { hasText: `· ${say.incidents(formats.count(count))} ·` })
      .waitFor();
  const within = (isWanted: (outage: WrittenOutage) => boolean) =>
    board.outages.filter((each) => each.to > board.window.from && each.from < board.window.to && isWanted(each)).length;

  test("is chosen by server and stream, and Back takes it away", async () => {
    await board.open();
    const all = await incidents();
    await board.page.getByRole("button", { name: say.streams.all }).click();
    await board.page.getByRole("checkbox", { name: "2번 승강장" }).click();
    await waitForIncidents(within(({ streamId }) => streamId === writtenStreamId(2)));
    await board.page.getByRole("checkbox", { name: "3번 승강장" }).click();
    await waitForIncidents(within(({ streamId }) => [writtenStreamId(2), writtenStreamId(3)].includes(streamId)));
    await board.page.keyboard.press("Escape");
    expect(await board.address()).toBe(
      `#/dashboard?range=${board.range.replace("~", "%7E")}&stream=${writtenStreamId(2)}&stream=${writtenStreamId(3)}`,
    );
    await board.panel(say.calendar.title).locator(".chart").focus();
    await board.page.keyboard.press("Home");
    await board.page.keyboard.press("Enter");
    await board.page.locator(".logs-screen").waitFor();
    expect(parseLogQuery((await board.address()).split("?")[1] ?? "").facets.stream).toEqual({
      include: [writtenStreamId(2), writtenStreamId(3)],
    });
    for (let back = 0; back < 3; back++) await board.page.goBack();
    await board.panel(say.availability.title).locator(".panel-says", { hasText: all! }).waitFor();
    await board.page.getByRole("button", { name: say.servers.all }).click();
    await board.page.getByRole("checkbox", { name: writtenServer(2) }).click();
    await waitForIncidents(within(({ server }) => server === writtenServer(2)));
    await board.page.keyboard.press("Escape");
  });

  test("is one of the usual times, a month, or any days", async () => {
    await board.open();
    const chosen = async () => ((await board.address()).split("?")[1] ?? "").replace("range=", "");
    await board.page.getByRole("button", { name: "최근 30일" }).click();
    await board.page.locator("[aria-pressed=true]", { hasText: "최근 30일" }).waitFor();
    expect(await chosen()).toBe("30d");
    await board.page.getByRole("button", { name: say.range.other }).click();
    await board.page.fill("[name=month]", "2026-01");
    await board.page.keyboard.press("Enter");
    await board.page.getByRole("button", { name: "2026년 1월" }).waitFor();
    expect(await chosen()).toBe("2026-01");
    await board.page.getByRole("button", { name: say.range.other }).click();
    const [from = "", until = ""] = board.range.split("~");
    await board.page.fill("[name=from]", from);
    await board.page.fill("[name=until]", until);
    await board.page.keyboard.press("Enter");
    await waitForIncidents(within(() => true));
    expect(await chosen()).toBe(board.range.replace("~", "%7E"));
  });

  test("is remembered, also after a restart; menu, Ctrl+D and d open it", async () => {
    await board.open(`range=${board.range}&stream=${writtenStreamId(4)}`);
    const address = await board.address();
    await board.page.keyboard.press("Control+1");
    await board.page.locator(".wall").waitFor({ state: "visible" });
    await board.page.keyboard.press("Control+d");
    await vi.waitFor(async () => expect(await board.address()).toBe(address), SLOW);
    await board.page.goto(board.wall.url);
    await board.page.locator(".wall").waitFor({ state: "visible" });
    await board.page.keyboard.press("d");
    await waitForIncidents(within(({ streamId }) => streamId === writtenStreamId(4)));
    await board.page.keyboard.press("1");
    await board.page.locator(".wall").waitFor({ state: "visible" });
    await board.page.click("[data-menu=dashboard]");
    await board.page.click("[data-command=showDashboard]");
    await waitForIncidents(within(({ streamId }) => streamId === writtenStreamId(4)));
  });

  test("had nobody to see it: says so and what to do; lies ahead: says so and asks again", async () => {
    await board.open("range=2020-01");
    await board.page.getByRole("heading", { name: say.empty.title }).waitFor();
    await board.page.evaluate(() => (location.hash = "#/dashboard?range=2999-01"));
    const alert = board.page.getByRole("alert");
    await alert.getByText(say.failed).waitFor();
    await alert.getByRole("button", { name: ko.logs.list.again }).click();
    await alert.getByText(say.failed).waitFor();
    await board.page.getByRole("button", { name: "오늘" }).click();
    await alert.waitFor({ state: "detached" });
  });

  test("stays while the host is away", async () => {
    await board.open();
    await board.wall.killHost();
    await board.page.getByText(say.away).waitFor();
    await waitForIncidents(within(() => true));
    await board.wall.restartHost();
    await board.page.getByText(say.away).waitFor({ state: "detached" });
    await board.page.locator(".dashboard[aria-busy=false]").waitFor();
    await waitForIncidents(within(() => true));
  });
});

test("has no accessibility violation, as charts and as tables, in either language, and nothing against it on the console", async () => {
  for (const { dashboard } of [ko, en]) {
    await board.page.click("[data-menu=settings]");
    await board.page.click(`[data-command=${dashboard === ko.dashboard ? "useKorean" : "useEnglish"}]`);
    await board.open();
    await board.panel(dashboard.types.title).waitFor();
    expect(await findAccessibilityViolations(board.page)).toEqual([]);
    for (const button of await board.page.getByRole("button", { name: dashboard.asTable }).all()) await button.click();
    expect(await board.page.locator(".chart").count()).toBe(0);
    expect(await findAccessibilityViolations(board.page)).toEqual([]);
  }
  // While the host was killed its calls failed, and the browser said so.
  expect(board.complaints.filter((text) => !/Failed to load resource|ERR_CONNECTION|EventSource/.test(text))).toEqual([]);
});
