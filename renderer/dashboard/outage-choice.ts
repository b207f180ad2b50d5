import { REASON_NAMES } from "../../shared/reasons.ts";
import type { Reason } from "../../shared/reasons.ts";
import type { LengthClass } from "../../shared/statistics/outage-lengths.ts";

/** Which outages are listed. */
export interface OutageChoice {
  /** Milliseconds down: at least, and fewer than. */
  longerThan?: number;
  shorterThan?: number;
  /** `null`: the stream waited for a dead server. */
  reason?: Reason | null;
}

/** The outages of a bar of the histogram. */
export function toChoice({ from, to }: LengthClass): OutageChoice {
  return { ...(from > 0 && { longerThan: from }), ...(to !== undefined && { shorterThan: to }) };
}

/** Reads what `formatOutageChoice` wrote; undefined: none is open. */
export function parseOutageChoice(parameters: URLSearchParams): OutageChoice | undefined {
  const lengths = /^(\d*)~(\d*)$/.exec(parameters.get("outages") ?? "");
  if (!lengths) return undefined;
  const [, longerThan, shorterThan] = lengths;
  const cause = parameters.get("outages.reason");
  const reason = cause === "" ? null : REASON_NAMES.find((name) => name === cause);
  return {
    ...(longerThan && { longerThan: Number(longerThan) }),
    ...(shorterThan && { shorterThan: Number(shorterThan) }),
    ...(reason !== undefined && { reason }),
  };
}

export function formatOutageChoice({ longerThan, shorterThan, reason }: OutageChoice): [string, string][] {
  return [
    ["outages", `${longerThan ?? ""}~${shorterThan ?? ""}`],
    ...(reason === undefined ? [] : [["outages.reason", reason ?? ""] satisfies [string, string]]),
  ];
}

/** The address of the dashboard with the list of these outages over it. */
export type LinkToOutages = (choice: OutageChoice) => string;
