import { useCallback, useEffect, useState } from "react";
import type { HostInfo } from "../../shared/host-info.ts";
import type { ScreenAddress } from "./screen-address.ts";

interface ShownScreen extends ScreenAddress {
  /** The address is another screen's already. */
  isLeaving: boolean;
  setUnsaved: (count: number) => void;
  /** Back to the settings' address. */
  stay: () => void;
}

/** The settings screen stays in sight while something on it is not saved, however it is left: by menu, by key or by the browser's Back. */
export function useUnsavedSettings(address: ScreenAddress, go: (to: ScreenAddress) => void, kind: HostInfo["kind"]): ShownScreen {
  const [unsaved, setUnsaved] = useState(0);
  const [last, setLast] = useState("");
  const isSettings = address.screen === "settings";
  if (isSettings && address.query !== last) setLast(address.query);
  const isLeaving = !isSettings && unsaved > 0;
  useEffect(() => {
    // A window of the desktop app must close when it is told to.
    if (kind !== "web" || unsaved === 0) return undefined;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [kind, unsaved]);
  const stay = useCallback(() => go({ screen: "settings", query: last }), [go, last]);
  return { ...(isLeaving ? { screen: "settings", query: last } : address), isLeaving, setUnsaved, stay };
}
