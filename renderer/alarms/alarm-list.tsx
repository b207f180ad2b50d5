import { useEffect } from "react";
import type { KeyboardEvent, MouseEvent, RefObject } from "react";
import { useI18n } from "../i18n/i18n-context.tsx";
import { AlarmLine, findRowId } from "./alarm-line.tsx";
import { takeFocus } from "../ui/take-focus.ts";
import type { AlarmRow, AlarmSection } from "./list-rows.ts";
import type { ListSelection } from "./use-list-selection.ts";

interface AlarmListProps {
  /** What has the focus. */
  list: RefObject<HTMLDivElement | null>;
  sections: readonly AlarmSection[];
  selection: ListSelection;
  /** Keys that the list itself does not know; true when it was one. */
  onKey: (event: KeyboardEvent) => boolean;
  onOpen: (id: string) => void;
  onFold: (id: string, isOpen: boolean) => void;
}

/**
 * All alarms, by sections. The list keeps the focus and names its active row: rows that come, go and change places take nothing from
 * whoever works with keys.
 */
export function AlarmList({ list, sections, selection, onKey, onOpen, onFold }: AlarmListProps) {
  const { texts, formats } = useI18n();
  const { alarms: words } = texts;
  useEffect(() => takeFocus(list.current), [list]);
  const rows = sections.flatMap((section) => section.rows);
  const { active, chosen } = selection;
  const at = rows.findIndex(({ view }) => view.id === active);

  function goTo(index: number, isExtended: boolean): void {
    const row = rows[Math.max(0, Math.min(rows.length - 1, index))];
    if (!row) return;
    selection.activate(row.view.id, { isExtended });
    document.getElementById(rowId(row.view.id))?.scrollIntoView({ block: "nearest" });
  }

  function fold(row: AlarmRow | undefined, isOpen: boolean): void {
    if (!row) return;
    if (row.parts > 0 && row.isOpen !== isOpen) onFold(row.view.id, isOpen);
    else if (!isOpen && row.level === 2)
      goTo(
        rows.findLastIndex(({ level }, index) => level === 1 && index < at),
        false,
      );
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    if (event.target !== event.currentTarget) return;
    if (onKey(event)) {
      event.preventDefault();
      return;
    }
    if (event.altKey || event.metaKey) return;
    const present = rows[at];
    const keys: Record<string, (() => void) | undefined> = event.ctrlKey
      ? { a: selection.chooseAll }
      : {
          ArrowDown: () => goTo(at + 1, event.shiftKey),
          ArrowUp: () => goTo(at < 0 ? 0 : at - 1, event.shiftKey),
          Home: () => goTo(0, event.shiftKey),
          End: () => goTo(rows.length - 1, event.shiftKey),
          ArrowRight: () => fold(present, true),
          ArrowLeft: () => fold(present, false),
          " ": present && (() => selection.toggle(present.view.id)),
          Enter: present && (() => onOpen(present.view.id)),
        };
    const action = Object.hasOwn(keys, event.key) ? keys[event.key] : undefined;
    if (!action) return;
    event.preventDefault();
    action();
  }

  function onClick(event: MouseEvent): void {
    const { target } = event;
    const id = findRowId(target);
    const row = rows.find(({ view }) => view.id === id);
    if (!row || !(target instanceof Element)) return;
    if (target.closest("[data-fold]")) return onFold(row.view.id, !row.isOpen);
    if (target.closest("[data-choose]") || event.ctrlKey) return selection.toggle(row.view.id);
    selection.activate(row.view.id, { isExtended: event.shiftKey });
    if (!event.shiftKey) onOpen(row.view.id);
  }

  return (
    <div
      ref={list}
      className="alarm-list"
      role="treegrid"
      tabIndex={0}
      aria-label={words.label}
      aria-multiselectable="true"
      aria-activedescendant={at < 0 ? undefined : rowId(rows[at]!.view.id)}
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
      {sections.map(({ name, rows: own }) => (
        <div key={name} role="rowgroup" className="alarm-section" data-section={name} aria-label={words.section[name]}>
          <div role="row" className="alarm-section-head">
            <span role="gridcell">
              {words.section[name]} {formats.count(own.filter(({ level }) => level === 1).length)}
            </span>
          </div>
          {own.map((row) => (
            <AlarmLine
              key={row.view.id}
              id={rowId(row.view.id)}
              row={row}
              isActive={row.view.id === active}
              isChosen={chosen.has(row.view.id)}
            />
          ))}
        </div>
      ))}
    </div>
  );
}

function rowId(id: string): string {
  return `alarm-${id}`;
}
