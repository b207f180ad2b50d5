import type { Statistics } from "../statistics-api.ts";
import type { TimeSums } from "../statistics/partition.ts";
import type { PaperCell, PaperPart, PaperSection } from "./paper.ts";
import { NO_FIGURE } from "./paper-context.ts";
import type { PaperContext } from "./paper-context.ts";

/** Shades of a cell: from a fourth of the worst hour to the worst. */
const SHADES = 4;

/** Causes by their incidents, with what they make up together (Pareto). */
export function buildCauseSection({ reasons, lines }: Statistics, context: PaperContext): PaperSection {
  const { words, formats, sayReason, sayLines } = context;
  const { column, section, vital, noIncident } = words;
  const last = reasons.findLastIndex(({ isVital }) => isVital);
  const isCut = last >= 0 && last < reasons.length - 1;
  const table = {
    label: section.causes,
    name: "causes",
    columns: [
      { title: column.cause, isText: true },
      ...[column.incidents, column.lines, column.share, column.cumulative, column.down].map((title) => ({ title })),
    ],
    rows: reasons.map(({ key, incidents, share, cumulative, down }, n) => ({
      key: key ?? "",
      ...(n === last && isCut && { kind: "last" as const }),
      cells: [
        sayReason(key),
        formats.count(incidents),
        // What waited for a dead server wrote no line of its own.
        sayLines(key === null ? 0 : lines?.reasons[key], lines),
        formats.percent(share),
        { text: formats.percent(cumulative), bar: cumulative },
        formats.duration(down),
      ],
    })),
  };
  const parts: PaperPart[] = reasons.length === 0 ? [{ kind: "text", text: noIncident }] : [{ kind: "table", table }];
  return { title: section.causes, name: "causes", parts: [...parts, ...(isCut ? [{ kind: "note" as const, text: vital }] : [])] };
}

/** The longest outages, one by one. One at the month's edge may reach beyond it. */
export function buildOutageSection({ longest, whole, from: begin, to: end }: Statistics, context: PaperContext): PaperSection {
  const { words, formats, nameStream, sayReason } = context;
  const { column, section, goesOn, before, noIncident, outagesShown } = words;
  const table = {
    label: section.outages,
    name: "outages",
    columns: [
      { title: column.number },
      ...[column.stream, column.from, column.to].map((title) => ({ title, isText: true })),
      { title: column.down },
      { title: column.cause, isText: true },
    ],
    rows: longest.map(({ streamId, server, from, to, down, reason }, n) => ({
      key: `${streamId} ${from}`,
      cells: [
        formats.count(n + 1),
        { text: nameStream(streamId), small: server },
        from === begin ? before(formats.moment(from)) : formats.moment(from),
        to === end ? goesOn : formats.moment(to),
        formats.duration(down),
        sayReason(reason),
      ],
    })),
  };
  const parts: PaperPart[] = longest.length === 0 ? [{ kind: "text", text: noIncident }] : [{ kind: "table", table }];
  if (longest.length < whole.incidents)
    parts.push({ kind: "note", text: outagesShown(formats.count(longest.length), formats.count(whole.incidents)) });
  return { title: section.outages, name: "outages", parts };
}

/** The month day by day, all streams together: what share of their time was observed. */
export function buildDaySection({ days, lines }: Statistics, context: PaperContext): PaperSection {
  const { words, formats, sayAvailability, sayLines, sayTime } = context;
  const { column, section } = words;
  const titles = [column.availability, column.incidents, column.lines, column.down, column.observed, column.unknown, column.maintenance];
  const table = {
    label: section.days,
    name: "days",
    columns: [{ title: column.day, isText: true }, ...titles.map((title) => ({ title }))],
    rows: days.map((day, n) => ({
      key: String(new Date(day.from).getDate()),
      ...(new Date(day.from).getDay() === 0 && { kind: "last" as const }),
      cells: [
        formats.day(day.from),
        sayAvailability(day.availability),
        day.availability === undefined ? NO_FIGURE : formats.count(day.incidents),
        sayLines(lines?.days[n], lines),
        sayTime(day.down),
        ...[day.up + day.down, day.unknown, day.maintenance].map((time) => formats.percent(time / lengthOf(day))),
      ],
    })),
  };
  return { title: section.days, name: "days", parts: [{ kind: "table", table }] };
}

/** When incidents begin: hours of the day for each weekday, by the clock on the wall. */
export function buildHourSection({ hourOfWeek }: Statistics, { words, formats }: PaperContext): PaperSection {
  const { column, section, all, hourHint } = words;
  const most = Math.max(...hourOfWeek.flat());
  const say = (count: number): PaperCell => (count === 0 ? "" : { text: formats.count(count), shade: Math.ceil((SHADES * count) / most) });
  const table = {
    label: section.hours,
    name: "hours",
    columns: [
      { title: column.weekday, isText: true },
      ...Array.from({ length: 24 }, (_, hour) => ({ title: String(hour) })),
      { title: all },
    ],
    rows: hourOfWeek.map((hours, day) => ({
      key: String(day),
      cells: [formats.weekday(day), ...hours.map(say), formats.count(hours.reduce((sum, count) => sum + count, 0))],
    })),
  };
  return {
    title: section.hours,
    name: "hours",
    parts: [
      { kind: "table", table },
      { kind: "note", text: hourHint },
    ],
  };
}

/** Of the day, for all streams. */
function lengthOf({ up, down, unknown, maintenance }: TimeSums): number {
  return up + down + unknown + maintenance;
}
