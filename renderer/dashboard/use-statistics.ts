import { useState } from "react";
import { OWN_LOGS } from "../../shared/log-facets.ts";
import type { Statistics } from "../../shared/statistics-api.ts";
import { useHostClient, useReadyHost } from "../api/api-context.tsx";
import { useAsked } from "../api/use-asked.ts";
import type { Asked } from "../api/use-asked.ts";
import { toWindow } from "./dashboard-query.ts";
import type { DashboardQuery } from "./dashboard-query.ts";
import { useRefresh } from "../api/use-refresh.ts";

/** A timeline is some 1 700 pixels wide on a large screen: a piece of three can still be pointed at. */
const PIECES = 500;
const HOUR = 3_600_000;
const MINUTE = 60_000;

export interface StatisticsView {
  /** Of the chosen time. */
  chosen: Asked<Statistics>;
  /** Of the last hour: how the streams are now. */
  now: Asked<Statistics>;
  /** About now, to the minute; Unix milliseconds. */
  asOf: number;
  again: () => void;
}

/** Last answers stay while the next ones are on their way, and while the host is away. `source`: undefined while it is being opened. */
export function useStatistics({ range, streams, servers }: DashboardQuery, source: string | undefined): StatisticsView {
  const { api } = useHostClient();
  const { connected } = useReadyHost();
  const [slot] = useState(() => crypto.randomUUID());
  const [needsLines, setNeedsLines] = useState(false);
  const refresh = useRefresh({ needsLines, source });

  const filter = { ...(streams.length > 0 && { streams }), ...(servers.length > 0 && { servers }) };
  const window = toWindow(range, refresh.asOf);
  const isOpen = Date.parse(window.until) > refresh.asOf;
  const ask = () => api.readStatistics({ slot: `${slot}-chosen`, source: source ?? OWN_LOGS, ...window, ...filter, pieces: PIECES });
  const askNow = () => {
    // `asOf` is a minute old at most; the host ends the window at its own now.
    const lastHour = { from: new Date(refresh.asOf - HOUR).toISOString(), until: new Date(refresh.asOf + 5 * MINUTE).toISOString() };
    return api.readStatistics({ slot: `${slot}-now`, ...lastHour, ...filter, pieces: 0 });
  };
  const chosen = useLast(
    useAsked(connected && source !== undefined ? ask : undefined, {
      key: JSON.stringify([source, window, filter]),
      round: refresh.any + (isOpen ? refresh.open : 0),
      about: source,
    }),
    source,
  );
  const now = useLast(
    useAsked(connected && source === OWN_LOGS ? askNow : undefined, { key: JSON.stringify(filter), round: refresh.any + refresh.now }),
    OWN_LOGS,
  );

  const lacksLines = chosen.value !== undefined && chosen.value.lines === undefined;
  if (lacksLines !== needsLines) setNeedsLines(lacksLines);
  return { chosen, now, asOf: refresh.asOf, again: refresh.again };
}

/** A question that failed leaves the last answer where it is; one about other logs does not. */
function useLast<T>(asked: Asked<T>, about: string | undefined): Asked<T> {
  const [last, setLast] = useState({ about, value: asked.value });
  if (asked.value !== undefined && asked.value !== last.value) setLast({ about, value: asked.value });
  return { ...asked, value: asked.value ?? (last.about === about ? last.value : undefined) };
}
