import type { Language } from "./choose-language.ts";
import { makeOnce } from "./make-once.ts";

/** Numbers and times as people of a language write them; clock times are 24-hour and local. */
export interface Formats {
  count(value: number): string;
  /** With at most one digit after the point. */
  decimal(value: number): string;
  /** 0…1 as percent. */
  percent(share: number): string;
  /** 0…1 as percent with three digits; what was down for a second is not 100 %. */
  availability(share: number): string;
  /** `milliseconds` in its two largest units: "5분 12초", "1d 3h". Never negative. */
  duration(milliseconds: number): string;
  /** 02:10; with the date where it is not the day of `now`. */
  since(time: number, now: number): string;
  /** 02:10:05 */
  clock(time: number): string;
  /** The day of a moment, with its weekday. */
  day(time: number): string;
  /** The day and the minute of a moment. */
  moment(time: number): string;
  /** `YYYY-MM` as a month of its year. */
  month(month: string): string;
  /** Short name of a weekday, 0 is Sunday. */
  weekday(day: number): string;
  /** An hour of the day, 0…23. */
  hour(hour: number): string;
  /** Puts names into the order of the language's dictionaries, numbers in them by their value; negative: `a` comes first. */
  compareNames(a: string, b: string): number;
}

const UNITS = [
  { seconds: 86_400, ko: "일", en: "d" },
  { seconds: 3_600, ko: "시간", en: "h" },
  { seconds: 60, ko: "분", en: "m" },
  { seconds: 1, ko: "초", en: "s" },
] as const;

/**
 * What the wall's first picture needs is written by hand: the first formatter of Intl costs a page about 20 ms, in which no answer is
 * applied and no frame shown. Intl has the rest, each formatter from its first use on.
 */
export function createFormats(language: Language): Formats {
  const wholeNumber = makeOnce(() => new Intl.NumberFormat(language));
  const decimal = makeOnce(() => new Intl.NumberFormat(language, { maximumFractionDigits: 1 }));
  const percent = makeOnce(() => new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 1 }));
  const dayAndTime = makeOnce(
    () => new Intl.DateTimeFormat(language, { month: "short", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" }),
  );
  const exactPercent = makeOnce(
    () => new Intl.NumberFormat(language, { style: "percent", minimumFractionDigits: 3, maximumFractionDigits: 3 }),
  );
  const dayOfWeek = makeOnce(() => new Intl.DateTimeFormat(language, { month: "short", day: "numeric", weekday: "short" }));
  const month = makeOnce(() => new Intl.DateTimeFormat(language, { year: "numeric", month: "long" }));
  const weekday = makeOnce(() => new Intl.DateTimeFormat(language, { weekday: "short" }));
  const names = makeOnce(() => new Intl.Collator(language, { numeric: true }));
  /** Below a thousand both languages write digits and nothing else. */
  const count = (value: number) => (Number.isInteger(value) && value >= 0 && value < 1_000 ? String(value) : wholeNumber().format(value));

  return {
    count,
    decimal: (value) => decimal().format(value),
    percent: (share) => percent().format(share),
    availability: (share) => (share < 1 ? exactPercent().format(Math.min(share, 0.999_99)) : percent().format(1)),
    duration(milliseconds) {
      // What was computed may be a binary fraction short of a whole second.
      let rest = Math.max(0, Math.floor(Math.round(milliseconds) / 1_000));
      const largest = UNITS.findIndex(({ seconds }) => rest >= seconds);
      if (largest < 0) return `0${UNITS.at(-1)![language]}`;
      const parts = UNITS.slice(largest, largest + 2).map((unit) => {
        const value = Math.floor(rest / unit.seconds);
        rest %= unit.seconds;
        return value === 0 ? "" : `${count(value)}${unit[language]}`;
      });
      return parts.join(" ").trimEnd();
    },
    since: (at, now) => (isSameDay(at, now) ? clockOf(at).slice(0, "02:10".length) : dayAndTime().format(at)),
    clock: clockOf,
    day: (time) => dayOfWeek().format(time),
    moment: (time) => dayAndTime().format(time),
    month(text) {
      const [year = 0, number = 1] = text.split("-").map(Number);
      return month().format(new Date(year, number - 1, 1));
    },
    weekday: (day) => weekday().format(new Date(2026, 1, 1 + day)), // 1 February 2026 is a Sunday
    compareNames: (a, b) => names().compare(a, b),
    hour: (hour) => (language === "ko" ? `${hour}시` : `${String(hour).padStart(2, "0")}:00`),
  };
}

/** 02:10:05, local. */
function clockOf(time: number): string {
  const at = new Date(time);
  return [at.getHours(), at.getMinutes(), at.getSeconds()].map((part) => String(part).padStart(2, "0")).join(":");
}

function isSameDay(a: number, b: number): boolean {
  return new Date(a).toDateString() === new Date(b).toDateString();
}
