import { useCallback, useMemo, useState } from "react";
import type { WallLayout, WallSettings } from "../../shared/wall-settings.ts";
import { chooseWallView, listPageStreams } from "./choose-wall-view.ts";
import type { WallStream } from "./create-wall-players.ts";
import { formatWallAddress, parseWallAddress } from "./wall-address.ts";

export interface PageOnWall {
  name: string;
  columns: number | "auto";
  streams: readonly WallStream[];
}

export interface WallPages {
  layout: WallLayout | undefined;
  isMissing: boolean;
  pages: readonly PageOnWall[];
  index: number;
  /** This window turns its pages by itself. */
  cycles: boolean;
  /** Played and watched like all others, and on no page. */
  outside: readonly WallStream[];
  /** By hand: the window's address says so from then on. */
  show: (page: number) => void;
  /** By itself: the address stays. */
  turn: (page: number) => void;
  /** "": all streams. */
  chooseLayout: (name: string) => void;
  setCycles: (cycles: boolean) => void;
  /** To a page of a layout; undefined: of the first one. */
  go: (layout: string | undefined, page: number) => void;
}

interface WallPagesProps {
  streams: readonly WallStream[];
  wall: Pick<WallSettings, "layouts" | "columns">;
  /** The window's address behind `#/wall?`. */
  query: string;
  onQuery: (query: string) => void;
}

export function useWallPages({ streams, wall, query, onQuery }: WallPagesProps): WallPages {
  const address = useMemo(() => parseWallAddress(query), [query]);
  const [turned, setTurned] = useState({ from: query, to: address.page });
  const page = turned.from === query ? turned.to : address.page;
  const shown = useMemo(() => {
    const known = new Map(streams.map((stream) => [stream.player.stream.id, stream]));
    const { layout, pages, index, isMissing } = chooseWallView(wall, [...known.keys()], { layout: address.layout, page });
    const filled = pages.map((each) => ({ name: each.name, columns: each.columns, streams: listPageStreams(each, known) }));
    const inside = new Set(filled.flatMap((each) => each.streams));
    return { layout, isMissing, index, pages: filled, outside: streams.filter((stream) => !inside.has(stream)) };
  }, [streams, wall, address.layout, page]);

  const turn = useCallback((to: number) => setTurned({ from: query, to }), [query]);
  const show = useCallback(
    (to: number) => {
      turn(to); // a page that was turned by itself is left, too, where the address names the chosen one already
      onQuery(formatWallAddress({ ...address, page: to }));
    },
    [address, onQuery, turn],
  );
  const chooseLayout = useCallback((name: string) => onQuery(formatWallAddress({ ...address, layout: name, page: 0 })), [address, onQuery]);
  const setCycles = useCallback((cycles: boolean) => onQuery(formatWallAddress({ ...address, cycles })), [address, onQuery]);
  const go = (name: string | undefined, to: number) => onQuery(formatWallAddress({ ...address, layout: name, page: to }));
  return { ...shown, cycles: address.cycles, show, turn, chooseLayout, setCycles, go };
}
