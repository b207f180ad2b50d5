import { createContext, useContext, useSyncExternalStore } from "react";
import { useI18n } from "../i18n/i18n-context.tsx";
import { LiveText } from "../ui/live-text.tsx";
import { SeverityIcon } from "../ui/severity-icon.tsx";
import type { Player } from "../whep/types.ts";
import type { FrozenWatch } from "./create-frozen-watch.ts";

export const FrozenWatchContext = createContext<FrozenWatch | undefined>(undefined);

/** Says that a picture seems to stand still, and for how long. The stream is up all the same: no frame around the tile, no alarm by itself. */
export function FrozenBadge({ player }: { player: Player }) {
  const { texts, formats } = useI18n();
  const watch = useContext(FrozenWatchContext);
  const since = useSyncExternalStore(watch?.subscribe ?? neverChanges, () => watch?.since(player));
  if (since === undefined) return undefined;
  return (
    <p className="tile-frozen">
      <SeverityIcon severity="warning" />
      <LiveText format={(now) => texts.tile.maybeFrozen(formats.duration(now - since))} />
    </p>
  );
}

function neverChanges(): () => void {
  return () => undefined;
}
