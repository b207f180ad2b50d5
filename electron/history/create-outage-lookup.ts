import type { LogFilter, OutageLengths } from "../../shared/log-search.ts";
import type { OutageSpan, SearchFilter } from "../../shared/match-log-filter.ts";
import type { SharedReader } from "./create-shared-reader.ts";
import type { StreamsInSettings } from "./history-protocol.ts";
import { listOutages } from "./read-statistics.ts";

export interface OutageQuestion {
  source: string;
  filter: LogFilter;
  settings?: StreamsInSettings | undefined;
}

export type WithSpans<Q> = Q & { filter: SearchFilter };

/** The same question, with when the outages were that its filter means. `open`: what is known of the streams in its logs. */
export type OutageLookup = <Q extends OutageQuestion>(question: Q, open: () => Promise<SharedReader>) => Promise<WithSpans<Q>>;

/** Milliseconds: list, counts and groups ask one after the other, and again as the log grows; the outages of months take a while. */
const FRESH_FOR = 5_000;

export function createOutageLookup(): OutageLookup {
  let last: { key: string; at: number; spans: Promise<readonly OutageSpan[]> } | undefined;

  function find(
    { source, lengths, settings }: { source: string; lengths: OutageLengths; settings: StreamsInSettings },
    open: () => Promise<SharedReader>,
  ): Promise<readonly OutageSpan[]> {
    const now = Date.now();
    const key = JSON.stringify([source, lengths, settings]);
    if (last?.key === key && now - last.at < FRESH_FOR) return last.spans;
    // Several wait for it: nobody's change of mind ends it.
    const { signal } = new AbortController();
    const found = open().then((shared) => listOutages({ ...lengths, source, settings, limit: Infinity }, { shared, now, signal }));
    last = { key, at: now, spans: found.then(({ outages }) => outages) };
    return last.spans;
  }

  return async (question, open) => {
    const { source, filter, settings } = question;
    if (!filter.outages) return question;
    if (!settings) throw new Error("outages are looked up with the settings");
    return { ...question, filter: { ...filter, spans: await find({ source, lengths: filter.outages, settings }, open) } };
  };
}
