import { useMemo, useState } from "react";
import { useI18n } from "../i18n/i18n-context.tsx";
import type { WallStream } from "./create-wall-players.ts";
import { moveItem, moveToPage, orderStreams, removeStream } from "./edit-layouts.ts";
import type { LayoutDraft } from "./edit-layouts.ts";
import type { TileMoves } from "./use-tile-moves.ts";

/** What moving tiles does to the page in sight, and what of it is said to those who do not see it. */
export function usePageEdit(
  draft: LayoutDraft | undefined,
  change: (next: LayoutDraft) => void,
  streams: readonly WallStream[],
): {
  moves: TileMoves | undefined;
  said: string;
} {
  const { texts, formats } = useI18n();
  const words = texts.wall.edit;
  const [said, setSaid] = useState("");
  const moves = useMemo((): TileMoves | undefined => {
    if (!draft) return undefined;
    const ids = streams.map(({ player }) => player.stream.id);
    const nameAt = (index: number) => streams[index]?.player.stream.name ?? "";
    let held = "";
    const toPage = (from: number, page: number) => {
      if (page === draft.page || !draft.layouts[draft.layout]?.pages[page]) return false;
      change(moveToPage(draft, ids[from]!, page));
      setSaid(words.news.toPage(nameAt(from), texts.wall.page(page + 1)));
      return true;
    };
    return {
      place: (from, to) => {
        held = nameAt(from);
        change(orderStreams(draft, moveItem(ids, from, to), new Set(ids)));
      },
      toPage,
      toNextPage: (from, step) => toPage(from, draft.page + step),
      remove(index) {
        change(removeStream(draft, ids[index]!));
        setSaid(words.news.removed(nameAt(index)));
      },
      say: ({ kind, index }) => {
        // A tile that was just moved is not yet where it is said to be.
        const name = kind === "moved" || kind === "back" ? held : nameAt(index);
        setSaid(words.news[kind](name, words.place(formats.count(index + 1), formats.count(ids.length))));
      },
    };
  }, [draft, change, streams, words, texts, formats]);
  return { moves, said };
}
