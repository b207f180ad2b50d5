import { useSyncExternalStore } from "react";
import type { AlarmsKnown } from "./alarm-store.ts";
import { useHostClient } from "./api-context.tsx";

export function useAlarms(): AlarmsKnown {
  const { alarms } = useHostClient();
  return useSyncExternalStore(alarms.subscribe, alarms.get);
}

/** A part of what is known: drawn anew when that part is another. `select` answers with a primitive or with what stands in the store. */
export function useAlarmPart<T>(select: (known: AlarmsKnown) => T): T {
  const { alarms } = useHostClient();
  return useSyncExternalStore(alarms.subscribe, () => select(alarms.get()));
}
