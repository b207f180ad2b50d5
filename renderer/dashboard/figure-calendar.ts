import type { Statistics } from "../../shared/statistics-api.ts";
import type { CalendarDay } from "../../shared/statistics/over-time.ts";
import { makeCellsOption } from "./cells-option.ts";
import type { Cell } from "./cells-option.ts";
import type { Words } from "../i18n/i18n-context.tsx";
import type { Figure } from "./figure.ts";
import { sayAvailability, sayLines } from "../ui/say-figure.ts";
import type { LinkToLogs } from "./log-links.ts";
import { formatMonthDay } from "../../shared/format-time.ts";

const ROW_HEIGHT = 30;
/** Room for so many, though there are fewer: a day does not fill the panel. */
const FEWEST_WEEKS = 10;

/** Incidents of each day: weeks go right, weekdays down. A day that nobody observed is hatched. */
export function makeCalendar({ days, lines }: Statistics, words: Words, link: LinkToLogs): Figure {
  const { texts, formats } = words;
  const { calendar } = texts.dashboard;
  const places = placeDays(days.map(({ from }) => from));
  const cells: Cell[] = days.map((day, n) => ({
    ...places[n]!,
    count: day.incidents,
    isUnknown: isUnobserved(day),
    name: String(new Date(day.from).getDate()),
  }));
  const weeks = Array.from({ length: Math.max(FEWEST_WEEKS, (places.at(-1)?.column ?? 0) + 1) }, (_, week) => {
    const first = days[places.findIndex(({ column }) => column === week)];
    return first ? formatMonthDay(first.from) : "";
  });
  const worst = days.reduce<CalendarDay | undefined>((most, day) => (day.incidents > (most?.incidents ?? 0) ? day : most), undefined);
  const quiet = days.filter((day) => day.incidents === 0 && !isUnobserved(day)).length;
  return {
    summary: worst
      ? calendar.summary(formats.day(worst.from), formats.count(worst.incidents), formats.count(quiet))
      : calendar.quiet(formats.count(quiet)),
    height: 7 * ROW_HEIGHT + 40,
    option: (theme) =>
      makeCellsOption({
        cells,
        columns: weeks,
        rows: Array.from({ length: 7 }, (_, day) => formats.weekday(day)),
        theme,
        say: formats.count,
      }),
    points: cells.map((cell, index) => ({
      series: 0,
      index,
      column: cell.column,
      row: cell.row,
      label: sayDay(days[index]!),
      href: link(days[index]),
    })),
    table: {
      columns: [calendar.day, texts.dashboard.column.incidents, texts.dashboard.column.lines, texts.dashboard.column.availability],
      rows: days.map((day, n) => [
        { text: formats.day(day.from), href: link(day) },
        { text: formats.count(day.incidents), href: link(day) },
        { text: sayLines(lines?.days[n], lines, words), href: link(day) },
        { text: sayAvailability(day.availability, words) },
      ]),
    },
  };

  function sayDay(day: CalendarDay): string {
    const name = formats.day(day.from);
    if (isUnobserved(day)) return calendar.unobserved(name);
    return calendar.cell(name, formats.count(day.incidents), sayAvailability(day.availability, words));
  }
}

function isUnobserved({ availability }: CalendarDay): boolean {
  return availability === undefined;
}

/** Week (column) and weekday (row, 0 is Sunday) of days that follow each other. */
export function placeDays(days: readonly number[]): { column: number; row: number }[] {
  const offset = new Date(days[0] ?? 0).getDay();
  return days.map((day, n) => ({ column: Math.floor((offset + n) / 7), row: new Date(day).getDay() }));
}
