import { expect, test } from "vitest";
import { makeSteps } from "../../../renderer/dashboard/figure-steps.ts";
import { sayPattern } from "../../../renderer/dashboard/say-pattern.ts";
import { createFormats } from "../../../shared/create-formats.ts";
import { en } from "../../../renderer/i18n/en.ts";
import { ko } from "../../../renderer/i18n/ko.ts";
import type { PatternFinding } from "../../../shared/patterns/pattern-finding.ts";

const inKorean = { language: "ko" as const, texts: ko, formats: createFormats("ko") };
const inEnglish = { language: "en" as const, texts: en, formats: createFormats("en") };
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const base = {
  streams: ["a"],
  count: 45,
  from: new Date(2026, 8, 1).getTime(),
  to: new Date(2026, 10, 27).getTime(),
  chance: 1e-9,
  incidents: [],
};
const rhythm = { ...base, kind: "rhythm" as const, of: 60, within: 110_000 };
const rate = { ...base, kind: "rate" as const, isMore: true, since: new Date(2026, 10, 12).getTime(), before: 0.21, after: 12.4 };

test.each<[PatternFinding, string, string]>([
  [
    { ...rhythm, period: "day", at: 2 * HOUR + 20_000 },
    "A: 9월 1일 (화)부터 11월 26일 (목)까지 장애 60건 중 45건이 매일 02:00 ± 2분에 일어났습니다 (신뢰도 99.9% 이상)",
    "A: 45 of 60 incidents came every day at 02:00 ± 2m, Tue, Sep 1 to Thu, Nov 26 (confidence over 99.9%)",
  ],
  [
    { ...rhythm, period: "week", at: 7 * DAY - 1, within: 0, chance: 0.002 },
    "A: 9월 1일 (화)부터 11월 26일 (목)까지 장애 60건 중 45건이 매주 일 00:00 ± 1분에 일어났습니다 (신뢰도 99.7% 이상)",
    "A: 45 of 60 incidents came every week on Sun at 00:00 ± 1m, Tue, Sep 1 to Thu, Nov 26 (confidence over 99.7%)",
  ],
  [
    { ...rhythm, period: "hour", at: 5 * 60_000 },
    "A: 9월 1일 (화)부터 11월 26일 (목)까지 장애 60건 중 45건이 매시 05분 ± 2분에 일어났습니다 (신뢰도 99.9% 이상)",
    "A: 45 of 60 incidents came every hour at minute 05 ± 2m, Tue, Sep 1 to Thu, Nov 26 (confidence over 99.9%)",
  ],
  [
    rate,
    "A: 11월 12일 (목)부터 장애가 하루 0.2건에서 12건으로 늘었습니다 (이후 45건, 9월 1일 (화)부터 11월 26일 (목)까지, 신뢰도 99.9% 이상)",
    "A: more often since Thu, Nov 12, from 0.2 to 12 incidents a day (45 since then, Tue, Sep 1 to Thu, Nov 26, confidence over 99.9%)",
  ],
  [
    { ...rate, isMore: false, before: 12.4, after: 0 },
    "A: 11월 12일 (목)부터 장애가 하루 12건에서 0건으로 줄었습니다 (이전 45건, 9월 1일 (화)부터 11월 26일 (목)까지, 신뢰도 99.9% 이상)",
    "A: less often since Thu, Nov 12, from 12 to 0 incidents a day (45 before, Tue, Sep 1 to Thu, Nov 26, confidence over 99.9%)",
  ],
  [
    { ...base, kind: "together", streams: ["a", "b", "c", "d", "e", "f"], expected: 0.01 },
    "A, B, C, D 외 2개: 9월 1일 (화)부터 11월 26일 (목)까지 45번 15초 안에 함께 끊겨(우연이라면 0.1번 이하) 같은 스위치나 현장일 수 있습니다 (신뢰도 99.9% 이상)",
    "A, B, C, D and 2 more: failed together within 15 s 45 times, Tue, Sep 1 to Thu, Nov 26 (by chance at most 0.1): they may hang on the same switch or site (confidence over 99.9%)",
  ],
])("%o", (finding, korean, english) => {
  const nameStream = (id: string) => id.toUpperCase();
  expect(sayPattern(finding, { words: inKorean, nameStream })).toBe(korean);
  expect(sayPattern(finding, { words: inEnglish, nameStream })).toBe(english);
});

test("the scores of recovery steps name the one that recovered most, and say where none did", () => {
  const steps = [
    { step: "ice_restart" as const, tried: 4, recovered: 0 },
    { step: "new_session" as const, tried: 4, recovered: 3, medianTook: 12_000 },
  ];
  const { summary, table } = makeSteps({ steps }, inEnglish);
  expect(summary).toBe("Recovered most: new session, 3 of 4");
  expect(table.rows.map((row) => row.map(({ text }) => text))).toEqual([
    ["ICE restart", "4", "0", "0%", "–"],
    ["new session", "4", "3", "75%", "12s"],
  ]);
  expect(makeSteps({ steps: steps.slice(0, 1) }, inEnglish).summary).toBe(en.patterns.steps.noneRecovered);
  expect(makeSteps({ steps: [] }, inKorean)).toMatchObject({ summary: ko.patterns.steps.none, table: { rows: [] } });
});
