import type { LogFilter, OutageLengths } from "../../shared/log-search.ts";
import type { OutageSpan, SearchFilter } from "../../shared/match-log-filter.ts";
import type { StreamsInSettings } from "./history-protocol.ts";
import { listOutages } from "./read-statistics.ts";
import type { TimelinesContext } from "./read-statistics.ts";

interface Filtered {
  filter: LogFilter;
  settings?: StreamsInSettings | undefined;
}

/** The same question, with when the outages were that its filter means. */
export type OutageLookup = <Q extends Filtered>(question: Q) => Promise<Q & { filter: SearchFilter }>;

/** Milliseconds: list, counts and groups ask one after the other, and again as the log grows; the outages of months take a while. */
const FRESH_FOR = 5_000;

export function createOutageLookup({ timelines, ownFaults }: Pick<TimelinesContext, "timelines" | "ownFaults">): OutageLookup {
  let last: { key: string; at: number; spans: Promise<readonly OutageSpan[]> } | undefined;

  function find(lengths: OutageLengths, settings: StreamsInSettings): Promise<readonly OutageSpan[]> {
    const now = Date.now();
    const key = JSON.stringify([lengths, settings]);
    if (last?.key === key && now - last.at < FRESH_FOR) return last.spans;
    // Several wait for it: nobody's change of mind ends it.
    const { signal } = new AbortController();
    const found = listOutages({ ...lengths, settings, limit: Infinity }, { timelines, ownFaults, now, signal });
    last = { key, at: now, spans: found.then(({ outages }) => outages) };
    return last.spans;
  }

  return async (question) => {
    const { filter, settings } = question;
    if (!filter.outages || !settings) return question;
    return { ...question, filter: { ...filter, spans: await find(filter.outages, settings) } };
  };
}
