import { useEffect, useRef, useState } from "react";
import { useI18n } from "../i18n/i18n-context.tsx";
import { ActionButton } from "../ui/action-button.tsx";
import { COLUMNS, sayCell } from "./entries.ts";
import type { Entry } from "./entries.ts";
import { useSettingsForm } from "./form-context.tsx";
import type { ListKey } from "./setting-keys.ts";

interface EntryTableProps {
  listKey: ListKey;
  entries: Entry[];
  isFixed: boolean;
  canRemove: (entry: Entry) => boolean;
  nameOf: (entry: Entry) => string;
  onEdit: (entry: Entry) => void;
  onRemove: (entry: Entry) => void;
  onMove: (at: number, step: number) => void;
  onTest?: ((entry: Entry) => void) | undefined;
}

/** Rows drawn at once: a thousand streams have ten pages, and a text to find one. */
const PAGE = 100;
/** From so many on there is something to find. */
const MANY = 8;

export function EntryTable({ listKey, entries, isFixed, canRemove, nameOf, onEdit, onRemove, onMove, onTest }: EntryTableProps) {
  const i18n = useI18n();
  const { texts, formats } = i18n;
  const { list, item } = texts.settings;
  const { draft } = useSettingsForm();
  const [filter, setFilter] = useState("");
  const [page, setPage] = useState(0);
  const body = useRef<HTMLTableSectionElement>(null);
  const moved = useRef<string>(undefined);
  useEffect(() => {
    // A row that the browser puts elsewhere loses the focus.
    if (moved.current !== undefined) body.current?.querySelector<HTMLElement>(moved.current)?.focus();
    moved.current = undefined;
  });
  const columns = COLUMNS[listKey];
  const labels: Record<string, string> = item;
  const rows = entries.map((entry, at) => ({ at, entry, cells: columns.map((column) => sayCell(column, entry, draft, i18n)) }));
  const wanted = filter.trim().toLowerCase();
  const matching = wanted === "" ? rows : rows.filter(({ cells }) => cells.join("\n").toLowerCase().includes(wanted));
  const first = Math.min(page, Math.max(0, Math.ceil(matching.length / PAGE) - 1)) * PAGE;
  const shown = matching.slice(first, first + PAGE);
  const heading = texts.settings.label[listKey];

  function move(at: number, step: number): void {
    moved.current = `[data-at="${Math.min(Math.max(at + step, 0), entries.length - 1)}"] [data-step="${step}"]`;
    onMove(at, step);
  }

  return (
    <>
      {entries.length > MANY && (
        <div className="setting-line">
          <input
            type="search"
            value={filter}
            aria-label={`${heading}, ${list.filter}`}
            placeholder={list.filter}
            onChange={(event) => {
              setFilter(event.target.value);
              setPage(0);
            }}
          />
          <span className="hint" role="status">
            {matching.length === 0
              ? list.noMatch
              : list.shown(formats.count(first + 1), formats.count(first + shown.length), formats.count(matching.length))}
          </span>
          {matching.length > PAGE && (
            <>
              <ActionButton className="small" isOff={first === 0} onClick={() => setPage(first / PAGE - 1)}>
                {list.previous}
              </ActionButton>
              <ActionButton className="small" isOff={first + PAGE >= matching.length} onClick={() => setPage(first / PAGE + 1)}>
                {list.next}
              </ActionButton>
            </>
          )}
        </div>
      )}
      {entries.length === 0 ? (
        <p className="hint">{list.none}</p>
      ) : (
        <div className="setting-table" role="group" aria-label={heading} tabIndex={0}>
          <table>
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column} scope="col">
                    {labels[column]}
                  </th>
                ))}
                <th scope="col">{list.actions}</th>
              </tr>
            </thead>
            <tbody ref={body}>
              {shown.map(({ at, entry, cells }) => (
                <EntryRow
                  key={"id" in entry ? String(entry.id) : at}
                  {...{ at, cells, columns, isFixed }}
                  name={nameOf(entry)}
                  canMove={wanted === "" && entries.length > 1}
                  onEdit={() => onEdit(entry)}
                  onRemove={canRemove(entry) ? () => onRemove(entry) : undefined}
                  onMove={(step) => move(at, step)}
                  onTest={onTest && (() => onTest(entry))}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}

interface EntryRowProps {
  at: number;
  cells: string[];
  columns: readonly string[];
  name: string;
  isFixed: boolean;
  canMove: boolean;
  onEdit: () => void;
  onRemove: (() => void) | undefined;
  onMove: (step: number) => void;
  onTest: (() => void) | undefined;
}

function EntryRow({ at, cells: [head, ...cells], columns, name, isFixed, canMove, onEdit, onRemove, onMove, onTest }: EntryRowProps) {
  const { list, test } = useI18n().texts.settings;
  const button = (label: string, action: () => void, step?: number) => (
    <button type="button" className="small" data-step={step} aria-label={list.of(label, name)} title={label} onClick={action}>
      {step === undefined ? label : step < 0 ? "↑" : "↓"}
    </button>
  );
  return (
    <tr data-at={at}>
      <th scope="row">{head || name}</th>
      {cells.map((cell, i) => (
        <td key={columns[i + 1]}>{cell}</td>
      ))}
      <td className="setting-actions">
        {onTest && button(test.server, onTest)}
        {!isFixed && button(list.edit, onEdit)}
        {onRemove && button(list.remove, onRemove)}
        {!isFixed && canMove && button(list.up, () => onMove(-1), -1)}
        {!isFixed && canMove && button(list.down, () => onMove(1), 1)}
      </td>
    </tr>
  );
}
