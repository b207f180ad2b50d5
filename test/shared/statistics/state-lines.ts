import fc from "fast-check";
import type { RecoveryLine, StateChange, StateLine } from "../../../shared/state-line.ts";

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const NOON = Date.UTC(2026, 0, 8, 12);

let made = 0;

/** `seconds` after noon. */
export function change(seconds: number, state: StateChange["state"], rest: Partial<StateChange> = {}): StateChange {
  const at = NOON + seconds * SECOND;
  return { kind: "state", at, since: at, streamId: "stream-001", state, server: "a:8889", page: "page", id: String((made += 1)), ...rest };
}

/** Signs of life every 30 s. */
export function alive(fromSeconds: number, toSeconds: number, page = "page"): StateLine[] {
  const lines: StateLine[] = [];
  for (let seconds = fromSeconds; seconds <= toSeconds; seconds += 30) lines.push({ kind: "alive", at: NOON + seconds * SECOND, page });
  return lines;
}

export function host(seconds: number, kind: "started" | "closed"): StateLine {
  return { kind, at: NOON + seconds * SECOND };
}

/** Done by the host itself, unless `rest` names a page. */
export function recovery(seconds: number, rest: Partial<RecoveryLine> = {}): RecoveryLine {
  const step = { streamId: "stream-001", incidentId: "i", step: "wait", outcome: "failed", took: 3_000, server: "a:8889" } as const;
  return { kind: "recovery", at: NOON + seconds * SECOND, ...step, id: String((made += 1)), ...rest };
}

const line = fc.record({
  seconds: fc.integer({ min: -1_000, max: 2_000 }),
  late: fc.integer({ min: 0, max: 30 }),
  kind: fc.constantFrom("up", "down", "unknown", "alive", "alive", "alive", "started", "closed", "recovery"),
  stream: fc.constantFrom("a", "b", "c"),
  page: fc.constantFrom("p", "q"),
  incident: fc.constantFrom("i", "j", undefined),
});

/** Any lines at all, sensible or not. */
export const anyLines = fc.array(line, { maxLength: 120 }).map((list) =>
  list.map(({ seconds, late, kind, stream, page, incident }, n): StateLine => {
    const at = NOON + (seconds + late) * SECOND;
    if (kind === "alive") return { kind, at, page };
    if (kind === "recovery") return recovery(seconds + late, { page });
    if (kind === "started" || kind === "closed") return { kind, at };
    const id = String(n).padStart(4, "0");
    const since = NOON + seconds * SECOND;
    return { kind: "state", at, since, streamId: stream, state: kind, server: "s", page, id, ...(incident && { incidentId: incident }) };
  }),
);
