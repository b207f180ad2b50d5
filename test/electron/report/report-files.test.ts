import { join } from "node:path";
import { expect, test } from "vitest";
import { monthWindow } from "../../../shared/report-month.ts";
import { settingsSchema } from "../../../shared/settings.ts";
import { localDate } from "../../../electron/journal/segment-name.ts";
import { readPdf } from "../../support/read-pdf.ts";
import { writePlannedStates } from "../../support/write-planned-states.ts";
import { openDesk, writeLog } from "../history/history-desk.ts";

const HOUR = 3_600_000;
const { from } = monthWindow("2026-09");
const settings = settingsSchema.parse({
  client: { name: "3번 관제석", site: "종합관제센터" },
  servers: [{ id: "a", name: "본관", whepBaseUrl: "http://a:1" }],
  streams: [{ id: "gate", name: "1번 출입구 뷁", serverId: "a", path: "gate", site: "강남역" }], // one sign that is rare
  report: { serviceHours: { from: "05:00", to: "01:00" } },
});
const asked = { month: "2026-09", language: "ko" as const, hostName: "PC-3", version: "1.2.3", createdAt: from + 40 * 24 * HOUR };

function openRoom() {
  const desk = openDesk({ settings: () => settings });
  const outage = { streamId: "gate", from: from + 24.5 * HOUR, to: from + 30 * HOUR, reason: "refused" as const };
  const steps = [{ step: "new_session" as const, outcome: "failed" as const, took: 900 }];
  const window = { from, to: from + 48 * HOUR + 30_000 }; // its last sign of life is at 48 hours
  const plan = { window, streams: [{ id: "gate", server: "a:1" }], outages: [{ ...outage, steps }], off: [] };
  writePlannedStates(desk.states, plan);
  const alarm = { alarmId: "stream:gate", timestamp: new Date(from + 25 * HOUR).toISOString() };
  writeLog(join(desk.dataDir, "logs", "alarms", `${localDate(from + 25 * HOUR)}.jsonl`), [
    JSON.stringify({
      ...alarm,
      event: "commented",
      text: "전원 어댑터 교체 (현장 확인)",
      by: "김철수",
      id: "0197c0de-0000-7000-8000-000000000001",
    }),
    "torn",
  ]);
  return desk;
}

test("a month as files, by the history process: the tables, and the paper that says the same in either language", async () => {
  const { history } = openRoom();
  const { isKnown, files } = await history.makeReport(asked);
  expect(isKnown).toBe(true);
  expect(files.map(({ name }) => name.slice("mtx-watch-report-2026-09".length))).toEqual(["-streams.csv", "-sites.csv", "-days.csv", "-acts.csv", ".pdf"]); // prettier-ignore
  const [streams, sites, , acts, paper] = files.map(({ content, isText }) => (isText ? content : Buffer.from(content, "base64")));
  // Two days, 5.5 hours down over the second night: of the 40 hours of service 1.5.
  expect(sites).toContain("2026-09,종합관제센터,3번 관제석,강남역,1,88.5416666667,172800,19800,2419200,0,1,19800,서버가 연결을 거부함,1,1,0,05:00-01:00,96.25,144000,5400,2016000,0,1,5400\r\n"); // prettier-ignore
  expect(streams).toContain("gate,1번 출입구 뷁,a:1,88.5416666667,172800,19800");
  expect(acts).toContain("1번 출입구 뷁 영상 끊김,의견,김철수,전원 어댑터 교체 (현장 확인),");
  const { pages, text } = readPdf(paper as Buffer);
  expect(pages).toBeGreaterThanOrEqual(2);
  expectWords(text, [
    "영상 가용률 월간 보고서, 2026년 9월",
    "종합관제센터",
    "담당 검토 승인",
    "운행 시간",
    "05:00–01:00",
    "현장별 가용률",
    "강남역",
    "88.542%",
    "96.250%",
    "1번 출입구 뷁",
    "서버가 연결을 거부함 1건",
    "조치 내역",
    "김철수",
    "전원 어댑터 교체 (현장 확인)",
    "1회 중 0회",
    `1/${pages} `,
    "MTX Watch 1.2.3",
  ]);

  const english = await history.makeReport({ ...asked, language: "en" });
  const paperInEnglish = readText(english.files);
  const names = ["3번 관제석", "종합관제센터", "1번 출입구 뷁", "강남역", "김철수", "전원 어댑터 교체 (현장 확인)"];
  expect(names.reduce((rest, name) => rest.replaceAll(name, ""), paperInEnglish ?? "")).not.toMatch(/[가-힣]/);
  expectWords(paperInEnglish, ["Prepared Reviewed Approved"]);

  // Before anything was kept there is nothing to report; of a month that nobody watched there is.
  expect(await history.makeReport({ ...asked, month: "2026-08" })).toEqual({ isKnown: false, files: [] });
  const blind = await history.makeReport({ ...asked, month: "2026-10" });
  expect(blind.isKnown).toBe(true);
  expectWords(readText(blind.files), ["이 달에 관측된 영상이 없습니다"]);
});

/** Of the paper. */
function readText(files: readonly { content: string }[]): string | undefined {
  return readPdf(Buffer.from(files.at(-1)!.content, "base64")).text;
}

/** Without pdftotext nobody can read them. */
function expectWords(text: string | undefined, words: readonly string[]): void {
  const plain = text?.replace(/\s+/g, " ");
  for (const each of words) if (plain !== undefined) expect(plain).toContain(each);
}
