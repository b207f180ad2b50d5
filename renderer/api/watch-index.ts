import { OWN_LOGS } from "../../shared/log-facets.ts";
import type { HostBridge } from "./host-bridge.ts";

export interface IndexWatch {
  /** Whether the last answer came before the index of the error log was ready. */
  setNeeded(isNeeded: boolean): void;
  close(): void;
}

/** Calls `onReady` when the index of these logs is needed and there: also where that was told while the answer that lacks it was still on its way. */
export function watchIndex(bridge: Pick<HostBridge, "subscribe">, onReady: () => void, logs = OWN_LOGS): IndexWatch {
  let isReady = false;
  let isNeeded = false;
  const close = bridge.subscribe("logIndexChanged", ({ source, state }) => {
    if (source !== logs) return;
    isReady = state === "ready";
    if (isReady && isNeeded) onReady();
  });
  return {
    setNeeded(next) {
      const isNew = next && !isNeeded;
      isNeeded = next;
      if (isNew && isReady) onReady();
    },
    close,
  };
}
