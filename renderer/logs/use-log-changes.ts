import { useEffect, useRef, useState } from "react";
import type { LogIndex } from "../../shared/log-api.ts";
import { useHostClient } from "../api/api-context.tsx";

/** Counts are asked for again so often at most while lines come, in milliseconds. */
const RECOUNT_INTERVAL = 2_000;

export interface LogChanges {
  /** A new number when the counts are out of date. */
  round: number;
  index: LogIndex | undefined;
  recount: () => void;
}

/** Follows a source: `onGrow` at once at new lines, counts now and then, the state of its index. */
export function useLogChanges(source: string | undefined, onGrow: () => void): LogChanges {
  const { api, bridge } = useHostClient();
  const [round, setRound] = useState(0);
  const [index, setIndex] = useState<LogIndex>();
  const latest = useRef(onGrow);
  useEffect(() => {
    latest.current = onGrow;
  });

  useEffect(() => {
    if (source === undefined) return undefined;
    let timer: number | undefined;
    let wasReady = false;
    const take = (next: LogIndex): void => {
      if (next.source !== source) return;
      setIndex(next);
      if (next.state === "ready" && !wasReady) setRound((each) => each + 1);
      wasReady = next.state === "ready";
    };
    const askIndex = () => void api.getLogIndex({ source }).then(take, () => undefined); // the calls for rows say what is wrong
    const grow = (): void => {
      latest.current();
      timer ??= window.setTimeout(() => {
        timer = undefined;
        setRound((each) => each + 1);
      }, RECOUNT_INTERVAL);
    };
    const ends = [
      bridge.subscribe("logsGrew", (grown) => grown.source === source && grow()),
      bridge.subscribe("logIndexChanged", take),
      // Notifications were missed while the host was away.
      bridge.onConnection(() => {
        if (!bridge.isConnected()) return;
        askIndex();
        grow();
      }),
    ];
    askIndex();
    return () => {
      window.clearTimeout(timer);
      setIndex(undefined);
      for (const end of ends) end();
    };
  }, [api, bridge, source]);

  return { round, index: index?.source === source ? index : undefined, recount: () => setRound((each) => each + 1) };
}
