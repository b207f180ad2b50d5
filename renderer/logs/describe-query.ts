import { LOG_FACETS } from "../../shared/log-facets.ts";
import type { LogFacet } from "../../shared/log-facets.ts";
import type { OutageLengths } from "../../shared/log-search.ts";
import type { I18n } from "../i18n/i18n-context.tsx";
import type { ChoiceSide } from "./change-query.ts";
import { toTimes } from "../ui/log-query.ts";
import type { LogQuery, LogRange } from "../ui/log-query.ts";
import type { NameStream } from "../../shared/name-stream.ts";
import { nameValue } from "./name-value.ts";
import { formatMinute } from "../../shared/format-time.ts";
import { sayLengths } from "../ui/say-lengths.ts";

/** A part of the sentence that can be edited, and, all but the time, taken out. */
export type SentencePart =
  | { kind: "range"; words: string }
  | { kind: "facet"; facet: LogFacet; side: ChoiceSide; words: string }
  | { kind: "hourOfWeek" | "outages" | "text" | "groups" | "damaged"; words: string };

type Words = Pick<I18n, "texts" | "formats"> & { nameStream?: NameStream };

/** The filter as the parts of one sentence, in the order in which they are said. */
export function describeQuery(query: LogQuery, words: Words): SentencePart[] {
  const { sentence } = words.texts.logs;
  const parts: SentencePart[] = [{ kind: "range", words: describeRange(query.range, words) }];
  if (query.hourOfWeek) {
    const { day, hour } = query.hourOfWeek;
    parts.push({ kind: "hourOfWeek", words: sentence.hourOfWeek(words.formats.weekday(day), words.formats.hour(hour)) });
  }
  if (query.outages) parts.push({ kind: "outages", words: describeOutages(query.outages, query.range, words) });
  for (const facet of LOG_FACETS) {
    for (const side of ["include", "exclude"] as const) {
      const values = query.facets[facet]?.[side] ?? [];
      if (values.length === 0) continue;
      const named = values.map((value) => sentence.quote(nameValue(facet, value, words.texts, words.nameStream)));
      const say = side === "include" ? sentence.is : sentence.isNot;
      const join = side === "include" ? sentence.or : sentence.nor;
      parts.push({ kind: "facet", facet, side, words: say(sentence.facet[facet], named.join(join)) });
    }
  }
  if (query.fingerprints.length > 0) {
    parts.push({ kind: "groups", words: sentence.groups(words.formats.count(query.fingerprints.length)) });
  }
  if (query.text.trim() !== "") parts.push({ kind: "text", words: sentence.text(sentence.quote(query.text.trim())) });
  if (query.damagedOnly) parts.push({ kind: "damaged", words: sentence.damaged });
  return parts;
}

/** Their window is said where it is not the range that stands in the same sentence. */
function describeOutages({ from, until, longerThan, shorterThan }: OutageLengths, range: LogRange, words: Words): string {
  const shown = toTimes(range, Date.parse(until));
  const window = shown.from === from && shown.until === until ? undefined : describeRange({ kind: "times", from, until }, words);
  const isAny = longerThan === undefined && shorterThan === undefined;
  return words.texts.logs.sentence.outages(isAny ? undefined : sayLengths({ from: longerThan ?? 0, to: shorterThan }, words), window);
}

export function describeRange(range: LogRange, { texts, formats }: Words): string {
  const { range: words } = texts.logs;
  switch (range.kind) {
    case "today":
      return words.today;
    case "last":
      return range.hours % 24 === 0 && range.hours > 24
        ? words.lastDays(formats.count(range.hours / 24))
        : words.lastHours(formats.count(range.hours));
    case "days":
      return range.from === range.until ? range.from : words.between(range.from, range.until);
    case "times":
      return words.between(formatMinute(range.from), formatMinute(range.until));
    default:
      return words.all;
  }
}
