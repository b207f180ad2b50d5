import { useCallback, useEffect, useRef, useState } from "react";
import type { KeyboardEvent } from "react";
import { useHostClient } from "../api/api-context.tsx";
import { useI18n } from "../i18n/i18n-context.tsx";
import { chooseGrid } from "./choose-grid.ts";
import type { WallStream } from "./create-wall-players.ts";
import { moveFocus } from "./move-focus.ts";
import { StreamTile } from "./stream-tile.tsx";
import { findAlarmAction } from "../ui/alarm-actions.ts";
import type { AlarmAction, RunAlarmAction } from "../ui/alarm-actions.ts";
import { plainKeyOf } from "../ui/plain-key.ts";
import { listTileTargets } from "../ui/tile-alarms.ts";
import { useElementSize } from "../ui/use-element-size.ts";

interface WallProps {
  streams: readonly WallStream[];
  columns: number | "auto";
  showStatistics: boolean;
  /** Single letters are keys. */
  plainKeys: boolean;
  onAlarm: RunAlarmAction;
}

const GAP = 4;

/** All streams at once, as large as they fit; one of them enlarged on demand. */
export function Wall({ streams, columns, showStatistics, plainKeys, onAlarm }: WallProps) {
  const { texts } = useI18n();
  const { alarms } = useHostClient();
  const wall = useRef<HTMLElement>(null);
  const size = useElementSize(wall);
  const [focused, setFocused] = useState(0);
  const [enlargedId, setEnlargedId] = useState<string>();

  const enlarged = streams.find(({ player }) => player.stream.id === enlargedId);
  const reachable = enlarged ? streams.indexOf(enlarged) : Math.min(focused, streams.length - 1);
  const grid = chooseGrid({ count: enlarged ? 1 : streams.length, ...size, gap: GAP, columns: enlarged ? 1 : columns });

  useEffect(() => {
    enlarged?.player.setEnlarged(true);
    return () => enlarged?.player.setEnlarged(false);
  }, [enlarged]);

  const toggleEnlarged = useCallback(
    (index: number) => {
      const id = streams[index]?.player.stream.id;
      setEnlargedId((present) => (present === id ? undefined : id));
    },
    [streams],
  );

  function actOnTile(action: AlarmAction): void {
    const id = streams[reachable]?.player.stream.id;
    if (id !== undefined) onAlarm(action, listTileTargets(action, alarms.get().alarms, id));
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Escape" && enlarged) return setEnlargedId(undefined);
    if (!(event.target instanceof HTMLElement) || !event.target.matches(".tile")) return;
    if (event.key === "Enter") return toggleEnlarged(reachable);
    if (plainKeys && plainKeyOf(event) === "r") return event.repeat ? undefined : streams[reachable]?.player.retryNow();
    const action = plainKeys ? findAlarmAction(event) : undefined;
    if (action) {
      event.preventDefault();
      return actOnTile(action);
    }
    const next = moveFocus(event.key, reachable, { columns: grid.columns, count: streams.length });
    if (next === undefined) return;
    event.preventDefault();
    if (enlarged) setEnlargedId(streams[next]?.player.stream.id);
    setFocused(next);
    const tile = wall.current?.children[next];
    // A tile that an enlarged one hides cannot take the focus before it is drawn.
    requestAnimationFrame(() => tile instanceof HTMLElement && tile.focus());
  }

  return (
    <section
      ref={wall}
      className="wall"
      data-enlarged={enlarged !== undefined}
      aria-label={texts.wall.label}
      onKeyDown={onKeyDown}
      style={{
        gridTemplateColumns: `repeat(${grid.columns}, ${grid.tileWidth}px)`,
        gridAutoRows: `${grid.tileHeight}px`,
        gap: `${GAP}px`,
      }}
    >
      {streams.map((stream, index) => (
        <StreamTile
          key={stream.player.stream.id + stream.player.stream.whepUrl}
          stream={stream}
          index={index}
          reachable={index === reachable}
          enlarged={stream === enlarged}
          showStatistics={showStatistics}
          onFocus={setFocused}
          onEnlarge={toggleEnlarged}
        />
      ))}
    </section>
  );
}
