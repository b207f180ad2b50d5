import { foldTexts, TIMESTAMP_KEY } from "./log-fields.ts";
import type { LooseRecord } from "./log-fields.ts";
import type { DeliveryState, LogChoice, LogFacet, LogFields, LogFilter } from "./log-search.ts";
import { LOG_FACETS } from "./log-search.ts";

/** A line as a filter sees it. */
export interface MatchedLine {
  text: string;
  /** Undefined: damaged. */
  record: LooseRecord | undefined;
  fields: LogFields | undefined;
  delivery: DeliveryState;
  /** Milliseconds: a record's own time; a damaged line's is that of the line before it. */
  time: number | undefined;
}

/** The same question as the index answers in SQL, for one line at a time. */
export function createLogMatcher(filter: LogFilter): (line: MatchedLine) => boolean {
  const [from, until] = [toTime(filter.from, -Infinity), toTime(filter.until, Infinity)];
  const isRanged = filter.from !== undefined || filter.until !== undefined;
  const wanted = foldQuery(filter.text);
  const choices = LOG_FACETS.filter((facet) => isChosen(filter.facets?.[facet]));
  const fingerprints = new Set(filter.fingerprints);
  const isChoosing = choices.length > 0 || fingerprints.size > 0;

  return ({ text, record, fields, delivery, time }) => {
    if (isRanged && (time === undefined || time < from || time >= until)) return false;
    if (!record || !fields) return !isChoosing && text.toLowerCase().includes(wanted);
    if (filter.damagedOnly) return false;
    if (fingerprints.size > 0 && !fingerprints.has(fields.fingerprint)) return false;
    if (!choices.every((facet) => isAllowed(filter.facets?.[facet], valueOf(facet, fields, delivery)))) return false;
    return wanted === "" || foldTexts(record, TIMESTAMP_KEY).includes(wanted);
  };
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

function valueOf(facet: LogFacet, fields: LogFields, delivery: DeliveryState): string {
  return facet === "delivery" ? delivery : fields[facet];
}

function toTime(iso: string | undefined, otherwise: number): number {
  return iso === undefined ? otherwise : Date.parse(iso);
}
