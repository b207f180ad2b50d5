import type { KeyboardEvent } from "react";
import type { LogRow } from "../../shared/log-api.ts";
import { plainKeyOf } from "../ui/plain-key.ts";
import type { Bookmarks } from "./use-bookmarks.ts";
import type { LogJumps } from "./use-log-jumps.ts";

interface ListKeyDeps {
  selected: LogRow | undefined;
  newest: () => LogRow | undefined;
  /** Single letters are keys. */
  plainKeys: boolean;
  jumps: LogJumps;
  bookmarks: Bookmarks;
  openDetail: () => void;
  closeDetail: () => void;
  focusSearch: () => void;
}

/** The viewer's own keys, heard while the list has the focus; true when it was one. */
export function handleListKey(event: KeyboardEvent, deps: ListKeyDeps): boolean {
  const { selected, newest, plainKeys, jumps, bookmarks } = deps;
  if (event.altKey || event.ctrlKey || event.metaKey) return false;
  const toBookmark = () => {
    const next = bookmarks.nextAfter(selected);
    if (next) void jumps.toRow(next);
  };
  const actions: Record<string, (() => void) | undefined> = {
    Escape: selected && deps.closeDetail,
    Enter: selected && deps.openDetail,
    ...(plainKeys && {
      e: () => jumps.toOtherError(selected ?? newest(), "older"),
      E: () => jumps.toOtherError(selected, "newer"),
      "[": () => jumps.toOtherDay(selected ?? newest(), "older"),
      "]": () => jumps.toOtherDay(selected, "newer"),
      b: () => selected && bookmarks.toggle(selected),
      B: toBookmark,
      "/": deps.focusSearch,
    }),
  };
  const key = plainKeyOf(event);
  const action = Object.hasOwn(actions, key) ? actions[key] : undefined;
  action?.();
  return action !== undefined;
}
