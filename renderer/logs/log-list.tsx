import { useEffect, useImperativeHandle, useRef, useState, useSyncExternalStore } from "react";
import type { KeyboardEvent, ReactNode, Ref } from "react";
import { flushSync } from "react-dom";
import type { LogRow } from "../../shared/log-api.ts";
import { useSayError } from "../api/use-say-error.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { takeFocus } from "../ui/take-focus.ts";
import { useElementSize } from "../ui/use-element-size.ts";
import type { LogList } from "./create-log-list.ts";
import { isSameRow } from "./create-log-memory.ts";
import type { RowMark } from "./create-log-memory.ts";
import { findRowNumber, LOG_COLUMNS, LogRowLine } from "./log-row.tsx";
import { contentHeight, findVisibleRows, ROW_HEIGHT, scrollTopToShow } from "./visible-rows.ts";

export interface LogListHandle {
  /** Scrolls to a row by its number, and selects it. */
  goTo(index: number, how: { select: boolean }): void;
  goToTop(): void;
  focus(): void;
}

interface LogListProps {
  list: LogList;
  handle: Ref<LogListHandle>;
  selected: LogRow | undefined;
  isBookmarked: (row: RowMark) => boolean;
  onSelect: (row: LogRow) => void;
  /** Keys that the list itself does not know; true when it was one. */
  onKey: (event: KeyboardEvent) => boolean;
  onTop: (row: LogRow | undefined) => void;
  empty: ReactNode;
}

interface Drawn {
  first: number;
  shift: number;
  rows: LogRow[];
}

const NOTHING: Drawn = { first: 0, shift: 0, rows: [] };

/**
 * All records as one long list of which only the rows in view exist. They are drawn in a layer that stays while the list scrolls: where a
 * hand is faster than the answers, the rows before stay in sight, never a blank.
 */
export function LogListPane({ list, handle, selected, isBookmarked, onSelect, onKey, onTop, empty }: LogListProps) {
  const { texts, formats } = useI18n();
  const sayError = useSayError();
  const { list: words, column } = texts.logs;
  const view = useSyncExternalStore(list.subscribe, list.get);
  const scroller = useRef<HTMLDivElement>(null);
  const size = useElementSize(scroller);
  const [top, setTop] = useState(0);
  const [lastDrawn, setLastDrawn] = useState<Drawn>(NOTHING);
  const height = Math.max(0, size.height - ROW_HEIGHT);
  const viewport = { height, top, total: view.total };
  const { first, count, shift } = findVisibleRows(viewport);

  const rows = Array.from({ length: Math.max(0, count) }, (_, at) => view.rowAt(first + at));
  const isComplete = view.phase === "ready" && rows.every((row) => row !== undefined);
  const drawn: Drawn = isComplete ? { first, shift, rows } : lastDrawn;
  if (isComplete && (lastDrawn.first !== first || lastDrawn.shift !== shift || !isSameList(lastDrawn.rows, rows))) setLastDrawn(drawn);

  useEffect(() => list.show(first, Math.max(1, count)), [list, first, count, view]);
  const topRow = first === 0 && shift === 0 ? undefined : drawn.rows[0];
  useEffect(() => onTop(topRow), [onTop, topRow]);
  // A new question begins at its newest row.
  const isLoading = view.phase === "loading";
  useEffect(() => {
    if (isLoading && scroller.current) scroller.current.scrollTop = 0;
  }, [isLoading]);

  function goTo(index: number): void {
    const element = scroller.current;
    if (!element) return;
    element.scrollTop = scrollTopToShow(index, { ...viewport, top: element.scrollTop });
    setTop(element.scrollTop);
  }
  useImperativeHandle(handle, () => ({
    goTo: (index, how) => (how.select ? select(index) : goTo(index)),
    goToTop: () => scroller.current?.scrollTo({ top: 0 }),
    focus: () => scroller.current?.focus(),
  }));

  useEffect(() => takeFocus(scroller.current), []); // its keys are the viewer's

  /** A row that is not read yet is selected once it is. */
  const pending = useRef<number>(undefined);
  useEffect(() => {
    const row = pending.current === undefined ? undefined : view.rowAt(pending.current);
    if (!row) return;
    pending.current = undefined;
    onSelect(row);
  }, [view, onSelect]);

  function select(index: number): void {
    const row = view.rowAt(index);
    pending.current = row ? undefined : index;
    list.follow(false);
    goTo(index);
    if (row) onSelect(row);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (onKey(event)) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const at = drawn.rows.findIndex((row) => isSameRow(row, selected));
    const present = at < 0 ? undefined : drawn.first + at;
    const page = Math.max(1, Math.floor(height / ROW_HEIGHT) - 1);
    const last = view.total - 1;
    const start = present ?? first - 1;
    const to = {
      ArrowDown: start + 1,
      ArrowUp: present === undefined ? first : present - 1,
      PageDown: start + page,
      PageUp: start - page,
      Home: 0,
      End: last,
    }[event.key];
    if (to === undefined || last < 0) return;
    event.preventDefault();
    select(Math.max(0, Math.min(last, to)));
  }

  const isEmpty = view.phase === "ready" && view.total === 0;
  const selectedId = drawn.rows.findIndex((row) => isSameRow(row, selected));
  return (
    <div className="log-pane">
      <div
        ref={scroller}
        className="log-list"
        role="grid"
        tabIndex={0}
        aria-label={words.label}
        aria-rowcount={view.total + 1}
        aria-busy={view.phase === "loading"}
        aria-activedescendant={selectedId < 0 ? undefined : rowId(drawn.first + selectedId)}
        aria-description={formats.count(view.total)}
        onKeyDown={onKeyDown}
        onClick={({ target }) => {
          const index = findRowNumber(target);
          if (index !== undefined) select(index);
        }}
        onScroll={(event) => {
          const { scrollTop } = event.currentTarget;
          // In the same frame: left to React's own time, rows would trail the scroll bar by one or two.
          flushSync(() => setTop(scrollTop));
          if (scrollTop > 0) list.follow(false);
          else if (!selected) list.follow(true);
        }}
      >
        <div className="log-content" role="none" style={{ height: contentHeight(view.total) + ROW_HEIGHT }}>
          <div className="log-layer" role="none" style={{ height: size.height }}>
            <div role="row" className="log-row log-head" aria-rowindex={1}>
              {LOG_COLUMNS.map((name) => (
                <span key={name} role="columnheader">
                  {column[name]}
                </span>
              ))}
            </div>
            {!isEmpty && (
              <div className="log-rows" role="none" style={{ transform: `translateY(${-drawn.shift}px)` }}>
                {drawn.rows.map((row, at) => (
                  <LogRowLine
                    key={`${row.at.file}:${row.at.offset}`}
                    row={row}
                    index={drawn.first + at}
                    id={rowId(drawn.first + at)}
                    selected={isSameRow(row, selected)}
                    bookmarked={isBookmarked(row)}
                  />
                ))}
              </div>
            )}
          </div>
        </div>
      </div>
      {isEmpty && <div className="log-empty">{empty}</div>}
      {view.phase === "loading" && drawn.rows.length === 0 && (
        <p className="log-empty" role="status">
          {words.loading}
        </p>
      )}
      {view.phase === "failed" && (
        <div className="log-empty log-failed" role="alert">
          <p>{words.failed}</p>
          <pre>{sayError(view.error)}</pre>
        </div>
      )}
    </div>
  );
}

function rowId(index: number): string {
  return `log-row-${index}`;
}

function isSameList(a: readonly LogRow[], b: readonly (LogRow | undefined)[]): boolean {
  return a.length === b.length && a.every((row, at) => row === b[at]);
}
