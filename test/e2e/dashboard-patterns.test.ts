import { mkdirSync, rmdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createFormats } from "../../shared/create-formats.ts";
import { en } from "../../renderer/i18n/en.ts";
import { ko } from "../../renderer/i18n/ko.ts";
import { parseLogQuery } from "../../renderer/ui/log-query.ts";
import { findAccessibilityViolations } from "../support/find-accessibility-violations.ts";
import { PATTERN_STREAMS, planPatterns } from "../support/plan-patterns.ts";
import { SLOW } from "../support/slow.ts";
import { startWall } from "../support/start-wall.ts";
import type { Wall } from "../support/start-wall.ts";
import { writePlannedStates } from "../support/write-planned-states.ts";

const HOUR = 3_600_000;
const { patterns: say } = ko;
let wall: Wall;

beforeAll(async () => {
  wall = await startWall({
    streams: 1,
    settings: () => ({ streams: PATTERN_STREAMS.map((id, n) => ({ id, name: `${n + 1}번 승강장`, serverId: "a", path: "demo-1" })) }),
    prepare: (logFolder) => writePlannedStates(join(logFolder, "../states"), planPatterns(Date.now() - HOUR, "10.0.0.1:8889")),
  });
});
afterAll(() => wall?.stop());

const panel = (title: string) => wall.page.locator(".panel", { has: wall.page.getByRole("heading", { name: title, exact: true }) });
const sentences = (title = say.title) => panel(title).locator(".patterns:not(details *) p").allInnerTexts();
const open = async (query = "range=30d") => {
  await wall.page.evaluate((hash) => (location.hash = hash), `#/dashboard?${query}`);
  await panel(say.title)
    .locator(".patterns-status", { hasText: /패턴|attern/ })
    .waitFor();
};

test("a pattern is one sentence with its count, its time and how sure it is; its incidents lead to the log", async () => {
  await open();
  const { page } = wall;
  await vi.waitFor(async () => expect(await sentences()).toHaveLength(2), SLOW);
  const [together, rhythm] = await sentences();
  expect(rhythm).toMatch(/^1번 승강장: .+부터 .+까지 장애 20건 중 20건이 매일 02:01 ± 1분에 일어났습니다 \(신뢰도 99\.9% 이상\)$/);
  expect(together).toMatch(
    /^2번 승강장, 3번 승강장: .+부터 .+까지 8번 15초 안에 함께 끊겨\(우연이라면 0\.1번 이하\) 같은 스위치나 현장일 수 있습니다/,
  );
  await panel(say.title)
    .getByRole("button", { name: say.show("20") })
    .focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await dialog.locator("tbody tr").first().waitFor();
  expect(await dialog.locator("tbody tr").count()).toBe(20);
  expect(await findAccessibilityViolations(page)).toEqual([]);
  await dialog.locator("tbody a").first().click();
  await page.locator(".logs-screen").waitFor();
  const { facets, range } = parseLogQuery((await page.evaluate(() => location.hash)).split("?")[1] ?? "");
  expect([facets, range.kind]).toEqual([{ stream: { include: ["stream-001"] } }, "times"]);
  await page.goBack();
  await panel(say.title).waitFor();
});

test("is ignored by keyboard, once it can be written down, also after the host was killed, and taken back; the panel is narrowed to the chosen streams", async () => {
  await open();
  const { page } = wall;
  const status = (found: string, ignored: string) => panel(say.title).locator(".patterns-status", { hasText: say.summary(found, ignored) });
  const file = join(wall.dataDir, "ignored-patterns.json");
  mkdirSync(file); // nothing can be written there
  const ignore = panel(say.title).getByRole("button", { name: `${say.ignore}: 1번 승강장` });
  const alerts = panel(say.title).getByRole("alert");
  await ignore.focus();
  await page.keyboard.press("Enter");
  await alerts.waitFor();
  expect((await alerts.allInnerTexts()).map((text) => text.split(":")[0])).toEqual([say.notChanged]);
  await ignore.and(page.locator(":focus")).waitFor();
  rmdirSync(file);
  await page.keyboard.press("Enter");
  await alerts.waitFor({ state: "detached" });
  await status("1", "1").and(page.locator(":focus")).waitFor();
  await wall.killHost();
  await wall.restartHost();
  await page.goto(wall.url);
  await page.locator(".wall").waitFor({ state: "visible" });
  await open();
  await status("1", "1").waitFor();
  expect(await sentences()).toHaveLength(1);
  await panel(say.title).getByText(say.ignored("1")).focus();
  await page.keyboard.press("Enter");
  expect(await findAccessibilityViolations(page)).toEqual([]);
  await panel(say.title)
    .getByRole("button", { name: `${say.takeBack}: 1번 승강장` })
    .focus();
  await page.keyboard.press("Enter");
  await status("2", "0").and(page.locator(":focus")).waitFor();
  await open("range=30d&stream=stream-003");
  await status("1", "0").waitFor();
  await open("range=30d&stream=stream-004");
  await panel(say.title).locator(".patterns-status", { hasText: say.none }).waitFor();
});

test("the steps of recovery have their scores, and all of it is there in English", async () => {
  await open();
  const { page } = wall;
  // What was narrowed to one stream stands there until the next answer.
  await panel(say.steps.title)
    .locator(".panel-says", { hasText: say.steps.summary("새 세션", "15", "15") })
    .waitFor();
  const rows = await panel(say.steps.title).locator("tbody tr").allInnerTexts();
  expect(rows.map((row) => row.split(/\s*\t\s*/))).toEqual([
    ["ICE 재시작", "20", "5", "25%", "0.9초"],
    ["새 세션", "15", "15", "100%", "4초"],
  ]);
  await page.click("[data-menu=settings]");
  await page.click("[data-command=useEnglish]");
  await panel(en.patterns.title).waitFor();
  await vi.waitFor(
    async () =>
      expect((await sentences(en.patterns.title))[1]).toMatch(
        /^1번 승강장: 20 of 20 incidents came every day at 02:01 ± 1m, .+ to .+ \(confidence over 99\.9%\)$/,
      ),
    SLOW,
  );
  expect(await findAccessibilityViolations(page)).toEqual([]);
});

test("a failed tile says how often it failed like this before, and what mended it", async () => {
  const { page, media } = wall;
  const { patterns: say } = en;
  await page.evaluate(() => (location.hash = "#/"));
  const tile = page.locator(".tile", { hasText: "1번 승강장" });
  await tile.and(page.locator("[data-condition=live]")).waitFor();
  await tile.dblclick({ position: { x: 40, y: 60 } });
  await media.setStreamFault("demo-1", { fault: "no_packets" });
  await tile.getByRole("button", { name: en.diagnosis.open }).click();
  const section = page.getByRole("dialog").locator(".failure-details", { hasText: say.similar.title });
  const said = [
    say.similar.stream("20", createFormats("en").duration(40_000)),
    say.similar.mended(say.steps.name.new_session, "15", "15", say.seconds("4")),
  ].join(" ");
  await section.getByText(said).waitFor();
  await section.getByRole("link", { name: say.openLog }).click();
  await page.locator(".logs-screen").waitFor();
  const { facets } = parseLogQuery((await page.evaluate(() => location.hash)).split("?")[1] ?? "");
  expect(facets).toEqual({ stream: { include: ["stream-001"] }, reason: { include: ["stalled_no_packets"] } });
});
