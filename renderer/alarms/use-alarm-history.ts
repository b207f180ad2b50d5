import { useEffect, useState } from "react";
import type { AlarmHistory } from "../../shared/alarm-history-api.ts";
import { useHostClient, useReadyHost } from "../api/api-context.tsx";
import { useAsked } from "../api/use-asked.ts";
import type { Asked } from "../api/use-asked.ts";
import type { AlarmQuery } from "./alarm-query.ts";

const DAY = 86_400_000;
/** It is asked for again so often, and so long after alarms have changed: they come in crowds. Milliseconds. */
const REFRESH = 60_000;
const CROWD = 2_000;
const MOST = 500;

/** What the journal says of the chosen days; the last answer stays while the next is on its way, and while none is asked for because the host is away. */
export function useAlarmHistory({ days, owner, withParts }: AlarmQuery): Asked<AlarmHistory> & { again: () => void } {
  const { api, alarms } = useHostClient();
  const { connected } = useReadyHost();
  const [slot] = useState(() => crypto.randomUUID());
  const [round, setRound] = useState(0);
  const again = () => setRound((each) => each + 1);

  useEffect(() => {
    let crowd: number | undefined;
    const step = () => setRound((each) => each + 1);
    const timer = window.setInterval(step, REFRESH);
    const end = alarms.subscribe(() => {
      crowd ??= window.setTimeout(() => {
        crowd = undefined;
        step();
      }, CROWD);
    });
    return () => {
      window.clearInterval(timer);
      window.clearTimeout(crowd);
      end();
    };
  }, [alarms]);

  const ask = () => {
    const now = Date.now();
    const window = { from: new Date(now - days * DAY).toISOString(), until: new Date(now + REFRESH).toISOString() };
    return api.readAlarmHistory({ slot, ...window, withParts, limit: MOST, ...(owner && { owner }) });
  };
  const asked = useAsked(connected ? ask : undefined, { key: `${days} ${owner ?? ""} ${withParts} ${connected}`, round });
  return { ...asked, again };
}
