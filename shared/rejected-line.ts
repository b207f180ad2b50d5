/**
 * A line of `logs/rejected/`: central has refused a record for good, somebody wants it sent again, or it is settled (taken, or no longer
 * there). Of several lines about one place in the journal the last counts.
 */
export interface RejectedLine {
  place: { segment: string; offset: number };
  state: "rejected" | "again" | "settled";
  /** Central's words, and its status; "" and 0 where it said nothing. */
  reason: string;
  status: number;
}

const LONGEST_REASON = 500;

/** Undefined for a damaged line, and for what names no place. */
export function parseRejectedLine(text: string): RejectedLine | undefined {
  const { place, state, reason, status } = parseObject(text);
  const { segment, offset } = (typeof place === "object" && place !== null ? place : {}) as Partial<Record<string, unknown>>;
  if (typeof segment !== "string" || typeof offset !== "number") return undefined;
  return {
    place: { segment, offset },
    state: state === "again" || state === "settled" ? state : "rejected",
    reason: typeof reason === "string" ? reason.slice(0, LONGEST_REASON) : "",
    status: Number(status) || 0,
  };
}

function parseObject(text: string): Partial<Record<string, unknown>> {
  try {
    return (JSON.parse(text) ?? {}) as Partial<Record<string, unknown>>;
  } catch {
    return {};
  }
}
