import type { StateRecord } from "../../../shared/state-line.ts";

/** Lines of a state journal, as a page and its host write them. Times are Unix milliseconds. */
export interface StateDay {
  /** A stream's changes. */
  say(at: number, state: "up" | "down" | "unknown", rest?: Partial<Extract<StateRecord, { streamId: string }>>): void;
  /** Signs of life every 30 s, from inclusive, to exclusive. */
  live(from: number, to: number): void;
  host(at: number, event: "started" | "closed"): void;
  /** In the order of their times. */
  lines(): string[];
}

export const PAGE = "019b9d9a-0000-7000-8000-000000000001";
let made = 0;

export function createStateDay(): StateDay {
  const records: StateRecord[] = [];
  const toIso = (time: number): string => new Date(time).toISOString();
  return {
    say(at, state, rest = {}) {
      made += 1;
      const id = `019b9d9a-0000-7000-9000-${String(made).padStart(12, "0")}`;
      const change = { timestamp: toIso(at), streamId: "stream-001", state, since: toIso(at), server: "a:8889", page: PAGE, id };
      records.push({ ...change, ...rest });
    },
    live(from, to) {
      for (let time = from; time < to; time += 30_000) records.push({ timestamp: toIso(time), event: "alive", page: PAGE });
    },
    host: (at, event) => void records.push({ timestamp: toIso(at), event }),
    lines: () => records.toSorted((a, b) => Date.parse(a.timestamp) - Date.parse(b.timestamp)).map((record) => JSON.stringify(record)),
  };
}
