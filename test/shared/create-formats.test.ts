import { describe, expect, test } from "vitest";
import { writeDuration } from "../../shared/alarms/write-alarm-sentence.ts";
import { chooseLanguage } from "../../shared/choose-language.ts";
import { createFormats } from "../../shared/create-formats.ts";

const ko = createFormats("ko");
const en = createFormats("en");
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe("a duration", () => {
  test.each([
    [0, "0초", "0s"],
    [999, "0초", "0s"],
    [7 * SECOND, "7초", "7s"],
    [5 * MINUTE, "5분", "5m"],
    [5 * MINUTE + 12 * SECOND, "5분 12초", "5m 12s"],
    [55 * MINUTE - 0.000_1, "55분", "55m"],
    [HOUR + 59 * SECOND, "1시간", "1h"],
    [26 * HOUR + 10 * MINUTE, "1일 2시간", "1d 2h"],
    [100 * DAY, "100일", "100d"],
    [-5 * SECOND, "0초", "0s"],
  ])("of %i ms reads %s and %s", (milliseconds, korean, english) => {
    expect(ko.duration(milliseconds)).toBe(korean);
    expect(en.duration(milliseconds)).toBe(english);
  });

  test("is as long in an alarm's sentence as beside it", () => {
    for (const milliseconds of [999, 31_600, 55 * MINUTE - 0.000_1])
      expect(writeDuration(milliseconds, "ko")).toBe(ko.duration(milliseconds));
  });
});

describe("a time", () => {
  const morning = new Date(2026, 0, 8, 2, 10, 5).getTime();

  test("is the hour and minute on the same day, in 24 hours", () => {
    expect(ko.since(morning, morning + HOUR)).toBe("02:10");
    expect(en.since(morning, morning + HOUR)).toBe("02:10");
    expect(ko.since(new Date(2026, 0, 8, 0, 3).getTime(), morning)).toBe("00:03");
  });

  test("carries its date once another day has begun", () => {
    expect(ko.since(morning, morning + DAY)).toBe("1월 8일 02:10");
    expect(en.since(morning, morning + DAY)).toContain("Jan 8");
  });

  test("of a frame has seconds", () => {
    expect(ko.clock(morning)).toBe("02:10:05");
    expect(en.clock(morning)).toBe("02:10:05");
  });
});

describe("the language", () => {
  test.each([
    ["system", "ko-KR", "ko"],
    ["system", "ko", "ko"],
    ["system", "kok-IN", "en"],
    ["system", "de-DE", "en"],
    ["system", "", "en"],
    ["en", "ko-KR", "en"],
    ["ko", "en-US", "ko"],
  ] as const)("wanted as %s on a %j system is %s", (wanted, system, language) => {
    expect(chooseLanguage(wanted, system)).toBe(language);
  });
});

describe("an availability", () => {
  test.each([
    [1, "100%"],
    [0.999_999_99, "99.999%"],
    [0.988_095_2, "98.810%"],
    [0.98, "98.000%"],
    [0, "0.000%"],
  ])("of %d reads %s: never 100 %% of what was down", (share, text) => {
    expect(ko.availability(share)).toBe(text);
    expect(en.availability(share)).toBe(text);
  });
});

test("days, weekdays, hours and months have their names", () => {
  const time = new Date(2026, 0, 8, 21, 4).getTime();
  expect([ko.day(time), ko.moment(time), ko.weekday(0), ko.weekday(6), ko.hour(3), ko.month("2026-01")]).toEqual([
    "1월 8일 (목)",
    "1월 8일 21:04",
    "일",
    "토",
    "3시",
    "2026년 1월",
  ]);
  expect([en.day(time), en.moment(time), en.weekday(0), en.weekday(6), en.hour(3), en.month("2026-01")]).toEqual([
    "Thu, Jan 8",
    "Jan 8, 21:04",
    "Sun",
    "Sat",
    "03:00",
    "January 2026",
  ]);
});

test("names stand in the order of the language, and numbers in them by their value", () => {
  const names = ["gate", "나루", "cam10", "가락", "cam9", "Gate 2"];
  const inOrder = (formats: typeof ko) => names.toSorted(formats.compareNames);
  expect(inOrder(ko)).toEqual(["가락", "나루", "cam9", "cam10", "gate", "Gate 2"]);
  expect(inOrder(en)).toEqual(["cam9", "cam10", "gate", "Gate 2", "가락", "나루"]);
});
