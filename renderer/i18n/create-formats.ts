import type { Language } from "../../shared/choose-language.ts";

/** Numbers and times as people of a language write them; clock times are 24-hour and local. */
export interface Formats {
  count(value: number): string;
  /** With at most one digit after the point. */
  decimal(value: number): string;
  /** 0…1 as percent. */
  percent(share: number): string;
  /** `milliseconds` in its two largest units: "5분 12초", "1d 3h". Never negative. */
  duration(milliseconds: number): string;
  /** 02:10; with the date where it is not the day of `now`. */
  since(time: number, now: number): string;
  /** 02:10:05 */
  clock(time: number): string;
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
  /** Below a thousand both languages write digits and nothing else. */
  const count = (value: number) => (Number.isInteger(value) && value >= 0 && value < 1_000 ? String(value) : wholeNumber().format(value));

  return {
    count,
    decimal: (value) => decimal().format(value),
    percent: (share) => percent().format(share),
    duration(milliseconds) {
      let rest = Math.max(0, Math.floor(milliseconds / 1_000));
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
  };
}

function makeOnce<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

/** 02:10:05, local. */
function clockOf(time: number): string {
  const at = new Date(time);
  return [at.getHours(), at.getMinutes(), at.getSeconds()].map((part) => String(part).padStart(2, "0")).join(":");
}

function isSameDay(a: number, b: number): boolean {
  return new Date(a).toDateString() === new Date(b).toDateString();
}
