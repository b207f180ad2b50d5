import { useEffect, useRef } from "react";

const KEY = "mtx-watch.dashboard";

/** Opened without a choice of its own, the dashboard is as it was left, also after a restart. */
export function useRememberedQuery(address: string, onQuery: (query: string, how: { replace: boolean }) => void): void {
  const isRestored = useRef(false);
  useEffect(() => {
    if (!isRestored.current) {
      isRestored.current = true;
      const kept = address === "" ? localStorage.getItem(KEY) : undefined;
      if (kept) {
        onQuery(kept, { replace: true });
        return;
      }
    }
    try {
      localStorage.setItem(KEY, address);
    } catch {
      // A full or forbidden storage: it is remembered until the page is left.
    }
  }, [address, onQuery]);
}
