import { describe, expect, test } from "vitest";
import { buildDaysCsv, buildStreamsCsv } from "../../shared/report-csv.ts";
import { REPORT_LABELS } from "../../shared/report-labels.ts";
import { computeFigures } from "../../shared/statistics/compute-figures.ts";
import type { Statistics } from "../../shared/statistics-api.ts";
import type { StreamTimeline } from "../../shared/statistics/build-timelines.ts";

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
const FROM = new Date(2026, 9, 1).getTime();
const TO = new Date(2026, 9, 3).getTime();
const subject = { month: "2026-10", site: '=HYPERLINK("http://x")', client: "3번 관제석" };
const nameStream = (id: string) => (id === "a" ? '1번, "출입구"' : id);

/** Two days: `a` was down for 1.5 s and 30 min and unseen for an hour; nobody saw `b`. */
function makeStatistics(lines?: Statistics["lines"]): Statistics {
  const a: StreamTimeline = {
    streamId: "a",
    server: "10.0.0.1:8889",
    down: [
      { from: FROM + HOUR, to: FROM + HOUR + 1_500 },
      { from: TO - HOUR, to: TO - HOUR / 2 },
    ],
    unknown: [{ from: FROM, to: FROM + HOUR }],
  };
  const b: StreamTimeline = { streamId: "@b", server: "", down: [], unknown: [{ from: FROM, to: TO }] };
  const question = {
    window: { from: FROM, to: TO },
    configured: [{ id: "@b", server: "" }],
    isWanted: () => true,
    maintenanceOf: () => [],
    pieces: 0,
  };
  const index = { source: "own", state: "ready" } as unknown as Statistics["index"];
  const shared = { observers: [], disagreements: { list: [], total: 0 } };
  return { ...computeFigures([a, b], question), ...shared, steps: [], damaged: 0, index, ...(lines && { lines }) };
}
const LINES = { total: 9, streams: { a: 7 }, days: [4, 5] } as unknown as NonNullable<Statistics["lines"]>;

/** As RFC 4180 has it. */
function readCsv(text: string): string[][] {
  expect(text.startsWith("\uFEFF")).toBe(true);
  expect(text.endsWith("\r\n")).toBe(true);
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text.slice(1, -2).matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    rows.at(-1)!.push(quoted?.replaceAll('""', '"') ?? plain ?? "");
    if (end === "\r\n") rows.push([]);
    else if (end === "") break;
  }
  return rows;
}

describe("the streams' file", () => {
  test("is one table: a head with units, a row for each stream, and all together at the end", () => {
    const [head, a, b, all, ...more] = readCsv(buildStreamsCsv(makeStatistics(LINES), { subject, labels: REPORT_LABELS.ko, nameStream }));
    expect(head!.slice(0, 8)).toEqual(["월", "장소", "PC", "영상 ID", "영상", "서버", "가용률(%)", "관측 시간(초)"]);
    const down = 1_801.5;
    const observed = 47 * 3_600;
    expect(a!.slice(0, 6)).toEqual(["2026-10", `'${subject.site}`, "3번 관제석", "a", '1번, "출입구"', "10.0.0.1:8889"]);
    expect(Number(a![6])).toBeCloseTo(100 * (1 - down / observed), 9);
    expect(a!.slice(7)).toEqual([observed, down, 3_600, 0, 2, 7, (observed - down) / 2, 900.75, 900.75, 1_710.075, 1_800].map(String));
    expect(b).toEqual([
      "2026-10",
      `'${subject.site}`,
      "3번 관제석",
      "'@b",
      "'@b",
      "",
      "",
      "0",
      "0",
      "172800",
      "0",
      "0",
      "0",
      "",
      "",
      "",
      "",
      "",
    ]);
    expect(all!.slice(3)).toEqual([
      "",
      "전체",
      "",
      a![6],
      String(observed),
      String(down),
      String(3_600 + 172_800),
      "0",
      "2",
      "9",
      "",
      "",
      "",
      "",
      "",
    ]);
    expect(more).toEqual([]);
  });

  test("leaves the lines empty while nobody has counted them", () => {
    const [head, ...rows] = readCsv(buildStreamsCsv(makeStatistics(), { subject, labels: REPORT_LABELS.en, nameStream }));
    expect(rows.map((row) => row[head!.indexOf("Log lines")])).toEqual(["", "", ""]);
  });

  test("does not round a second of downtime in a large wall away", () => {
    const statistics = makeStatistics(LINES);
    const month = 31 * 24 * HOUR * 64;
    const whole = { ...statistics.whole, up: month - SECOND, down: SECOND, availability: 1 - SECOND / month };
    const [head, ...rows] = readCsv(buildStreamsCsv({ ...statistics, whole }, { subject, labels: REPORT_LABELS.en, nameStream }));
    expect(rows.at(-1)![head!.indexOf("Availability (%)")]).toBe("99.9999994166");
  });
});

test("the days' file has a row for each day, all streams together", () => {
  const [head, ...rows] = readCsv(buildDaysCsv(makeStatistics(LINES), { subject: { ...subject, site: "" }, labels: REPORT_LABELS.en }));
  expect(head).toEqual([
    "Date",
    "Site",
    "PC",
    "Availability (%)",
    "Observed (s)",
    "Time down (s)",
    "Unknown (s)",
    "Maintenance (s)",
    "Incidents",
    "Log lines",
  ]);
  expect(rows.map((row) => row.toSpliced(3, 1))).toEqual([
    ["2026-10-01", "", "3번 관제석", "82800", "1.5", "90000", "0", "1", "4"],
    ["2026-10-02", "", "3번 관제석", "86400", "1800", "86400", "0", "1", "5"],
  ]);
});
