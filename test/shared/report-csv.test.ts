import { describe, expect, test } from "vitest";
import type { Language } from "../../shared/choose-language.ts";
import { buildActsCsv, buildDaysCsv, buildSitesCsv, buildStreamsCsv } from "../../shared/report-csv.ts";
import { REPORT_LABELS } from "../../shared/report-labels.ts";
import type { ReportActs } from "../../shared/report/collect-acts.ts";
import { measureReport } from "../../shared/report/measure-report.ts";
import { createPaperContext } from "../../shared/report/paper-context.ts";
import type { Report } from "../../shared/report/report-api.ts";
import { settingsSchema } from "../../shared/settings.ts";
import { computeFigures } from "../../shared/statistics/compute-figures.ts";
import type { Statistics } from "../../shared/statistics-api.ts";
import type { StreamTimeline } from "../../shared/statistics/build-timelines.ts";

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
const FROM = new Date(2026, 9, 1).getTime();
const TO = new Date(2026, 9, 3).getTime();
const subject = { month: "2026-10", site: '=HYPERLINK("http://x")', client: "3번 관제석" };
const settings = settingsSchema.parse({
  client: { name: "3번 관제석" },
  servers: [{ id: "s", whepBaseUrl: "http://10.0.0.1:8889" }],
  streams: [{ id: "a", name: '1번, "출입구"', serverId: "s", path: "a", site: "강남, 역" }],
});
const optionsOf = (language: Language, given = subject) => ({
  subject: given,
  labels: REPORT_LABELS[language],
  context: createPaperContext(language, settings, "PC"),
});

/** Two days: `a` was down for 1.5 s and 30 min and unseen for an hour; nobody saw `b`. */
function makeReport(lines?: Statistics["lines"], hours?: Report["figures"]["hours"]): Report {
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
  const statistics = { ...computeFigures([a, b], question), ...shared, steps: [], damaged: 0, index, ...(lines && { lines }) };
  const figures = measureReport([a, b], [], { ...question, siteOf: (id) => (id === "a" ? "강남, 역" : ""), hours });
  return { month: "2026-10", statistics, figures, acts: ACTS };
}
const ACTS: ReportActs = {
  acts: [
    { at: FROM + 3_661_000, type: "acknowledged", kind: "stream_down", source: "a", by: "김" },
    { at: FROM + 2 * HOUR, type: "shelved", kind: "stream_down", source: "a", text: '=공사, "야간"', until: FROM + 3 * HOUR },
  ],
  counts: { acknowledged: 1, shelved: 1, unshelved: 0, out_of_service: 0, in_service: 0, commented: 0 },
};
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
    const [head, a, b, all, ...more] = readCsv(buildStreamsCsv(makeReport(LINES), optionsOf("ko")));
    expect(head!.slice(0, 8)).toEqual(["월", "장소", "PC", "영상 ID", "영상", "서버", "가용률(%)", "관측 시간(초)"]);
    const down = 1_801.5;
    const observed = 47 * 3_600;
    expect(a!.slice(0, 6)).toEqual(["2026-10", `'${subject.site}`, "3번 관제석", "a", '1번, "출입구"', "10.0.0.1:8889"]);
    expect(Number(a![6])).toBeCloseTo(100 * (1 - down / observed), 9);
    expect(a!.slice(7, 18)).toEqual([observed, down, 3_600, 0, 2, 7, (observed - down) / 2, 900.75, 900.75, 1_710.075, 1_800].map(String));
    expect(a!.slice(18)).toEqual(["강남, 역", "서버 응답 대기", "2", "0", "0", "", "", "", "", "", "", "", ""]);
    expect(b!.slice(18)).toEqual(["", "", "", "0", "0", "", "", "", "", "", "", "", ""]);
    expect(b!.slice(0, 18)).toEqual([
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
    expect(all!.slice(3, 18)).toEqual([
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
    const [head, ...rows] = readCsv(buildStreamsCsv(makeReport(), optionsOf("en")));
    expect(rows.map((row) => row[head!.indexOf("Log lines")])).toEqual(["", "", ""]);
  });

  test("does not round a second of downtime in a large wall away", () => {
    const report = makeReport(LINES);
    const { statistics } = report;
    const month = 31 * 24 * HOUR * 64;
    const whole = { ...statistics.whole, up: month - SECOND, down: SECOND, availability: 1 - SECOND / month };
    const [head, ...rows] = readCsv(buildStreamsCsv({ ...report, statistics: { ...statistics, whole } }, optionsOf("en")));
    expect(rows.at(-1)![head!.indexOf("Availability (%)")]).toBe("99.9999994166");
  });
});

test("the days' file has a row for each day, all streams together", () => {
  const [head, ...rows] = readCsv(buildDaysCsv(makeReport(LINES), optionsOf("en", { ...subject, site: "" })));
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

test("the sites' file, to the letter: whole days and service hours beside each other", () => {
  const text = buildSitesCsv(makeReport(LINES, { from: "05:00", to: "01:00" }), optionsOf("ko", { ...subject, site: "관제" }));
  // Closed 01:00-05:00: of the outages the second, of the unknown hour all; nobody saw the other stream.
  expect(text).toBe(
    "\uFEFF월,장소,PC,현장,영상(개),가용률(%),관측 시간(초),끊긴 시간(초),미관측(초),점검 중(초),장애(건),최장 장애(초),가장 많은 원인,그 원인(건)," +
      "자동 복구 시도(회),자동 복구 성공(회),운행 시간,운행 시간 가용률(%),운행 시간 관측(초),운행 시간 끊김(초),운행 시간 미관측(초)," +
      "운행 시간 점검 중(초),운행 시간 장애(건),운행 시간 최장 장애(초)\r\n" +
      '2026-10,관제,3번 관제석,"강남, 역",1,98.9352836879,169200,1801.5,3600,0,2,1800,서버 응답 대기,2,0,0,05:00-01:00,98.7179487179,140400,1800,3600,0,1,1800\r\n' +
      "2026-10,관제,3번 관제석,,1,,0,0,172800,0,0,,,,0,0,05:00-01:00,,0,0,144000,0,0,\r\n" +
      "2026-10,관제,3번 관제석,전체,2,98.9352836879,169200,1801.5,176400,0,2,1800,서버 응답 대기,2,0,0,05:00-01:00,98.7179487179,140400,1800,147600,0,1,1800\r\n",
  );
});

test("the acts' file, to the letter: no formula, local time", () => {
  expect(buildActsCsv(makeReport(), optionsOf("ko", { ...subject, site: "관제" }))).toBe(
    "\uFEFF시각,장소,PC,경보,조치,누가,내용,언제까지\r\n" +
      '2026-10-01 01:01:01,관제,3번 관제석,"1번, ""출입구"" 영상 끊김",확인,김,,\r\n' +
      '2026-10-01 02:00:00,관제,3번 관제석,"1번, ""출입구"" 영상 끊김",보류,,"\'=공사, ""야간""",2026-10-01 03:00:00\r\n',
  );
});
