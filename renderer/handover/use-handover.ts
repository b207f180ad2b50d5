import { useEffect, useState } from "react";
import type { KeptHandover, HandoverFacts } from "../../shared/shifts/handover.ts";
import { useHostClient, useReadyHost } from "../api/api-context.tsx";
import { useAsked } from "../api/use-asked.ts";
import type { Asked } from "../api/use-asked.ts";

/** What is handed over now changes with every alarm: it is asked for again so often, milliseconds. */
const REFRESH = 30_000;
/** Alarms come in crowds. */
const CROWD = 1_000;

export interface HandoverKnown {
  facts: Asked<HandoverFacts>;
  kept: Asked<KeptHandover[]>;
  /** There may be older ones. */
  hasMore: boolean;
  showMore: () => void;
  again: () => void;
}

export function useHandover(): HandoverKnown {
  const { api, bridge, handoverText } = useHostClient();
  const { connected } = useReadyHost();
  const [round, setRound] = useState(0);
  const [limit, setLimit] = useState(30);
  const again = () => setRound((each) => each + 1);
  useEffect(() => {
    let crowd: number | undefined;
    const soon = (): void => {
      crowd ??= window.setTimeout(() => {
        crowd = undefined;
        again();
      }, CROWD);
    };
    const timer = window.setInterval(again, REFRESH);
    const ends = [
      bridge.subscribe("handoverChanged", again),
      bridge.subscribe("alarmsChanged", soon),
      bridge.subscribe("dutyChanged", again),
      bridge.onConnection(() => bridge.isConnected() && again()),
    ];
    return () => {
      window.clearInterval(timer);
      window.clearTimeout(crowd);
      for (const end of ends) end();
    };
  }, [bridge]);
  const read = async () => {
    const { facts, text } = await api.readHandover({});
    handoverText.take(text);
    return facts;
  };
  const facts = useAsked(connected ? read : undefined, { key: "", round });
  const list = async () => (await api.listHandovers({ limit })).handovers;
  const kept = useAsked(connected ? list : undefined, { key: String(limit), round });
  return {
    facts,
    kept,
    hasMore: kept.value?.length === limit && limit < 1_000,
    showMore: () => setLimit(Math.min(4 * limit, 1_000)),
    again,
  };
}
