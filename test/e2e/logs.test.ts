import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import type { ErrorRecord } from "../../shared/record.ts";
import { findAccessibilityViolations } from "../support/find-accessibility-violations.ts";
import { SLOW } from "../support/slow.ts";
import { startLogs } from "../support/start-logs.ts";
import type { Logs } from "../support/start-logs.ts";
import { writeLogFiles } from "../support/write-log-files.ts";
import type { WrittenLogs } from "../support/write-log-files.ts";
let logs: Logs;
let page: Page;
let written: WrittenLogs;

beforeAll(async () => {
  logs = await startLogs();
  ({ page, written } = logs);
});
afterAll(() => logs?.wall.stop());

const dayOf = ({ timestamp }: ErrorRecord) => new Date(timestamp).toDateString();

describe("the log viewer beside the wall", () => {
  test("opens from the menu and by Ctrl+L; the wall plays on, in the same sessions", async () => {
    const before = (await logs.wall.media.state()).sessions.map(({ id }) => id).sort();
    expect(before).toHaveLength(2);
    await page.click("[data-menu=view]");
    await page.click("[data-command=showLogs]");
    await page.locator(".logs-screen").waitFor();
    expect(await page.locator(".wall").isVisible()).toBe(false);
    await page.keyboard.press("Control+1");
    await page.locator(".wall").waitFor({ state: "visible" });
    await page.keyboard.press("Control+l");
    await page.locator(".logs-screen").waitFor();
    expect((await logs.wall.media.state()).sessions.map(({ id }) => id).sort()).toEqual(before);
    await page.keyboard.press("Control+1");
    expect(await page.locator(".wall .tile[data-condition=live]").count()).toBe(2);
    const written = readdirSync(logs.wall.logFolder).filter((name) => name.endsWith(".jsonl"));
    for (const name of written) expect(readFileSync(join(logs.wall.logFolder, name), "utf8")).not.toContain(logs.wall.media.url);
  });

  test("is opened with a filter by its address", async () => {
    await logs.open("range=all&reason=auth&not.stream=stream-001");
    await logs.waitForCount(logs.ofReason("auth").filter(({ streamId }) => streamId !== "stream-001").length);
    await page.locator(".sentence", { hasText: "원인이 ‘인증 정보가 맞지 않음’인" }).waitFor();
    await page.locator(".sentence", { hasText: "영상이 ‘강남 3번’ 아닌" }).waitFor();
  });
});

test("says that it reads and that it could not, without an accessibility violation", async () => {
  const failing = Promise.withResolvers<void>();
  const failure = { ok: false, error: { code: "failed", message: "the disk does not answer" } };
  await page.route("**/api/readLogPage", (route) => failing.promise.then(() => route.fulfill({ json: failure })).catch(() => undefined));
  onTestFinished(() => page.unroute("**/api/readLogPage"));
  await logs.open("range=all&type=fetch_error");
  await page.locator(".log-list[aria-busy=true]").waitFor();
  await page.reload(); // else the rows that were shown stay, dimmed, until there are others
  await page.locator(".log-pane").getByRole("status").waitFor();
  expect(await findAccessibilityViolations(page)).toEqual([]);
  failing.resolve();
  await page.locator(".log-pane").getByRole("alert").getByText("기록을 읽지 못했습니다").waitFor();
  expect(await findAccessibilityViolations(page)).toEqual([]);
});

describe("the list", () => {
  beforeAll(async () => {
    await logs.open("range=all");
    await logs.waitForCount(written.records.length);
  });

  test("shows the newest first, damaged lines where they stand, and holds no more rows than are in view", async () => {
    await logs.row(0).waitFor();
    const newest = written.records.at(-1)!;
    const shown = await page.locator(".log-rows .log-row").allInnerTexts();
    expect(shown.filter((text) => text.includes(newest.errorMessage)).length).toBeGreaterThan(0);
    expect(shown.length).toBeLessThan(40);
    expect(Number(await page.locator(".log-list").getAttribute("aria-rowcount"))).toBe(written.records.length + written.damaged + 1);
    const times = await page.locator(".log-rows time").evaluateAll((all) => all.map((time) => (time as HTMLTimeElement).dateTime));
    expect(times).toEqual(times.toSorted().toReversed());
  });

  test("is walked through by keys, to its very end and back", async () => {
    await page.locator(".log-list").focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("End");
    const last = logs.row(written.records.length + written.damaged - 1);
    await last.and(page.locator("[aria-selected=true]")).waitFor();
    expect(await last.locator("time").getAttribute("datetime")).toBe(written.records[0]!.timestamp);
    await page.keyboard.press("ArrowUp");
    await logs
      .row(written.records.length + written.damaged - 2)
      .and(page.locator("[aria-selected=true]"))
      .waitFor();
    await page.keyboard.press("PageUp");
    await page.keyboard.press("Home");
    await logs.row(0).and(page.locator("[aria-selected=true]")).waitFor();
    await page.keyboard.press("Escape");
  });

  test("has every row once, in order, however it is scrolled", async () => {
    const list = page.locator(".log-list");
    // All within the page: a question for each of 230 places would take longer than to draw them.
    const places = await list.evaluate(async (list) => {
      const seen = new Map<string, string>(); // places by row number
      const rows = () => [...list.querySelectorAll<HTMLElement>(".log-rows .log-row")];
      const { scrollHeight } = list;
      for (let top = 0; top < scrollHeight; top += 350) {
        list.scrollTo({ top });
        const first = String(Math.floor(list.scrollTop / 27) + 2);
        while (rows()[0]?.ariaRowIndex !== first) await new Promise(requestAnimationFrame);
        for (const { ariaRowIndex, dataset } of rows()) seen.set(ariaRowIndex!, dataset.place!);
      }
      return [seen.size, new Set(seen.values()).size];
    });
    const all = written.records.length + written.damaged;
    expect(places).toEqual([all, all]);
    await list.evaluate((element) => element.scrollTo({ top: 0 }));
  });

  test("shows damaged lines alone", async () => {
    await page.click(".facet-damaged");
    await logs.waitForCount(written.damaged);
    await page.locator(".log-row[data-damaged]", { hasText: `torn-${written.damaged}` }).waitFor();
    await page.click('[data-part="damaged"] .sentence-remove');
    await logs.waitForCount(written.records.length);
  });
});

describe("the filter", () => {
  beforeAll(() => logs.open("range=all"));

  test("is chosen by mouse: a click includes, Alt-click excludes, a part of the sentence is taken out", async () => {
    await logs.facetValue("reason", "http_error").click();
    await logs.waitForCount(logs.ofReason("http_error").length);
    await logs.facetValue("reason", "refused").click();
    await logs.waitForCount(logs.ofReason("http_error", "refused").length);
    await logs.facetValue("stream", "stream-001").click({ modifiers: ["Alt"] });
    await logs.waitForCount(logs.ofReason("http_error", "refused").filter(({ streamId }) => streamId !== "stream-001").length);
    await page.click('[data-part="reason-include"] .sentence-remove');
    await logs.waitForCount(written.records.filter(({ streamId }) => streamId !== "stream-001").length);
    await page.locator("#facet-stream li").first().hover();
    await page.locator(".sentence > button").click();
    await logs.waitForCount(written.records.length);
  });

  test("is chosen by keyboard: Enter includes, Alt+Enter excludes, a part leads to where it is chosen", async () => {
    await logs.facetValue("type", "connection_closed").focus();
    await page.keyboard.press("Enter");
    await logs.waitForCount(written.records.filter(({ errorType }) => errorType === "connection_closed").length);
    await page.keyboard.press("Alt+Enter");
    await logs.waitForCount(written.records.filter(({ errorType }) => errorType !== "connection_closed").length);
    await page.locator('[data-part="type-exclude"] .sentence-words').focus();
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement?.closest("li")?.dataset.value === "connection_closed");
    await page.keyboard.press("Alt+Enter");
    await logs.waitForCount(written.records.length);
  });

  test("finds free text as one types, and Back takes it away", async () => {
    await page.fill("#log-search", "강남");
    await logs.waitForCount(written.records.filter(({ streamId }) => streamId === "stream-001").length);
    expect(await page.locator(".log-rows .log-row").first().innerText()).toContain("강남 3번");
    await page.fill("#log-search", "bad gateway");
    await logs.waitForCount(logs.ofReason("http_error").length);
    expect(await logs.address()).toContain("text=bad+gateway");
    await page.goBack();
    await logs.waitForCount(written.records.length);
    expect(await page.inputValue("#log-search")).toBe("");
  });

  test("takes a day, and a stretch of the graph by mouse and by keys", async () => {
    await page.getByRole("button", { name: "날짜 지정" }).click();
    const second = new Date(Date.parse(written.records[0]!.timestamp) + 86_400_000);
    const day = [second.getFullYear(), second.getMonth() + 1, second.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
    await page.fill("[name=from]", day);
    await page.fill("[name=until]", day);
    await page.keyboard.press("Enter");
    const ofDay = written.records.filter((record) => dayOf(record) === second.toDateString());
    await logs.waitForCount(ofDay.length);

    const graph = page.locator(".histogram-graph");
    await graph.locator("rect").first().waitFor();
    const box = (await graph.boundingBox())!;
    await page.mouse.move(box.x + box.width * 0.25, box.y + 30);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.5, box.y + 30, { steps: 4 });
    await page.mouse.up();
    await vi.waitUntil(async () => (await logs.address()).includes("T"), SLOW);
    const [from = "", until = ""] = (new URLSearchParams((await logs.address()).split("?")[1]).get("range") ?? "").split("~");
    await logs.waitForCount(ofDay.filter(({ timestamp }) => timestamp >= from && timestamp < until).length);
    expect((Date.parse(until) - Date.parse(from)) / 86_400_000).toBeCloseTo(0.25, 1);

    await graph.focus();
    await page.keyboard.press("Home");
    for (let i = 0; i < 9; i++) await page.keyboard.press("Shift+ArrowRight");
    await page.keyboard.press("Enter");
    await vi.waitUntil(async () => !(await logs.address()).includes(encodeURIComponent(until)), SLOW);
    const [begin = "", end = ""] = (new URLSearchParams((await logs.address()).split("?")[1]).get("range") ?? "").split("~");
    expect(begin).toBe(from);
    await logs.waitForCount(ofDay.filter(({ timestamp }) => timestamp >= begin && timestamp < end).length);
  });

  test("is kept under a name", async () => {
    await logs.open("range=all&reason=auth");
    await page.getByRole("button", { name: "저장한 조건" }).click();
    await page.fill("[name=filter-name]", "인증 문제");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "인증 문제", exact: true }).waitFor();
    await page.keyboard.press("Escape");
    await logs.open("range=all");
    await logs.waitForCount(written.records.length);
    await page.getByRole("button", { name: "저장한 조건" }).click();
    await page.getByRole("button", { name: "인증 문제", exact: true }).click();
    await logs.waitForCount(logs.ofReason("auth").length);
  });
});

test("opens another PC's folder by its path, and says when there is none", async () => {
  const otherFolder = mkdtempSync(join(tmpdir(), "mtx-watch-other-"));
  onTestFinished(() => rmSync(otherFolder, { recursive: true, force: true }));
  writeLogFiles({ folder: otherFolder, records: 40, days: 1, until: Date.now(), damagedEvery: 10 });
  await logs.open("range=all");
  await page.getByRole("button", { name: "로그 폴더" }).click();
  expect(await page.locator(".folder-path").innerText()).toContain(logs.wall.logFolder);
  const summaries = Promise.withResolvers<void>();
  await page.route("**/api/summarizeLogs", (route) => summaries.promise.then(() => route.continue()).catch(() => undefined));
  onTestFinished(() => page.unroute("**/api/summarizeLogs"));
  await page.fill("[name=folder]", otherFolder);
  await page.keyboard.press("Enter");
  // Until these logs are counted, nothing stands there: not what was counted of others.
  await page.locator(".log-row[data-damaged]", { hasText: "torn-4" }).waitFor();
  expect(await page.locator(".sentence-count").innerText()).not.toMatch(/\d/);
  expect(await page.locator(".facet-value").count()).toBe(0);
  summaries.resolve();
  await logs.waitForCount(40);
  expect(await findAccessibilityViolations(page)).toEqual([]);
  // Two PCs together, one a line.
  const third = mkdtempSync(join(tmpdir(), "mtx-watch-third-"));
  onTestFinished(() => rmSync(third, { recursive: true, force: true }));
  writeLogFiles({ folder: third, records: 30, days: 1, until: Date.now() });
  await page.getByRole("button", { name: "로그 폴더" }).click();
  await page.locator("[name=folder]").press("End");
  await page.keyboard.press("Shift+Enter");
  await page.keyboard.insertText(`${third} `);
  await page.keyboard.press("Enter");
  await logs.waitForCount(70);
  await page.getByRole("button", { name: "이 PC의 로그로" }).click();
  await vi.waitUntil(async () => (await logs.count()) >= written.records.length, SLOW);
  const nowhere = join(otherFolder, "nowhere");
  await logs.open(new URLSearchParams({ range: "all", folder: `${third}\n${nowhere}` }).toString());
  await page.locator(".source-line[role=alert]", { hasText: `파일이 없습니다: ${nowhere}` }).waitFor(); // which of the two
  await logs.open(new URLSearchParams({ range: "all", folder: nowhere }).toString());
  await page.locator(".source-line[role=alert]", { hasText: "이 경로에 .jsonl 또는 .jsonl.gz 파일이 없습니다" }).waitFor();
  expect(await page.locator(".sentence-count").innerText()).not.toMatch(/\d/);
  expect(await page.locator(".log-rows .log-row, .facet-value, .live-button").count()).toBe(0);
});
