import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import type { ErrorRecord } from "../../shared/record.ts";
import { ko } from "../../renderer/i18n/ko.ts";
import { findAccessibilityViolations } from "../support/find-accessibility-violations.ts";
import { SLOW } from "../support/slow.ts";
import { startLogs } from "../support/start-logs.ts";
import type { Logs } from "../support/start-logs.ts";
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

describe("a record", () => {
  beforeAll(() => logs.open("range=all&reason=http_error"));

  test("is shown in words, raw, and with what happened around it, by mouse and by keys", async () => {
    await logs.row(2).click();
    const detail = page.locator(".log-detail");
    const record = logs.ofReason("http_error").at(-3)!;
    await detail.getByText(record.detail.incidentId).waitFor();
    await detail.getByText("WHEP POST failed: 502 Bad Gateway").waitFor();
    await detail.getByRole("button", { name: "원문 복사" }).click();
    expect(JSON.parse(await page.evaluate(() => navigator.clipboard.readText()))).toEqual(record);

    await page.locator(".log-list").focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("ArrowRight");
    await detail.locator(".detail-raw", { hasText: record.id }).waitFor();
    await page.keyboard.press("ArrowRight");
    // Fifty before it, itself, and what there is after it.
    const after = written.records.filter(({ timestamp }) => timestamp > record.timestamp).length;
    await vi.waitFor(async () => expect(await detail.locator(".context-rows li").count()).toBe(51 + Math.min(50, after)), SLOW);
    expect(await detail.locator("[aria-current=true]").innerText()).toContain(
      record.streamId === "stream-001" ? "강남 3번" : record.streamId,
    );
    await page.keyboard.press("ArrowRight");
    await detail.getByText("같은 초").waitFor();
    expect(await findAccessibilityViolations(page)).toEqual([]);
    await page.keyboard.press("Escape"); // from within it, too
    await detail.waitFor({ state: "detached" });
    await page.locator(".log-list:focus").waitFor();
    await logs.row(2).click();
    await detail.getByRole("button", { name: "상세 닫기" }).click();
    await detail.waitFor({ state: "detached" });
  });

  test("leads to all of its kind and of its stream", async () => {
    await logs.row(0).click();
    await page.getByRole("button", { name: "같은 오류만" }).click();
    await vi.waitUntil(async () => (await logs.address()).includes("group=v1"), SLOW);
    await logs.waitForCount(logs.ofReason("http_error").length);
  });
});

test("errors are grouped by kind, and a group leads to its records", async () => {
  await logs.open("range=all");
  await page.getByRole("button", { name: "묶음", exact: true }).click();
  const line = page.locator(".group-table tbody tr", { hasText: "502 Bad Gateway" });
  await line.waitFor();
  expect(await line.locator(".number").first().innerText()).toBe(String(logs.ofReason("http_error").length));
  expect(await findAccessibilityViolations(page)).toEqual([]);
  await line.locator("button").focus();
  await page.keyboard.press("Enter");
  await logs.waitForCount(logs.ofReason("http_error").length);
  await logs.row(0).waitFor();
});

describe("the keys of the list", () => {
  beforeAll(async () => {
    await logs.open("range=all");
    await logs.waitForCount(written.records.length);
    await page.locator(".log-list").focus();
    await page.keyboard.press("Home");
    await logs.selectedRow().waitFor();
  });

  const selectedTime = async () => Date.parse((await logs.selectedRow().locator("time").getAttribute("datetime"))!);

  test("lead to the day before and the day after", async () => {
    const today = await selectedTime();
    await page.keyboard.press("[");
    await vi.waitUntil(async () => new Date(await selectedTime()).toDateString() !== new Date(today).toDateString(), SLOW);
    const before = written.records.filter((record) => dayOf(record) !== new Date(today).toDateString()).at(-1)!;
    expect(await selectedTime()).toBe(Date.parse(before.timestamp));
    await page.keyboard.press("]");
    const first = written.records.find((record) => dayOf(record) === new Date(today).toDateString())!;
    await vi.waitUntil(async () => (await selectedTime()) === Date.parse(first.timestamp), SLOW);
  });

  test("lead to the next other error, and back to a bookmark", async () => {
    const place = await logs.selectedRow().getAttribute("data-place");
    await page.keyboard.press("b");
    await logs.selectedRow().getByRole("img", { name: "책갈피" }).waitFor();
    await page.keyboard.press("e");
    await vi.waitUntil(async () => (await logs.selectedRow().getAttribute("data-place")) !== place, SLOW);
    await page.keyboard.press("Shift+B");
    await vi.waitUntil(async () => (await logs.selectedRow().getAttribute("data-place")) === place, SLOW);
    await page.getByRole("button", { name: "책갈피", exact: true }).first().click();
    await page.locator(".named-list .named").waitFor();
    await page.keyboard.press("Escape");
  });

  test("lead as far where nothing can be counted", async () => {
    const refusal = { ok: false, error: { code: "unavailable", message: "the logs cannot be searched on this machine" } };
    await page.route("**/api/summarizeLogs", (route) => route.fulfill({ json: refusal }));
    onTestFinished(() => page.unroute("**/api/summarizeLogs"));
    await page.reload();
    await page.locator(".log-rows .log-row[data-place]").first().waitFor(); // the keys mean rows that are there
    await page.locator(".log-list").focus();
    await page.keyboard.press("Home");
    await logs.selectedRow().waitFor();
    for (let days = 0; days < 3; days++) {
      const midnight = new Date(await selectedTime()).setHours(0, 0, 0, 0);
      await page.keyboard.press("[");
      await vi.waitUntil(async () => (await logs.selectedRow().count()) > 0 && (await selectedTime()) < midnight, SLOW);
    }
  });

  test("are shown by ?, and single letters can be switched off", async () => {
    await page.locator(".log-list").focus();
    await page.keyboard.press("?");
    await page.locator("dialog", { hasText: "이전 날" }).waitFor();
    expect(await findAccessibilityViolations(page)).toEqual([]);
    await page.locator("dialog [type=checkbox]").uncheck();
    await page.keyboard.press("Escape");
    await page.locator(".log-list").focus();
    const place = await logs.selectedRow().getAttribute("data-place");
    await page.keyboard.press("e");
    await page.keyboard.press("?");
    await page.keyboard.press("ArrowDown");
    await vi.waitUntil(async () => (await logs.selectedRow().getAttribute("data-place")) !== place, SLOW);
    expect(await page.locator("dialog").count()).toBe(0);
    await page.keyboard.press("F1");
    await page.locator("dialog [type=checkbox]").check();
    await page.keyboard.press("Escape");
  });
});

test("is found again as it was left, after a restart of the page", async () => {
  await logs.open("range=all&reason=closed_by_server");
  await logs.waitForCount(logs.ofReason("closed_by_server").length);
  await page.locator(".log-list").focus();
  await page.keyboard.press("End");
  await page.locator(`.log-row[aria-selected=true] time[datetime="${logs.ofReason("closed_by_server")[0]!.timestamp}"]`).waitFor();
  await page.goto("about:blank");
  await page.goto(logs.wall.url);
  await page.click("[data-menu=view]");
  await page.click("[data-command=showLogs]");
  await logs.waitForCount(logs.ofReason("closed_by_server").length);
  await page.locator(`.log-row[aria-selected=true] time[datetime="${logs.ofReason("closed_by_server")[0]!.timestamp}"]`).waitFor();
});

describe("new records", () => {
  test("come on top by themselves; while one has scrolled away they are counted, and one button leads back", async () => {
    await logs.open("range=all&reason=auth");
    await logs.row(1).click(); // which stops the list
    await page.locator(".live-button[aria-pressed=false]").waitFor();
    await logs.open("range=all&stream=stream-1");
    await page.locator(".live-button[aria-pressed=true]").waitFor();
    await page.locator(".log-empty").waitFor();
    await logs.wall.media.setStreamFault("demo-1", { fault: "no_stream" });
    await logs.row(0).waitFor();
    await logs.wall.media.heal("demo-1");
    await logs.open("range=all");
    await vi.waitUntil(async () => (await logs.count()) >= written.records.length, SLOW);
    await page.locator(".log-list[aria-busy=false]").waitFor();
    await page.locator(".log-list").evaluate((element) => element.scrollTo({ top: 2_000 }));
    await page.getByRole("button", { name: "일시 정지" }).waitFor();
    const held = await page.locator(".log-rows .log-row").first().getAttribute("data-place");
    await logs.wall.media.setStreamFault("demo-2", { fault: "no_stream" });
    const resume = page.locator(".live-button", { hasText: "새 기록" });
    await resume.waitFor();
    expect(await page.locator(".log-rows .log-row").first().getAttribute("data-place")).toBe(held);
    await logs.wall.media.heal("demo-2");
    await resume.click();
    await logs.row(0).filter({ hasText: "강남 3번" }).waitFor();
  });
});

describe("the export", () => {
  const save = async (format: "csv" | "jsonl", mask: boolean) => {
    await page.getByRole("button", { name: "내보내기" }).click();
    await page.check(`[name=format][value=${format}]`);
    await page.setChecked("[name=mask]", mask);
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "저장", exact: true }).click()]);
    const text = readFileSync(await download.path(), "utf8");
    await page.keyboard.press("Escape");
    return text;
  };
  beforeAll(async () => {
    await logs.open("range=all&reason=auth");
    await logs.waitForCount(logs.ofReason("auth").length);
  });

  test("is the lines themselves as JSONL, newest first", async () => {
    const lines = (await save("jsonl", false)).trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(logs.ofReason("auth").toReversed());
  });

  test("is a CSV that Excel reads, without an address when they are masked", async () => {
    const csv = await save("csv", true);
    expect(csv.codePointAt(0)).toBe(0xfeff);
    expect(csv.trimEnd().split("\r\n")).toHaveLength(logs.ofReason("auth").length + 1);
    expect(csv).not.toMatch(/192\.168|https?:/);
    const masked = await save("jsonl", true);
    expect(masked).not.toMatch(/192\.168|https?:|cctv-pc-1/);
    expect(masked.trimEnd().split("\n")).toHaveLength(logs.ofReason("auth").length);
  });

  test("says how far it is, and can be cancelled", async () => {
    await logs.open("range=all");
    await vi.waitUntil(async () => (await logs.count()) >= written.records.length, SLOW);
    const count = await logs.count();
    let answered = 0;
    const held = Promise.withResolvers<() => void>();
    await page.route("**/api/readLogLines", async (route) => {
      if (answered++ === 0) await route.continue();
      else held.resolve(() => void route.continue());
    });
    await page.getByRole("button", { name: "내보내기" }).click();
    await page.check("[name=format][value=jsonl]");
    await page.getByRole("button", { name: "저장", exact: true }).press("Enter");
    const goOn = await held.promise;
    await page.getByRole("status").getByText("1,000건 읽음").waitFor();
    expect(await page.getByRole("progressbar", { name: "기록을 읽는 중" }).getAttribute("value")).toBe("1000");
    expect(await findAccessibilityViolations(page)).toEqual([]);
    const downloads: unknown[] = [];
    page.on("download", (download) => downloads.push(download));
    await page.getByRole("button", { name: "취소", exact: true }).press("Enter");
    const ended = page.waitForResponse("**/api/readLogLines");
    goOn();
    await ended;
    await page.unroute("**/api/readLogLines");
    // The dialog is as at first; what is saved next is whole, and the only file.
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "저장", exact: true }).click()]);
    const lines = readFileSync(await download.path(), "utf8")
      .trimEnd()
      .split("\n");
    expect(lines.filter((line) => line.includes('"id"'))).toHaveLength(count);
    expect(downloads).toHaveLength(1);
    await page.keyboard.press("Escape");
  });
});

test("reads in English too, without an accessibility violation", async () => {
  await logs.open("range=all&type=fetch_error");
  await page.locator(".sentence", { hasText: ko.logs.type.fetch_error }).waitFor();
  await page.locator(".log-list[aria-busy=false]").waitFor(); // the last question's rows stand there greyed until then
  expect(await findAccessibilityViolations(page)).toEqual([]);
  await page.click("[data-menu=settings]");
  await page.click("[data-command=useEnglish]");
  await page.locator(".sentence", { hasText: "whose type is “Server not reached”" }).waitFor();
  expect(await findAccessibilityViolations(page)).toEqual([]);
});
