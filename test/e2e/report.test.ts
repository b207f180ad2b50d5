import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addMonths } from "../../shared/report-month.ts";
import {
  MONTH,
  OBSERVED,
  OTHER,
  OUTAGES,
  FROM,
  PRESENT,
  QUIET,
  STREAMS,
  TO,
  downOf,
  sayPercent,
  sayTime,
  startReport,
  sum,
} from "../support/start-report.ts";
import type { Report } from "../support/start-report.ts";

const MINUTE = 60_000;

let report: Report;
let page: Page;

beforeAll(async () => {
  report = await startReport();
  ({ page } = report);
});
afterAll(() => report?.wall.stop());

describe("the monthly report", () => {
  test("is opened from the menu with last month's figures, which are those by hand", async () => {
    await page.click("[data-menu=dashboard]");
    await page.click("[data-command=showReport]");
    await report.paper(MONTH).waitFor();
    await page.locator("[data-section=quality] dd", { hasText: "모두 셈" }).waitFor(); // the log's index is ready
    for (const { id } of STREAMS) {
      const cells = await report.readRow("streams", id);
      expect(cells.slice(1, 4), id).toEqual([
        sayPercent(1 - sum(downOf(id)) / OBSERVED),
        String(downOf(id).length),
        String(report.linesOf(id)),
      ]);
      expect(cells.slice(4, 7), id).toEqual([sayTime(OBSERVED), "6시간", "없음"]);
    }
    const repairs = ["10분", "55분", "1시간"]; // median, p95 (0.9 of the way from 10 to 60), longest of 42 s, 10 min and 60 min
    expect((await report.readRow("streams", "stream-001")).slice(7)).toEqual([
      sayTime((OBSERVED - sum(downOf("stream-001"))) / 3),
      ...repairs,
    ]);
    expect((await report.readRow("streams", "quiet-7")).slice(7)).toEqual(["장애 없음", "없음", "없음", "없음"]);
    expect((await report.readRow("streams", "all streams")).slice(0, 4)).toEqual([
      "전체",
      sayPercent(1 - sum(downOf()) / (STREAMS.length * OBSERVED)),
      "5",
      String(report.linesOf()),
    ]);
  });

  test("has the worst stream first", async () => {
    const ids = (
      await page.locator("[data-section=streams] tbody tr").evaluateAll((all) => all.map((row) => (row as HTMLElement).dataset.row))
    ).slice(0, 3);
    expect(ids).toEqual(["stream-001", "stream-003", "stream-002"]);
  });

  test("ranks causes with their cumulative share", async () => {
    const rows = (await report.readRows("causes")).map(([cause, incidents, , share, cumulative, length]) => [
      cause,
      incidents,
      share,
      cumulative,
      length,
    ]);
    expect(rows).toEqual([
      ["서버에 송출 중인 영상이 없음", "3", "60%", "60%", sayTime(60 * MINUTE + 42_000 + 20 * MINUTE)],
      ["서버가 연결을 거부함", "1", "20%", "80%", "10분"],
      ["서버 응답 대기", "1", "20%", "100%", "5분"],
    ]);
    expect(await page.locator("[data-section=causes] tr[data-kind=last]").getAttribute("data-row")).toBe("refused");
  });

  test("lists the longest outages, and says which of them reach beyond the month", async () => {
    const rows = await report.readRows("outages");
    expect(rows.map(([, stream, , , length]) => [stream!.split(" 127")[0], length])).toEqual([
      ["1번 출입구", "1시간"],
      ["stream-003", "20분"],
      ["1번 출입구", "10분"],
      ["2번 출입구", "5분"],
      ["1번 출입구", "42초"],
    ]);
    expect(rows[0]![2]).toMatch(/ 00:00 이전$/);
    expect(rows[0]![3]).toMatch(/ 01:00$/);
    expect(rows[1]![3]).toBe("계속");
  });

  test("has a row for each day, and the hours of the week", async () => {
    const days = await report.readRows("days");
    expect(days).toHaveLength(new Date(TO - 1).getDate());
    const incidentsOn = (day: number) => OUTAGES.filter(({ from }) => new Date(Math.max(from, FROM)).getDate() === day).length;
    expect(days.map(([, , incidents]) => Number(incidents))).toEqual(days.map((_, n) => incidentsOn(n + 1)));
    expect(days[19]!.slice(5)).toEqual(["75%", "25%", "0%"]);
    const hours = await report.readRows("hours");
    const expected = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0));
    for (const { from } of OUTAGES) {
      const date = new Date(Math.max(from, FROM));
      expected[date.getDay()]![date.getHours()]! += 1;
    }
    expect(hours.map(([, ...cells]) => cells.map(Number))).toEqual(expected.map((row) => [...row, sum(row)]));
  });

  test("says in words what it is about", async () => {
    const head = await page.locator(".paper-sheet header").innerText();
    for (const part of ["=종합관제센터", "3번 관제석", "모든 서버", `${MONTH}-01`]) expect(head).toContain(part);
    const summary = await page.locator(".paper-summary").innerText();
    expect(summary).toContain(`영상 ${STREAMS.length}개`);
    expect(summary).toContain("장애 5건");
    expect(summary).toContain("가장 긴 장애: 1번 출입구, 1시간");
    expect(await page.locator(".paper-so-far").count()).toBe(0);
  });
});

describe("the choice of month and server", () => {
  test("goes to other months by mouse and by keyboard, as far as there is data", async () => {
    await page.getByRole("button", { name: "다음 달" }).click();
    await report.paper(PRESENT).waitFor();
    await page.locator(".paper-so-far", { hasText: "까지의 중간 집계" }).waitFor();
    expect(await page.getByRole("button", { name: "다음 달" }).isDisabled()).toBe(true);
    await page.getByRole("combobox", { name: "월" }).focus();
    await page.keyboard.press("ArrowDown");
    await report.paper(MONTH).waitFor();
    await page.getByRole("button", { name: "이전 달" }).focus();
    await page.keyboard.press("Enter");
    await report.paper(addMonths(MONTH, -1)).waitFor();
    // One hour of it was observed.
    expect((await report.readRow("streams", "quiet-1")).slice(1, 3)).toEqual(["100%", "0"]);
    expect(await page.getByRole("button", { name: "이전 달" }).isDisabled()).toBe(true);
    await page.goBack();
    await report.paper(MONTH).waitFor();
  });

  test("takes a month by its address; one of which nothing is known says so, one that lies ahead is last month", async () => {
    await report.open("month=2001-02", "2001-02");
    await page.locator(".paper-empty", { hasText: "이 달에 관측된 영상이 없습니다" }).waitFor();
    expect(await page.locator("[data-section=streams]").count()).toBe(0);
    await report.open(`month=${addMonths(PRESENT, 1)}`);
  });

  test("narrows the report to a server, and says so on paper", async () => {
    await page.getByRole("button", { name: "서버: 모든 서버" }).click();
    await page.getByRole("checkbox", { name: OTHER }).check();
    await page.locator(".paper-sheet dd", { hasText: OTHER }).waitFor();
    expect((await report.readRows("streams")).map(([name]) => name!.split(/\s/)[0])).toEqual([
      "stream-003",
      ...QUIET.map(({ id }) => id).toSorted(),
      "전체",
    ]);
    expect((await report.readRows("outages")).length).toBe(1);
    await page.keyboard.press("Escape");
    await report.open(`month=${MONTH}`);
    await page.locator(".paper-sheet dd", { hasText: "모든 서버" }).waitFor();
  });

  test("is taken over from the dashboard", async () => {
    const month = addMonths(MONTH, -1);
    await page.evaluate((hash) => (location.hash = hash), `#/dashboard?range=${month}&server=${OTHER}`);
    await page.locator(".dashboard .report-link").click();
    await report.paper(month).waitFor();
    await page.locator(".paper-sheet dd", { hasText: OTHER }).waitFor();
  });
});
