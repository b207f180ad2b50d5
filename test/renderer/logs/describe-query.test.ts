import { describe, expect, test } from "vitest";
import { createFormats } from "../../../shared/create-formats.ts";
import { en } from "../../../renderer/i18n/en.ts";
import { ko } from "../../../renderer/i18n/ko.ts";
import { describeQuery } from "../../../renderer/logs/describe-query.ts";
import { EMPTY_QUERY } from "../../../renderer/ui/log-query.ts";
import type { LogQuery } from "../../../renderer/ui/log-query.ts";

const WORDS = { ko: { texts: ko, formats: createFormats("ko") }, en: { texts: en, formats: createFormats("en") } };

/** The whole sentence, its parts with a comma between them, for 1 234 records. */
function say(language: "ko" | "en", query: Partial<LogQuery>): string {
  const { texts, formats } = WORDS[language];
  const parts = describeQuery({ ...EMPTY_QUERY, ...query }, WORDS[language]).map(({ words }) => words);
  return texts.logs.sentence.whole(parts.join(", "), formats.count(1_234));
}

const at = (...day: [number, number, number]) => new Date(...day).toISOString();

const CASES: [query: Partial<LogQuery>, korean: string, english: string][] = [
  [{}, "오늘 기록 1,234건", "1,234 records, Today"],
  [{ range: { kind: "last", hours: 24 } }, "최근 24시간 기록 1,234건", "1,234 records, Last 24 h"],
  [{ range: { kind: "last", hours: 168 } }, "최근 7일 기록 1,234건", "1,234 records, Last 7 days"],
  [
    { range: { kind: "days", from: "2026-01-01", until: "2026-01-31" } },
    "2026-01-01부터 2026-01-31까지 기록 1,234건",
    "1,234 records, 2026-01-01 to 2026-01-31",
  ],
  [{ range: { kind: "days", from: "2026-01-01", until: "2026-01-01" } }, "2026-01-01 기록 1,234건", "1,234 records, 2026-01-01"],
  [
    { facets: { type: { include: ["fetch_error", "unknown"] }, reason: { exclude: ["dns"] } }, text: " 502 " },
    "오늘, 유형이 ‘서버 접속 실패’ 또는 ‘기타 오류’인, 원인이 ‘서버 이름을 찾을 수 없음’ 아닌, ‘502’ 문구가 있는 기록 1,234건",
    "1,234 records, Today, whose type is “Server not reached” or “Other error”, whose reason is not “Server name not found”, that contain “502”",
  ],
  [
    { facets: { status: { include: [""] }, type: { include: ["made_up"] } }, range: { kind: "all" } },
    "전체 기간, 유형이 ‘made_up’인, 상태 코드가 ‘(없음)’인 기록 1,234건",
    "1,234 records, All time, whose type is “made_up”, whose status is “(none)”",
  ],
  [
    { hourOfWeek: { day: 1, hour: 14 } },
    "오늘, 매주 월요일 14시대의 기록 1,234건",
    "1,234 records, Today, of the hour from 14:00 on each Mon",
  ],
  [
    {
      range: { kind: "days", from: "2026-01-05", until: "2026-01-06" },
      outages: { from: at(2026, 0, 5), until: at(2026, 0, 7), longerThan: 60_000, shorterThan: 300_000 },
    },
    "2026-01-05부터 2026-01-06까지, 지속 시간 1분–5분인 장애 중의 기록 1,234건",
    "1,234 records, 2026-01-05 to 2026-01-06, during outages of 1m–5m",
  ],
  [
    { outages: { from: at(2026, 0, 5), until: at(2026, 0, 7), shorterThan: 10_000 } },
    "오늘, 2026-01-05 00:00부터 2026-01-07 00:00까지 지속 시간 10초 미만인 장애 중의 기록 1,234건",
    "1,234 records, Today, during outages of under 10s (2026-01-05 00:00 to 2026-01-07 00:00)",
  ],
  [
    { range: { kind: "times", from: at(2026, 0, 5), until: at(2026, 0, 7) }, outages: { from: at(2026, 0, 5), until: at(2026, 0, 7) } },
    "2026-01-05 00:00부터 2026-01-07 00:00까지, 장애 중의 기록 1,234건",
    "1,234 records, 2026-01-05 00:00 to 2026-01-07 00:00, during outages",
  ],
  [
    { fingerprints: ["v1:a", "v1:b"], damagedOnly: true },
    "오늘, 고른 오류 묶음 2개에 속한, 손상된 줄인 기록 1,234건",
    "1,234 records, Today, of 2 chosen kinds of error, that are damaged lines",
  ],
];

describe("the filter as a sentence", () => {
  test.each(CASES)("%j", (query, korean, english) => {
    expect(say("ko", query)).toBe(korean);
    expect(say("en", query)).toBe(english);
  });

  test("calls streams by their names", () => {
    const query: LogQuery = { ...EMPTY_QUERY, facets: { stream: { include: ["s1", "s2"] } } };
    const parts = describeQuery(query, { ...WORDS.en, nameStream: (id) => (id === "s1" ? "Gate 1" : id) });
    expect(parts.map(({ words }) => words)).toContain("whose stream is “Gate 1” or “s2”");
  });
});
