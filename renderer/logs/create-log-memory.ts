import type { LogPlace } from "../../shared/log-search.ts";
import { createListeners } from "../../shared/create-listeners.ts";

/** A row that can be found again by its place; its time says on which day it lies. */
export interface RowMark {
  at: LogPlace;
  time?: string;
}

export interface Bookmark extends RowMark {
  /** Of the logs it stands in; "": this PC's own. */
  folder: string;
  words: string;
}

export interface LogMemoryState {
  saved: { name: string; query: string }[];
  bookmarks: Bookmark[];
  /** How the viewer was left: its filter, the selected row, the row at the list's upper edge. */
  session?: { query: string; row?: RowMark; top?: RowMark };
}

/** What the viewer remembers for this user on this PC: named filters, bookmarks, and where it was left. */
export interface LogMemory {
  get(): LogMemoryState;
  subscribe(listener: () => void): () => void;
  change(change: Partial<LogMemoryState>): void;
}

const KEY = "mtx-watch.logs";

export function createLogMemory(storage: Pick<Storage, "getItem" | "setItem">): LogMemory {
  const listeners = createListeners();
  let state = readState(storage);
  return {
    get: () => state,
    subscribe: listeners.add,
    change(change) {
      state = { ...state, ...change };
      try {
        storage.setItem(KEY, JSON.stringify(state));
      } catch {
        // A full or forbidden storage: it is remembered until the page is left.
      }
      listeners.notify();
    },
  };
}

/** By hand, not by schema: the viewer loads without zod. What is not of its form was another version's, and is left out. */
function readState(storage: Pick<Storage, "getItem">): LogMemoryState {
  let kept: unknown;
  try {
    kept = JSON.parse(storage.getItem(KEY) ?? "");
  } catch {
    kept = undefined;
  }
  const { saved, bookmarks, session } = isObject(kept) ? kept : {};
  return {
    saved: listOf(saved, (each): each is LogMemoryState["saved"][number] => hasTexts(each, ["name", "query"])),
    bookmarks: listOf(bookmarks, (each): each is Bookmark => isRowMark(each) && hasTexts(each, ["folder", "words"])),
    ...(isSession(session) && { session }),
  };
}

function isSession(value: unknown): value is NonNullable<LogMemoryState["session"]> {
  return isObject(value) && hasTexts(value, ["query"]) && [value.row, value.top].every((row) => row === undefined || isRowMark(row));
}

function isRowMark(value: unknown): value is RowMark {
  if (!isObject(value) || !isObject(value.at)) return false;
  const { file, offset } = value.at;
  return typeof file === "string" && Number.isInteger(offset) && (value.time === undefined || typeof value.time === "string");
}

function listOf<T>(value: unknown, is: (each: unknown) => each is T): T[] {
  return Array.isArray(value) ? value.filter(is) : [];
}

function hasTexts(value: unknown, keys: string[]): boolean {
  return isObject(value) && keys.every((key) => typeof value[key] === "string");
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

export function isSameRow(a: RowMark | undefined, b: RowMark | undefined): boolean {
  return a !== undefined && b !== undefined && a.at.file === b.at.file && a.at.offset === b.at.offset;
}
