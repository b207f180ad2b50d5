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
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
] as const;

export function createFormats(language: Language): Formats {
  const count = new Intl.NumberFormat(language);
  const decimal = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 1 });
  const units = UNITS.map(([unit, seconds]) => {
    const { format } = new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "narrow" });
    return { seconds, format };
  });
  const day = { month: "short", day: "numeric" } as const;
  const minute = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
  const time = new Intl.DateTimeFormat(language, minute);
  const dayAndTime = new Intl.DateTimeFormat(language, { ...day, ...minute });
  const clock = new Intl.DateTimeFormat(language, { ...minute, second: "2-digit" });

  return {
    count: count.format,
    decimal: decimal.format,
    percent: percent.format,
    duration(milliseconds) {
      let rest = Math.max(0, Math.floor(milliseconds / 1_000));
      const largest = units.findIndex(({ seconds }) => rest >= seconds);
      if (largest < 0) return units.at(-1)!.format(0);
      const parts = units.slice(largest, largest + 2).map(({ seconds, format }) => {
        const value = Math.floor(rest / seconds);
        rest %= seconds;
        return value === 0 ? "" : format(value);
      });
      return parts.join(" ").trimEnd();
    },
    since: (at, now) => (isSameDay(at, now) ? time.format(at) : dayAndTime.format(at)),
    clock: clock.format,
  };
}

function isSameDay(a: number, b: number): boolean {
  return new Date(a).toDateString() === new Date(b).toDateString();
}
