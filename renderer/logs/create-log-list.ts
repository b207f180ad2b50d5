import type { ControlRoomApi } from "../../shared/api-names.ts";
import type { LogFilter, LogPlace, LogRow } from "../../shared/log-search.ts";
import { isCancelled, messageOf } from "../api/api-error.ts";
import { createListeners } from "../api/create-listeners.ts";
import { isSameRow } from "./create-log-memory.ts";

/** Rows of one question to the history. */
export const PAGE = 200;
/** Pages that are held on each side of those in view: a fast hand does not reach unread rows. */
const AHEAD = 2;
/** New rows are counted up to here while the list stands still. */
const MOST_COUNTED = 1_000;

export interface LogQuestion {
  source: string;
  filter: LogFilter;
}

/** What is known of the list; a new object for each change. */
export interface LogListView {
  phase: "loading" | "ready" | "failed";
  error?: string;
  /** Rows in the list: exact once its end was seen, until then what the counts say. */
  total: number;
  /** New rows are put on top as they come; otherwise they are only counted. */
  following: boolean;
  fresh: number;
  rowAt: (index: number) => LogRow | undefined;
}

/**
 * The list as a window on the journal: pages are read by place around what is in view and forgotten when they are far away. Rows are
 * numbered from the newest; a number stays with its row while the list does not follow.
 */
export interface LogList {
  get(): LogListView;
  subscribe(listener: () => void): () => void;
  /** Starts anew from the newest row, and follows. */
  ask(question: LogQuestion): void;
  /** What is in view: read what is missing, forget what is far. */
  show(first: number, count: number): void;
  follow(following: boolean): void;
  /** The journal has more lines. */
  grow(): void;
  /** A row's delivery has got further; one that is not read is left alone. */
  replace(row: LogRow): void;
  /** How many rows the counts expect. */
  expect(total: number): void;
}

export interface LogListDeps {
  api: Pick<ControlRoomApi, "readLogPage">;
  /** Prefix of the slots of this list's questions. */
  slot: string;
}

export function createLogList({ api, slot }: LogListDeps): LogList {
  const listeners = createListeners();
  let question: LogQuestion | undefined;
  let pages = new Map<number, LogRow[]>();
  /** Rows that came while following, newest first; they stand above page 0. */
  let head: LogRow[] = [];
  let expected: number | undefined;
  let end: number | undefined;
  let wanted = { first: 0, last: 0 };
  let loading: { page: number; ticket: symbol } | undefined;
  let failure: string | undefined;
  let following = true;
  let fresh = 0;
  /** The newest place that was counted or shown. */
  let newest: LogPlace | undefined;
  let growing: "no" | "yes" | "again" = "no";
  let view = makeView();

  function makeView(): LogListView {
    const [shownPages, shownHead] = [pages, head];
    return {
      phase: failure !== undefined ? "failed" : pages.has(0) ? "ready" : "loading",
      ...(failure === undefined ? {} : { error: failure }),
      total: shownHead.length + countRows(),
      following,
      fresh,
      rowAt(index) {
        if (index < shownHead.length) return shownHead[index];
        const below = index - shownHead.length;
        return shownPages.get(Math.floor(below / PAGE))?.[below % PAGE];
      },
    };
  }

  function countRows(): number {
    if (end !== undefined) return end;
    const seen = Math.max(0, ...[...pages].map(([page, rows]) => page * PAGE + rows.length));
    return Math.max(expected ?? 0, pages.size === 0 ? 0 : seen + 1);
  }

  function changed(): void {
    view = makeView();
    listeners.notify();
  }

  /** Pages around what is in view, those in view first. */
  function listWanted(): number[] {
    const toPage = (row: number) => Math.max(0, Math.floor((row - head.length) / PAGE));
    const [first, last] = [toPage(wanted.first), toPage(wanted.last)];
    const lastThere = Math.max(0, Math.ceil(countRows() / PAGE) - 1);
    const order = [];
    for (let page = first; page <= last; page++) order.push(page);
    for (let step = 1; step <= AHEAD; step++) order.push(last + step, first - step);
    return order.filter((page) => page >= 0 && page <= lastThere);
  }

  function loadNext(): void {
    if (!question || failure !== undefined) return;
    const around = listWanted();
    const page = pages.size === 0 ? 0 : around.find((each) => !pages.has(each));
    if (page === undefined || loading?.page === page) return;
    if (loading && around.includes(loading.page) && pages.size > 0 && !isInView(page)) return;
    void load(page);
  }

  function isInView(page: number): boolean {
    const [top, bottom] = [page * PAGE + head.length, (page + 1) * PAGE + head.length];
    return wanted.first < bottom && wanted.last >= top;
  }

  async function load(page: number): Promise<void> {
    const ticket = Symbol(`page ${page}`);
    loading = { page, ticket };
    const asked = question!;
    try {
      const { rows, isEnd } = await api.readLogPage({ ...asked, slot: `${slot}-list`, limit: PAGE, ...placeOf(page) });
      if (loading?.ticket !== ticket) return;
      loading = undefined;
      takePage(page, { rows, isEnd });
    } catch (error) {
      if (loading?.ticket !== ticket) return;
      loading = undefined;
      if (!isCancelled(error)) failure = messageOf(error);
    }
    changed();
    loadNext();
  }

  /** From the neighbour where there is one; else counted from the end of page 0, which is never forgotten: what is new moves nothing. */
  function placeOf(page: number): { after?: LogPlace; before?: LogPlace; skip?: number } {
    if (page === 0) return {};
    const above = pages.get(page - 1)?.at(-1);
    if (above) return { after: above.at };
    const below = pages.get(page + 1)?.[0];
    if (below) return { before: below.at };
    return { after: pages.get(0)!.at(-1)!.at, skip: (page - 1) * PAGE };
  }

  function takePage(page: number, { rows, isEnd }: { rows: LogRow[]; isEnd: boolean }): void {
    const keep = new Set([0, page, ...listWanted()]);
    pages = new Map([...pages].filter(([each]) => keep.has(each)));
    pages.set(page, rows);
    if (page === 0) newest ??= rows[0]?.at;
    // Read backwards, the end that was reached is the other one.
    const wasForwards = page === 0 || !pages.has(page + 1);
    if (rows.length < PAGE && (isEnd || rows.length === 0) && wasForwards) end = page * PAGE + rows.length;
    else if (isEnd && wasForwards) end = (page + 1) * PAGE;
  }

  async function readFresh(): Promise<void> {
    const asked = question;
    if (!asked || !pages.has(0)) return;
    if (!newest) return restart();
    const { rows, isEnd } = await api.readLogPage({
      ...asked,
      slot: `${slot}-tail`,
      order: "oldestFirst",
      after: newest,
      limit: MOST_COUNTED,
    });
    if (asked !== question || rows.length === 0) return;
    newest = rows.at(-1)!.at;
    if (!following) fresh += rows.length;
    else if (!isEnd || rows.length >= MOST_COUNTED) return restart();
    else {
      head = [...rows.toReversed(), ...head];
      if (!loading) foldHead();
    }
    changed();
  }

  /** Whole pages of what came while following become pages like the others, so that they can be forgotten. */
  function foldHead(): void {
    const whole = Math.floor(head.length / PAGE);
    if (whole < 2) return;
    const moved = head.slice(head.length - whole * PAGE);
    head = head.slice(0, head.length - whole * PAGE);
    pages = new Map([...pages].map(([page, rows]) => [page + whole, rows]));
    for (let page = 0; page < whole; page++) pages.set(page, moved.slice(page * PAGE, (page + 1) * PAGE));
    if (expected !== undefined) expected += whole * PAGE;
    if (end !== undefined) end += whole * PAGE;
    const keep = new Set([0, ...listWanted()]);
    pages = new Map([...pages].filter(([page]) => keep.has(page)));
  }

  function restart(): void {
    pages = new Map();
    head = [];
    end = undefined;
    newest = undefined;
    loading = undefined;
    failure = undefined;
    fresh = 0;
    wanted = { first: 0, last: 0 };
    changed();
    loadNext();
  }

  function grow(): void {
    if (growing !== "no") {
      growing = "again";
      return;
    }
    if (fresh >= MOST_COUNTED) return;
    growing = "yes";
    void readFresh()
      .catch(() => undefined) // the next notification asks again
      .finally(() => {
        const again = growing === "again";
        growing = "no";
        if (again) grow();
      });
  }

  return {
    grow,
    get: () => view,
    subscribe: listeners.add,
    ask(next) {
      question = next;
      expected = undefined;
      following = true;
      restart();
    },
    show(first, count) {
      wanted = { first, last: first + Math.max(0, count - 1) };
      loadNext();
    },
    follow(next) {
      if (next === following) return;
      following = next;
      // Rows were only counted meanwhile: the list begins again with them.
      if (next && fresh > 0) restart();
      else changed();
    },
    replace(row) {
      const swap = (rows: LogRow[]) => rows.map((each) => (isSameRow(each, row) ? row : each));
      head = swap(head);
      pages = new Map([...pages].map(([page, rows]) => [page, swap(rows)]));
      changed();
    },
    expect(total) {
      const below = Math.max(0, total - head.length - fresh);
      if (below === expected) return;
      expected = below;
      changed();
      loadNext();
    },
  };
}
