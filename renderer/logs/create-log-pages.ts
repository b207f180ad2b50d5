import type { LogPage, LogRow } from "../../shared/log-api.ts";
import type { LogPlace } from "../../shared/log-search.ts";
import { isSameRow } from "./create-log-memory.ts";

/** Rows of one question to the history. */
export const PAGE = 200;
/** Pages that are held on each side of those in view: a fast hand does not reach unread rows. */
const AHEAD = 2;

/** Rows in view, by their numbers from the newest. */
export interface RowSpan {
  first: number;
  last: number;
}

/**
 * What is held of a list that is read by pages: those around what is in view, page 0, and above it the rows that came while following.
 * Knows what is missing and from where to read it; reads nothing itself.
 */
export interface LogPages {
  /** Whether the newest page is there. */
  hasStart(): boolean;
  /** Rows in the whole list: exact once its end was seen, until then what the counts say, or what was read and one more. */
  count(): number;
  /** A look at the rows as they are now; what changes later does not change it. */
  makeRowAt(): (index: number) => LogRow | undefined;
  /** The page to read next, page 0 before all others, then those in view. */
  findMissing(view: RowSpan): number | undefined;
  /** Whether a page is wanted for this view at all. */
  isWanted(page: number, view: RowSpan): boolean;
  isInView(page: number, view: RowSpan): boolean;
  /** Where a page begins. */
  placeOf(page: number): { after?: LogPlace; before?: LogPlace; skip?: number };
  /** Takes a page that was read, and forgets those that are far from what is in view. */
  take(page: number, read: Pick<LogPage, "rows" | "isEnd">, view: RowSpan): void;
  /** Rows that came, newest first; whole pages of them become pages once `fold` is called. */
  putOnTop(rows: readonly LogRow[]): void;
  /** Numbers pages anew: not while one is being read. */
  fold(view: RowSpan): void;
  replace(row: LogRow): void;
  /** Forgets all rows; what the counts say stays. */
  clear(): void;
  /** How many rows the counts expect, those that came on top among them; true when that is news. */
  expect(total: number): boolean;
}

export function createLogPages(): LogPages {
  let pages = new Map<number, LogRow[]>();
  /** Rows that came while following, newest first; they stand above page 0. */
  let head: LogRow[] = [];
  /** Without those in `head`, as `end` is. */
  let expected: number | undefined;
  let end: number | undefined;

  function countRows(): number {
    if (end !== undefined) return end;
    const seen = Math.max(0, ...[...pages].map(([page, rows]) => page * PAGE + rows.length));
    return Math.max(expected ?? 0, pages.size === 0 ? 0 : seen + 1);
  }

  /** Pages around what is in view, those in view first. */
  function listWanted(view: RowSpan): number[] {
    const toPage = (row: number) => Math.max(0, Math.floor((row - head.length) / PAGE));
    const [first, last] = [toPage(view.first), toPage(view.last)];
    const lastThere = Math.max(0, Math.ceil(countRows() / PAGE) - 1);
    const order = [];
    for (let page = first; page <= last; page++) order.push(page);
    for (let step = 1; step <= AHEAD; step++) order.push(last + step, first - step);
    return order.filter((page) => page >= 0 && page <= lastThere);
  }

  /** In a new map: a look at the rows keeps what it saw. */
  function forgetAllBut(keep: readonly number[]): void {
    const kept = new Set(keep);
    pages = new Map([...pages].filter(([page]) => kept.has(page)));
  }

  return {
    hasStart: () => pages.has(0),
    count: () => head.length + countRows(),
    makeRowAt() {
      const [shownPages, shownHead] = [pages, head];
      return (index) => {
        if (index < shownHead.length) return shownHead[index];
        const below = index - shownHead.length;
        return shownPages.get(Math.floor(below / PAGE))?.[below % PAGE];
      };
    },
    findMissing: (view) => (pages.size === 0 ? 0 : listWanted(view).find((page) => !pages.has(page))),
    isWanted: (page, view) => listWanted(view).includes(page),
    isInView(page, view) {
      const [top, bottom] = [page * PAGE + head.length, (page + 1) * PAGE + head.length];
      return view.first < bottom && view.last >= top;
    },
    // From the neighbour where there is one; else counted from the end of page 0, which is never forgotten: what is new moves nothing.
    placeOf(page) {
      if (page === 0) return {};
      const above = pages.get(page - 1)?.at(-1);
      if (above) return { after: above.at };
      const below = pages.get(page + 1)?.[0];
      if (below) return { before: below.at };
      return { after: pages.get(0)!.at(-1)!.at, skip: (page - 1) * PAGE };
    },
    take(page, { rows, isEnd }, view) {
      forgetAllBut([0, page, ...listWanted(view)]);
      pages.set(page, rows);
      // Read backwards, the end that was reached is the other one.
      const wasForwards = page === 0 || !pages.has(page + 1);
      if (rows.length < PAGE && (isEnd || rows.length === 0) && wasForwards) end = page * PAGE + rows.length;
      else if (isEnd && wasForwards) end = (page + 1) * PAGE;
    },
    putOnTop(rows) {
      head = [...rows, ...head];
    },
    fold(view) {
      const whole = Math.floor(head.length / PAGE);
      if (whole < 2) return;
      const moved = head.slice(head.length - whole * PAGE);
      head = head.slice(0, head.length - whole * PAGE);
      pages = new Map([...pages].map(([page, rows]) => [page + whole, rows]));
      for (let page = 0; page < whole; page++) pages.set(page, moved.slice(page * PAGE, (page + 1) * PAGE));
      if (expected !== undefined) expected += whole * PAGE;
      if (end !== undefined) end += whole * PAGE;
      forgetAllBut([0, ...listWanted(view)]);
    },
    replace(row) {
      const swap = (rows: LogRow[]) => rows.map((each) => (isSameRow(each, row) ? row : each));
      head = swap(head);
      pages = new Map([...pages].map(([page, rows]) => [page, swap(rows)]));
    },
    clear() {
      pages = new Map();
      head = [];
      end = undefined;
    },
    expect(total) {
      const below = Math.max(0, total - head.length);
      const isNews = below !== expected;
      expected = below;
      return isNews;
    },
  };
}
