import { useSyncExternalStore } from "react";
import { useHostClient } from "./api-context.tsx";
import type { TextKnown } from "./create-handover-text.ts";

export function useHandoverText(): TextKnown {
  const { handoverText } = useHostClient();
  return useSyncExternalStore(handoverText.subscribe, handoverText.get);
}
