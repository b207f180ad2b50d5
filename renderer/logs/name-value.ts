import { REASON_NAMES, ERROR_TYPES } from "../../shared/reasons.ts";
import { DELIVERY_STATES } from "../../shared/log-facets.ts";
import type { LogFacet } from "../../shared/log-facets.ts";
import type { Texts } from "../i18n/ko.ts";
import type { NameStream } from "../../shared/name-stream.ts";

/** A facet's value in words; what this version does not know stands as it is in the record. */
export function nameValue(facet: LogFacet, value: string, { logs, reason }: Texts, nameStream: NameStream = String): string {
  if (value === "") return logs.none;
  switch (facet) {
    case "stream":
      return nameStream(value);
    case "type":
      return findWord(ERROR_TYPES, value, logs.type);
    case "reason":
      return findWord(REASON_NAMES, value, reason);
    case "delivery":
      return findWord(DELIVERY_STATES, value, logs.delivery);
    default:
      return value;
  }
}

function findWord<K extends string>(known: readonly K[], value: string, words: Record<K, string>): string {
  const key = known.find((each) => each === value);
  return key === undefined ? value : words[key];
}
