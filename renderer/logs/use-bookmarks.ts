import { useCallback, useSyncExternalStore } from "react";
import type { LogRow } from "../../shared/log-api.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { isSameRow } from "./create-log-memory.ts";
import type { Bookmark, LogMemory, RowMark } from "./create-log-memory.ts";
import { formatMonthDay, formatSecond } from "../../shared/format-time.ts";
import type { NameStream } from "../../shared/name-stream.ts";
import { nameValue } from "./name-value.ts";
import { markOf } from "./use-log-jumps.ts";

export interface Bookmarks {
  /** Of all folders. */
  all: readonly Bookmark[];
  has: (row: RowMark) => boolean;
  toggle: (row: LogRow) => void;
  remove: (bookmark: Bookmark) => void;
  /** The one after this row, round and round; undefined when there is none. */
  nextAfter: (row: RowMark | undefined) => Bookmark | undefined;
}

/** Bookmarks of the logs in `folder`, this PC's own when it is "". */
export function useBookmarks(memory: LogMemory, { folder, nameStream }: { folder: string; nameStream: NameStream }): Bookmarks {
  const { texts } = useI18n();
  const { bookmarks } = useSyncExternalStore(memory.subscribe, memory.get);
  const has = useCallback((row: RowMark) => bookmarks.some((each) => each.folder === folder && isSameRow(each, row)), [bookmarks, folder]);
  const remove = (row: RowMark) => memory.change({ bookmarks: bookmarks.filter((each) => !isSameRow(each, row)) });

  function nameRow({ fields, damaged = "" }: LogRow): string {
    if (!fields) return `${texts.logs.damagedLine} ${damaged.slice(0, 40)}`;
    const at = fields.time === undefined ? Number.NaN : Date.parse(fields.time);
    const time = Number.isNaN(at) ? texts.logs.untimed : `${formatMonthDay(at)} ${formatSecond(at)}`;
    return `${time} ${nameStream(fields.stream)} ${nameValue("reason", fields.reason, texts)}`;
  }

  return {
    all: bookmarks,
    has,
    remove,
    toggle: (row) =>
      has(row) ? remove(row) : memory.change({ bookmarks: [...bookmarks, { ...markOf(row), folder, words: nameRow(row) }] }),
    nextAfter(row) {
      const here = bookmarks.filter((each) => each.folder === folder);
      return here[(here.findIndex((each) => isSameRow(each, row)) + 1) % Math.max(1, here.length)];
    },
  };
}
