import { useCallback, useMemo, useSyncExternalStore } from "react";
import { formatScreenAddress, parseScreenAddress } from "./screen-address.ts";
import type { ScreenAddress } from "./screen-address.ts";

/** The screen that the page's address names, and a way to another: Back and Forward lead through the screens and their filters. */
export function useScreenAddress(): [address: ScreenAddress, go: (to: ScreenAddress, how?: { replace: boolean }) => void] {
  const hash = useSyncExternalStore(subscribeToHash, () => location.hash);
  const address = useMemo(() => parseScreenAddress(hash), [hash]);
  const go = useCallback((to: ScreenAddress, { replace } = { replace: false }) => {
    const next = formatScreenAddress(to);
    if (next === location.hash) return;
    if (replace) location.replace(next);
    else location.hash = next;
    // Its own event comes later; until then what was just ticked would be drawn as it was.
    window.dispatchEvent(new HashChangeEvent("hashchange"));
  }, []);
  return [address, go];
}

function subscribeToHash(listener: () => void): () => void {
  window.addEventListener("hashchange", listener);
  return () => window.removeEventListener("hashchange", listener);
}
