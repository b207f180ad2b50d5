import { foldTexts, TIMESTAMP_KEY } from "./log-fields.ts";
import type { LooseRecord, RawFields } from "./log-fields.ts";
import { fingerprintOf } from "./log-fingerprint.ts";
import type { DeliveryState } from "./log-facets.ts";
import type { HourOfWeek, LogChoice, LogFilter } from "./log-search.ts";
import { LOG_FACETS } from "./log-facets.ts";
import { findFirst } from "./statistics/intervals.ts";
import type { Interval } from "./statistics/intervals.ts";

/** A line as a filter sees it. */
export interface MatchedLine {
  text: string;
  /** Undefined: damaged. */
  record: LooseRecord | undefined;
  fields: RawFields | undefined;
  delivery: DeliveryState;
  /** Milliseconds: a record's own time; a damaged line's is that of the line before it. */
  time: number | undefined;
}

/** A filter as a search takes it: which outages it means was looked up. */
export interface SearchFilter extends LogFilter {
  /** In any order; those of one stream do not overlap. Undefined: the filter does not ask for outages. */
  spans?: readonly OutageSpan[] | undefined;
}

/** When a stream was down, Unix milliseconds. */
export interface OutageSpan extends Interval {
  streamId: string;
}

/** The same question as the index answers in SQL, for one line at a time. */
export function createLogMatcher(filter: SearchFilter): (line: MatchedLine) => boolean {
  const wanted = foldQuery(filter.text);
  const named = new Set(filter.textStreams);
  const choices = LOG_FACETS.filter((facet) => isChosen(filter.facets?.[facet]));
  const fingerprints = new Set(filter.fingerprints);
  const isDown = filter.spans && createSpanCheck(filter.spans);
  const isChoosing = choices.length > 0 || fingerprints.size > 0 || isDown !== undefined;
  const isInRange = createRangeCheck(filter);

  return ({ text, record, fields, delivery, time }) => {
    if (!isInRange(time)) return false;
    if (!record || !fields) return !isChoosing && text.toLowerCase().includes(wanted);
    if (filter.damagedOnly) return false;
    if (isDown && !isDown(fields.stream, time)) return false;
    if (fingerprints.size > 0 && !fingerprints.has(fingerprintOf(fields))) return false;
    if (!choices.every((facet) => isAllowed(filter.facets?.[facet], facet === "delivery" ? delivery : fields[facet]))) return false;
    return wanted === "" || named.has(fields.stream) || foldTexts(record, TIMESTAMP_KEY).includes(wanted);
  };
}

/** Whether a time (ms) is in a filter's range and hour of the week. With neither everything is, what has no time too. */
export function createRangeCheck({ from, until, hourOfWeek }: LogFilter): (time: number | undefined) => boolean {
  if (from === undefined && until === undefined && !hourOfWeek) return () => true;
  const [begin, end] = [from === undefined ? -Infinity : Date.parse(from), until === undefined ? Infinity : Date.parse(until)];
  return (time) => time !== undefined && time >= begin && time < end && (!hourOfWeek || isInHour(time, hourOfWeek));
}

function createSpanCheck(spans: readonly OutageSpan[]): (streamId: string, time: number | undefined) => boolean {
  const byStream = Map.groupBy(
    spans.toSorted((a, b) => a.from - b.from),
    ({ streamId }) => streamId,
  );
  return (streamId, time) => {
    const own = byStream.get(streamId);
    if (!own || time === undefined) return false;
    const last = own[findFirst(own.length, (index) => own[index]!.from > time) - 1];
    return last !== undefined && time < last.to;
  };
}

/** By the clock on the wall. */
export function isInHour(time: number, { day, hour }: HourOfWeek): boolean {
  const date = new Date(time);
  return date.getDay() === day && date.getHours() === hour;
}

/** Free text as it is looked for. */
export function foldQuery(text: string | undefined): string {
  return (text ?? "").toLowerCase();
}

/** A choice that chooses. */
export function isChosen(choice: LogChoice | undefined): choice is LogChoice {
  return (choice?.include?.length ?? 0) > 0 || (choice?.exclude?.length ?? 0) > 0;
}

function isAllowed(choice: LogChoice | undefined, value: string): boolean {
  if (choice?.include?.length && !choice.include.includes(value)) return false;
  return !choice?.exclude?.includes(value);
}
