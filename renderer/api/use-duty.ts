import { useSyncExternalStore } from "react";
import type { DutyKnown } from "./duty-store.ts";
import { useHostClient } from "./api-context.tsx";

export function useDuty(): DutyKnown {
  const { duty } = useHostClient();
  return useSyncExternalStore(duty.subscribe, duty.get);
}
