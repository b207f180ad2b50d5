import { useEffect, useState } from "react";
import type { KeyboardEvent, PointerEvent } from "react";
import { moveFocus } from "./move-focus.ts";

/** What moving tiles of a page comes to; indices are places on the page. */
export interface TileMoves {
  place: (from: number, to: number) => void;
  /** Answers whether there is such a page. */
  toPage: (from: number, page: number) => boolean;
  /** Answers whether there is such a page. */
  toNextPage: (from: number, step: 1 | -1) => boolean;
  remove: (index: number) => void;
  say: (what: TileMoveNews) => void;
}

export interface TileMoveNews {
  kind: "taken" | "moved" | "dropped" | "back";
  index: number;
}

/** A tile that is held by keyboard, or dragged by pointer, with where it would come to. */
export interface TileInHand {
  index: number;
  /** By keyboard: where it was taken from. */
  from?: number;
  /** By pointer, CSS pixels of the window. */
  at?: { x: number; y: number };
  target?: DropTarget | undefined;
}

export type DropTarget = { kind: "place"; index: number } | { kind: "page"; page: number };

/** Movement that makes a press a drag, CSS pixels. */
const SLACK = 6;

interface TileMovesOptions {
  /** Undefined: the tiles stay where they are. */
  moves: TileMoves | undefined;
  columns: number;
  count: number;
  focusTile: (index: number) => void;
}

/** Puts tiles of a page elsewhere: dragged by pointer; by keyboard taken with Space, moved with the arrows, dropped with Space, Esc puts it back. */
export function useTileMoves({ moves, columns, count, focusTile }: TileMovesOptions) {
  const [inHand, setInHand] = useState<TileInHand>();
  const [press, setPress] = useState<{ index: number; x: number; y: number }>();

  useEffect(() => {
    if (!press || !moves) return undefined;
    let dragged: TileInHand | undefined;
    const end = () => {
      setPress(undefined);
      setInHand(undefined);
    };
    const onMove = (event: globalThis.PointerEvent) => {
      if (!dragged && Math.hypot(event.clientX - press.x, event.clientY - press.y) < SLACK) return;
      const target = findDropTarget(document.elementFromPoint(event.clientX, event.clientY));
      dragged = { index: press.index, at: { x: event.clientX, y: event.clientY }, target };
      setInHand(dragged);
    };
    const onUp = () => {
      end();
      const target = dragged?.target;
      if (target?.kind === "page") moves.toPage(press.index, target.page);
      if (target?.kind === "place" && target.index !== press.index) moves.place(press.index, target.index);
    };
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      end();
    };
    window.addEventListener("pointermove", onMove);
    window.addEventListener("pointerup", onUp);
    window.addEventListener("pointercancel", end);
    window.addEventListener("keydown", onKey, { capture: true });
    return () => {
      window.removeEventListener("pointermove", onMove);
      window.removeEventListener("pointerup", onUp);
      window.removeEventListener("pointercancel", end);
      window.removeEventListener("keydown", onKey, { capture: true });
    };
  }, [press, moves]);

  function onPointerDown(event: PointerEvent<HTMLElement>): void {
    if (!moves || event.button !== 0 || !(event.target instanceof Element) || event.target.closest("button")) return;
    const index = indexOfTile(event.target);
    if (index !== undefined) setPress({ index, x: event.clientX, y: event.clientY });
  }

  /** Answers whether the key was one of these. */
  function onKey({ key }: KeyboardEvent<HTMLElement>, index: number): boolean {
    if (!moves) return false;
    if (!inHand) {
      if (key === "Delete") {
        moves.remove(index);
        focusTile(Math.min(index, count - 2));
        return true;
      }
      if (key !== " ") return false;
      setInHand({ index, from: index });
      moves.say({ kind: "taken", index });
      return true;
    }
    return moveInHand(key, inHand, moves);
  }

  function moveInHand(key: string, { index, from = index }: TileInHand, { place, toNextPage, say }: TileMoves): boolean {
    if (key === " " || key === "Enter") {
      setInHand(undefined);
      say({ kind: "dropped", index });
      return true;
    }
    if (key === "Escape") {
      place(index, from);
      setInHand(undefined);
      focusTile(from);
      say({ kind: "back", index: from });
      return true;
    }
    if (key === "PageDown" || key === "PageUp") {
      if (!toNextPage(index, key === "PageDown" ? 1 : -1)) return true;
      setInHand(undefined);
      focusTile(Math.min(index, count - 2));
      return true;
    }
    const to = moveFocus(key, index, { columns, count });
    if (to === undefined) return key === "Tab";
    place(index, to);
    setInHand({ index: to, from });
    focusTile(to);
    say({ kind: "moved", index: to });
    return true;
  }

  return { inHand: moves && inHand, onPointerDown, onKey };
}

function findDropTarget(element: Element | null): DropTarget | undefined {
  const page = element?.closest<HTMLElement>("[data-drop-page]")?.dataset.dropPage;
  if (page !== undefined) return { kind: "page", page: Number(page) };
  const index = element ? indexOfTile(element) : undefined;
  return index === undefined ? undefined : { kind: "place", index };
}

/** The place of the tile that an element belongs to; tiles stand in a wall in the order of their places. */
function indexOfTile(element: Element): number | undefined {
  const tile = element.closest(".wall > .tile");
  return tile?.parentElement ? [...tile.parentElement.children].indexOf(tile) : undefined;
}
