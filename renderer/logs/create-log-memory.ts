import { logPlaceSchema } from "../../shared/log-search.ts";
import { createListeners } from "../api/create-listeners.ts";
import { z } from "zod";

/** A row that can be found again: its place, and its time, by which it is counted into the list. */
const rowMarkSchema = z.object({ at: logPlaceSchema, time: z.string().optional() });
export type RowMark = z.output<typeof rowMarkSchema>;

const memorySchema = z.object({
  saved: z.array(z.object({ name: z.string(), query: z.string() })).catch([]),
  bookmarks: z.array(rowMarkSchema.extend({ folder: z.string(), words: z.string() })).catch([]),
  session: z.object({ query: z.string(), row: rowMarkSchema.optional(), top: rowMarkSchema.optional() }).optional().catch(undefined),
});
export type LogMemoryState = z.output<typeof memorySchema>;
export type Bookmark = LogMemoryState["bookmarks"][number];

/** What the viewer remembers for this user on this PC: named filters, bookmarks, and where it was left. */
export interface LogMemory {
  get(): LogMemoryState;
  subscribe(listener: () => void): () => void;
  change(change: Partial<LogMemoryState>): void;
}

const KEY = "mtx-watch.logs";
const EMPTY: LogMemoryState = { saved: [], bookmarks: [] };

export function createLogMemory(storage: Pick<Storage, "getItem" | "setItem">): LogMemory {
  const listeners = createListeners();
  let state = read(storage);
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

function read(storage: Pick<Storage, "getItem">): LogMemoryState {
  try {
    return memorySchema.parse(JSON.parse(storage.getItem(KEY) ?? "{}"));
  } catch {
    return EMPTY;
  }
}

export function isSameRow(a: RowMark | undefined, b: RowMark | undefined): boolean {
  return a !== undefined && b !== undefined && a.at.file === b.at.file && a.at.offset === b.at.offset;
}
