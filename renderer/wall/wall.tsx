import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { KeyboardEvent } from "react";
import { useHostClient } from "../api/api-context.tsx";
import { useI18n } from "../i18n/i18n-context.tsx";
import { chooseGrid, styleGrid } from "./choose-grid.ts";
import { chooseTileRoom } from "./choose-text-scale.ts";
import type { WallStream } from "./create-wall-players.ts";
import { moveFocus } from "./move-focus.ts";
import { StreamTile } from "./stream-tile.tsx";
import { findAlarmAction } from "../ui/alarm-actions.ts";
import type { AlarmAction, RunAlarmAction } from "../ui/alarm-actions.ts";
import { plainKeyOf } from "../ui/plain-key.ts";
import { listTileTargets } from "../ui/tile-alarms.ts";
import { useElementSize } from "../ui/use-element-size.ts";
import { useTileMoves } from "./use-tile-moves.ts";
import type { TileMoves } from "./use-tile-moves.ts";

interface WallProps {
  /** Of the page that is shown, in its order. */
  streams: readonly WallStream[];
  /** Of all other pages: out of sight, and played and watched like all others. */
  hidden: readonly WallStream[];
  /** Another one for each page. */
  pageKey: string;
  columns: number | "auto";
  enlargedId: string | undefined;
  onEnlarge: (streamId: string | undefined) => void;
  /** How many times as large as at a desk texts are. */
  textScale: number;
  showStatistics: boolean;
  /** Single letters are keys. */
  plainKeys: boolean;
  onAlarm: RunAlarmAction;
  /** While the page's layout is changed: tiles are moved, and do nothing else. */
  moves: TileMoves | undefined;
  /** Begins that. */
  onEdit: () => void;
}

/** A page's streams at once, as large as they fit; one of them enlarged on demand. */
export function Wall(props: WallProps) {
  const { streams, hidden, pageKey, columns, enlargedId, onEnlarge, textScale, showStatistics, plainKeys, onAlarm, moves, onEdit } = props;
  const { texts } = useI18n();
  const { alarms } = useHostClient();
  const wall = useRef<HTMLElement>(null);
  const size = useElementSize(wall);
  const [focused, setFocused] = useState(0);
  const [wanted, setWanted] = useState<{ index: number }>();
  const [lastPage, setLastPage] = useState(pageKey);

  const enlarged = streams.find(({ player }) => player.stream.id === enlargedId);
  const reachable = enlarged ? streams.indexOf(enlarged) : Math.max(0, Math.min(focused, streams.length - 1));
  const grid = chooseGrid({ count: enlarged ? 1 : streams.length, ...size, columns: enlarged ? 1 : columns });

  useEffect(() => {
    enlarged?.player.setEnlarged(true);
    return () => enlarged?.player.setEnlarged(false);
  }, [enlarged]);

  if (lastPage !== pageKey) {
    setLastPage(pageKey);
    setFocused(0);
  }
  // The focus goes with the page: where it was is out of sight now.
  useLayoutEffect(() => {
    if (wall.current?.contains(document.activeElement)) focusChild(wall.current, 0);
  }, [pageKey]);
  useLayoutEffect(() => {
    if (wanted && wall.current) focusChild(wall.current, wanted.index);
  }, [wanted]);
  /** Once it is drawn: a tile that an enlarged one hides cannot take the focus. One that is moved has it, and says nothing of it. */
  const focusTile = (index: number) => {
    setFocused(index);
    setWanted({ index });
  };

  const toggleEnlarged = useCallback(
    (index: number) => {
      const id = streams[index]?.player.stream.id;
      onEnlarge(id === enlargedId ? undefined : id);
    },
    [streams, enlargedId, onEnlarge],
  );

  function actOnTile(action: AlarmAction): void {
    const id = streams[reachable]?.player.stream.id;
    if (id !== undefined) onAlarm(action, listTileTargets(action, alarms.get().alarms, id));
  }

  const { inHand, onPointerDown, onKey } = useTileMoves({
    moves,
    columns: grid.columns,
    count: streams.length,
    focusTile,
  });
  const markOf = (index: number) => {
    if (inHand?.index === index) return "held";
    return inHand?.target?.kind === "place" && inHand.target.index === index ? "target" : undefined;
  };

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Escape" && enlarged) return onEnlarge(undefined);
    if (!(event.target instanceof HTMLElement) || !event.target.matches(".tile")) return;
    if (moves && onKey(event, reachable)) return event.preventDefault();
    if (!moves && onTileKey(event)) return undefined;
    const next = moveFocus(event.key, reachable, { columns: grid.columns, count: streams.length });
    if (next === undefined) return undefined;
    event.preventDefault();
    if (enlarged) onEnlarge(streams[next]?.player.stream.id);
    focusTile(next);
  }

  /** Answers whether the key was one of a tile that plays. */
  function onTileKey(event: KeyboardEvent<HTMLElement>): boolean {
    const key = plainKeys ? plainKeyOf(event) : undefined;
    if (event.key === "Enter") toggleEnlarged(reachable);
    else if (key === "r") {
      if (!event.repeat) streams[reachable]?.player.retryNow();
    } else if (key === "e") onEdit();
    else {
      const action = plainKeys ? findAlarmAction(event) : undefined;
      if (!action) return false;
      event.preventDefault();
      actOnTile(action);
    }
    return true;
  }
  return (
    <section
      ref={wall}
      className="wall"
      data-enlarged={enlarged !== undefined}
      data-editing={moves !== undefined}
      data-room={chooseTileRoom(grid.tileHeight, textScale)}
      aria-label={texts.wall.label}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      style={styleGrid(grid)}
    >
      {[...streams, ...hidden].map((stream, index) => (
        <StreamTile
          key={stream.player.stream.id + stream.player.stream.whepUrl}
          stream={stream}
          index={index}
          hidden={index >= streams.length}
          reachable={index === reachable}
          enlarged={stream === enlarged}
          showStatistics={showStatistics}
          plainKeys={plainKeys}
          mark={markOf(index)}
          onFocus={setFocused}
          onEnlarge={moves ? undefined : toggleEnlarged}
          onRemove={moves?.remove}
        />
      ))}
      {inHand?.at && (
        <span className="drag-chip" style={{ translate: `${inHand.at.x}px ${inHand.at.y}px` }}>
          {streams[inHand.index]?.player.stream.name}
        </span>
      )}
    </section>
  );
}

function focusChild(wall: HTMLElement, index: number): void {
  const tile = wall.children[index];
  if (tile instanceof HTMLElement) tile.focus();
}
