import { useCallback, useEffect, useRef, useState } from "react";
import { OWN_LOGS } from "../../shared/log-facets.ts";
import { useHostClient } from "./api-context.tsx";
import { watchIndex } from "./watch-index.ts";
import type { IndexWatch } from "./watch-index.ts";

/** A window that reaches to now is asked for again so often, in milliseconds. */
const REFRESH_INTERVAL = 60_000;
/** Changes of state come in crowds: a server that dies takes all its streams with it. */
const CROWD = 1_000;

export interface Refresh {
  /** The moment from which "today" and "the last hours" are counted. */
  asOf: number;
  /** New numbers when it is time to ask again: for what is now, for a window that reaches to now, for any window. */
  now: number;
  open: number;
  any: number;
  again: () => void;
}

/** `needsLines`: the last answer came before the index of the error log was ready. `source`: whose log. */
export function useRefresh({ needsLines, source = OWN_LOGS }: { needsLines: boolean; source?: string | undefined }): Refresh {
  const { bridge } = useHostClient();
  const [{ asOf, open }, setOpen] = useState(() => ({ asOf: Date.now(), open: 0 }));
  const [now, setNow] = useState(0);
  const [any, setAny] = useState(0);
  const again = useCallback(() => setAny((each) => each + 1), []);

  useEffect(() => {
    let crowd: number | undefined;
    const stepNow = () => setNow((each) => each + 1);
    const timer = window.setInterval(() => {
      setOpen((each) => ({ asOf: Date.now(), open: each.open + 1 }));
      stepNow();
    }, REFRESH_INTERVAL);
    const ends = [
      bridge.subscribe("statesChanged", () => {
        crowd ??= window.setTimeout(() => {
          crowd = undefined;
          stepNow();
        }, CROWD);
      }),
      // Notifications were missed while the host was away.
      bridge.onConnection(() => bridge.isConnected() && again()),
    ];
    return () => {
      window.clearInterval(timer);
      window.clearTimeout(crowd);
      for (const end of ends) end();
    };
  }, [bridge, again]);

  const index = useRef<IndexWatch>(undefined);
  useEffect(() => {
    const watch = watchIndex(bridge, again, source);
    index.current = watch;
    return watch.close;
  }, [bridge, again, source]);
  useEffect(() => index.current?.setNeeded(needsLines), [bridge, needsLines, source]);

  return { asOf, now, open, any, again };
}
