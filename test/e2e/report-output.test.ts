import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findAccessibilityViolations } from "../support/find-accessibility-violations.ts";
import { readPdf } from "../support/read-pdf.ts";
import { makeTempDir } from "../support/temp-dir.ts";
import { MONTH, OBSERVED, STREAMS, downOf, startReport, sum } from "../support/start-report.ts";
import type { Report } from "../support/start-report.ts";

let report: Report;
let page: Page;

beforeAll(async () => {
  report = await startReport();
  ({ page } = report);
  await report.open();
  await page.locator("[data-section=quality] dd", { hasText: "모두 셈" }).waitFor(); // the log's index is ready
});
afterAll(() => report?.wall.stop());

/** By the head's names; no cell of these files holds a comma or a quote. */
function readCsv(text: string): Record<string, string>[] {
  expect(text.startsWith("\uFEFF")).toBe(true);
  const [head = [], ...rows] = text
    .slice(1)
    .trimEnd()
    .split("\r\n")
    .map((line) => line.split(","));
  return rows.map((row) => Object.fromEntries(head.map((name, n) => [name, row[n]!])));
}

describe("the CSV files", () => {
  test("hold the streams' figures to the millisecond", async () => {
    const { file, text } = await report.saveCsv("CSV: 영상별");
    expect(file).toBe(`mtx-watch-report-${MONTH}-streams.csv`);
    const rows = readCsv(text);
    expect(rows).toHaveLength(STREAMS.length + 1);
    for (const { id } of STREAMS) {
      const row = rows.find((each) => each["영상 ID"] === id)!;
      const down = sum(downOf(id));
      expect(Number(row["가용률(%)"]), id).toBeCloseTo(100 * (1 - down / OBSERVED), 9);
      expect([row["관측 시간(초)"], row["끊긴 시간(초)"], row["미관측(초)"]], id).toEqual(
        [OBSERVED / 1_000, down / 1_000, 21_600].map(String),
      );
      expect([row["장애(건)"], row["로그(줄)"]], id).toEqual([downOf(id).length, report.linesOf(id)].map(String));
    }
    const total = rows.at(-1)!;
    expect([total["영상"], total["장애(건)"], total["끊긴 시간(초)"], total["로그(줄)"]]).toEqual([
      "전체",
      "5",
      String(sum(downOf()) / 1_000),
      "800",
    ]);
    expect(total["장소"]).toBe("'=종합관제센터"); // no formula
  });

  test("hold the days", async () => {
    const { file, text } = await report.saveCsv("CSV: 일별");
    expect(file).toBe(`mtx-watch-report-${MONTH}-days.csv`);
    const rows = readCsv(text);
    expect(rows.map((row) => row["날짜"])).toEqual(rows.map((_, n) => `${MONTH}-${String(n + 1).padStart(2, "0")}`));
    expect(rows[17]).toMatchObject({ "끊긴 시간(초)": "900", "장애(건)": "2" });
    expect(rows[19]).toMatchObject({ "미관측(초)": String(STREAMS.length * 6 * 3_600) });
    expect(sum(rows.map((row) => Number(row["끊긴 시간(초)"])))).toBeCloseTo(sum(downOf()) / 1_000, 6);
  });

  test("are those of the command line to the letter, while the app has the data dir", async () => {
    const out = makeTempDir();
    const program = join(import.meta.dirname, "../../electron/cli.ts");
    const args = [program, "report", MONTH, "--data-dir", report.wall.dataDir, "--out", out];
    expect(spawnSync(process.execPath, args, { encoding: "utf8" })).toMatchObject({ status: 0, stderr: "" });
    for (const button of ["CSV: 영상별", "CSV: 일별"]) {
      const { file, text } = await report.saveCsv(button);
      expect(readFileSync(join(out, file), "utf8")).toBe(text);
    }
  });
});

test("what the host has written by itself is listed with its month, and handed out", async () => {
  const folder = join(report.wall.dataDir, "reports");
  mkdirSync(folder);
  const name = `mtx-watch-report-${MONTH}.pdf`;
  writeFileSync(join(folder, name), "%PDF-1.7 of the host");
  await page.evaluate(() => (location.hash = "#/"));
  await report.open();
  const button = page.getByRole("group", { name: "자동으로 저장된 보고서" }).getByRole("button", { name: "PDF" });
  const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
  expect([download.suggestedFilename(), readFileSync(await download.path(), "utf8")]).toEqual([name, "%PDF-1.7 of the host"]);
});

describe("on paper", () => {
  test("stands the report alone, on A4, its table heads on each page", async () => {
    const { pages, text } = readPdf(await page.pdf({ preferCSSPageSize: true, printBackground: true }));
    expect(pages).toBeGreaterThanOrEqual(3);
    expect(pages).toBeLessThanOrEqual(9);
    if (text === undefined) return;
    expect(text).toContain("영상 가용률 월간 보고서");
    for (const id of ["quiet-1", "quiet-40", "stream-003"]) expect(text).toContain(id);
    expect(text).toMatch(new RegExp(`1 ?/ ?${pages}`));
    const sheets = text.split("\f").slice(0, pages);
    const withStreams = sheets.filter((sheet) => sheet.includes("quiet-"));
    expect(withStreams.length).toBeGreaterThan(1);
    for (const sheet of withStreams) expect(sheet).toContain("영상 / 서버");
    for (const word of ["도움말", "CSV", "PDF로 저장"]) expect(text).not.toContain(word);
  });

  test("neither menus nor the wall are printed, whatever is open", async () => {
    await page.emulateMedia({ media: "print" });
    for (const part of [".menu-line", ".report-toolbar", ".wall", ".status-bar"])
      expect(await page.locator(part).isVisible(), part).toBe(false);
    const [ink, sheet] = await page
      .locator(".paper-sheet")
      .evaluate((each) => [getComputedStyle(each).color, getComputedStyle(each).backgroundColor]);
    expect([ink, sheet]).toEqual(["rgb(0, 0, 0)", "rgb(255, 255, 255)"]);
    await page.evaluate(() => (location.hash = "#/"));
    await page.locator(".paper-sheet").waitFor({ state: "detached" });
    for (const part of [".menu-line", ".wall", ".status-bar"]) expect(await page.locator(part).isVisible(), part).toBe(false);
    await page.emulateMedia({ media: null });
    await page.locator(".wall").waitFor({ state: "visible" });
  });

  test("is printed by the browser, and named for the file", async () => {
    await page.keyboard.press("m");
    await report.paper(MONTH).waitFor();
    const printed = page.evaluate(
      () => new Promise<string>((resolve) => addEventListener("beforeprint", () => resolve(document.title), { once: true })),
    );
    await page.getByRole("button", { name: "인쇄 / PDF로 저장" }).click();
    expect(await printed).toContain("월간 보고서");
    expect(await page.getByRole("button", { name: "PDF로 저장", exact: true }).count()).toBe(0);
    await page.evaluate(() => (location.hash = "#/"));
    await page.waitForFunction(() => !document.title.includes("월간 보고서"));
  });
});

describe("in both languages", () => {
  test.each([
    ["ko", "useKorean"],
    ["en", "useEnglish"],
  ])("it has no accessibility violation (%s)", async (language, command) => {
    await page.click("[data-menu=settings]");
    await page.click(`[data-command=${command}]`);
    await page.locator(`html[lang=${language}]`).waitFor();
    await report.open();
    expect(await findAccessibilityViolations(page)).toEqual([]);
    await page.locator(".report-toolbar .popover-button").click();
    expect(await findAccessibilityViolations(page)).toEqual([]);
    await page.keyboard.press("Escape");
  });

  test("the paper is English when the page is", async () => {
    const words = await page.locator(".paper-sheet").innerText();
    const rest = ["1번 출입구", "2번 출입구", "3번 관제석", "=종합관제센터"].reduce((text, name) => text.replaceAll(name, ""), words);
    expect(rest).not.toMatch(/[가-힣]/);
    expect(rest).toContain("Availability by stream, worst first");
    const { text } = await report.saveCsv("CSV: days");
    expect(text.slice(1, 5)).toBe("Date");
  });

  test("the paper is scrolled by keyboard", async () => {
    await page.getByRole("region", { name: "Monthly report" }).focus();
    await page.keyboard.press("End");
    await page.waitForFunction(() => document.querySelector(".paper-desk")!.scrollTop > 500);
  });
});
