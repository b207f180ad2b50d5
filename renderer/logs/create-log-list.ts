import type { ControlRoomApi } from "../../shared/api-names.ts";
import type { LogRow } from "../../shared/log-api.ts";
import type { LogFilter, LogPlace } from "../../shared/log-search.ts";
import { isCancelled } from "../api/api-error.ts";
import { createListeners } from "../../shared/create-listeners.ts";
import { createLogPages, PAGE } from "./create-log-pages.ts";

/** New rows are counted up to here while the list stands still. */
const MOST_COUNTED = 1_000;

export interface LogQuestion {
  source: string;
  filter: LogFilter;
}

/** What is known of the list; a new object for each change. */
export interface LogListView {
  phase: "loading" | "ready" | "failed";
  error?: unknown;
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
  /** Reads the newest rows again while it follows; until they are there, what is shown stays. */
  refresh(): void;
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
  let pages = createLogPages();
  let wanted = { first: 0, last: 0 };
  let loading: { page: number; ticket: symbol } | undefined;
  let failure: unknown;
  let following = true;
  let fresh = 0;
  /** The newest place that was counted or shown. */
  let newest: LogPlace | undefined;
  /** Looks at the newest rows that are still to come, one at a time: of two that cross, one would put a row on top twice, or take one away. */
  const looks = new Set<() => Promise<void>>();
  let isLooking = false;
  let view = makeView();

  function makeView(): LogListView {
    return {
      phase: failure !== undefined ? "failed" : pages.hasStart() ? "ready" : "loading",
      ...(failure === undefined ? {} : { error: failure }),
      total: pages.count(),
      following,
      fresh,
      rowAt: pages.makeRowAt(),
    };
  }

  function changed(): void {
    view = makeView();
    listeners.notify();
  }

  /** One page at a time; what is in view does not wait for what is only near it, nor for what no longer is. */
  function loadNext(): void {
    if (!question || failure !== undefined) return;
    const page = pages.findMissing(wanted);
    if (page === undefined || loading?.page === page) return;
    if (loading && pages.isWanted(loading.page, wanted) && !pages.isInView(page, wanted)) return;
    void load(page);
  }

  async function load(page: number): Promise<void> {
    const ticket = Symbol(`page ${page}`);
    loading = { page, ticket };
    const asked = question!;
    try {
      const { rows, isEnd } = await api.readLogPage({ ...asked, slot: `${slot}-list`, limit: PAGE, ...pages.placeOf(page) });
      if (loading?.ticket !== ticket) return;
      loading = undefined;
      pages.take(page, { rows, isEnd }, wanted);
      if (page === 0) newest ??= rows[0]?.at;
    } catch (error) {
      if (loading?.ticket !== ticket) return;
      loading = undefined;
      if (!isCancelled(error)) failure = error;
    }
    changed();
    loadNext();
  }

  async function look(read: () => Promise<void>): Promise<void> {
    looks.add(read);
    if (isLooking) return;
    isLooking = true;
    for (const next of looks) {
      looks.delete(next);
      await next().catch(() => undefined); // whoever asked for it will ask again
    }
    isLooking = false;
  }

  async function readFresh(): Promise<void> {
    const asked = question;
    if (!asked || !pages.hasStart() || fresh >= MOST_COUNTED) return;
    if (!newest) return readAgain();
    const after = newest;
    const { rows, isEnd } = await api.readLogPage({ ...asked, slot: `${slot}-tail`, order: "oldestFirst", after, limit: MOST_COUNTED });
    // A list that has begun again meanwhile has them already.
    if (asked !== question || newest !== after || rows.length === 0) return;
    if (following && (!isEnd || rows.length >= MOST_COUNTED)) return readAgain();
    newest = rows.at(-1)!.at;
    if (!following) fresh += rows.length;
    else {
      pages.putOnTop(rows.toReversed());
      if (!loading) pages.fold(wanted);
    }
    changed();
  }

  async function readAgain(): Promise<void> {
    const asked = question;
    if (!asked || !following || !pages.hasStart()) return;
    const before = newest;
    const { rows, isEnd } = await api.readLogPage({ ...asked, slot: `${slot}-again`, limit: PAGE });
    if (asked !== question || newest !== before || !following || (rows.length === 0 && pages.count() === 0)) return;
    pages.clear();
    pages.take(0, { rows, isEnd }, wanted);
    newest = rows[0]?.at;
    loading = undefined;
    fresh = 0;
    changed();
    loadNext();
  }

  function restart(): void {
    pages.clear();
    newest = undefined;
    loading = undefined;
    failure = undefined;
    fresh = 0;
    wanted = { first: 0, last: 0 };
    changed();
    loadNext();
  }

  return {
    grow: () => void look(readFresh),
    refresh: () => void look(readAgain),
    get: () => view,
    subscribe: listeners.add,
    ask(next) {
      question = next;
      pages = createLogPages();
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
      pages.replace(row);
      changed();
    },
    expect(total) {
      if (!pages.expect(total - fresh)) return;
      changed();
      loadNext();
    },
  };
}
