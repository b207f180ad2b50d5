import { useEffect, useRef, useState } from "react";
import { useI18n } from "../i18n/i18n-context.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { completeEntry, makeEntry, nameEntry } from "./entries.ts";
import type { Entry } from "./entries.ts";
import { EntryDialog } from "./entry-dialog.tsx";
import { EntryTable } from "./entry-table.tsx";
import { useSettingsForm } from "./form-context.tsx";
import { isLocked, readSetting } from "./setting-keys.ts";
import type { ListKey } from "./setting-keys.ts";

/** A list of the settings: add, edit, remove, put in another order. */
export function EntryList({ listKey, onTest }: { listKey: ListKey; onTest?: (entry: Entry) => void }) {
  const i18n = useI18n();
  const { settings, keys } = i18n.texts;
  const { draft, edits, locked, change, onAddStreams } = useSettingsForm();
  const [open, setOpen] = useState<{ what: "edit" | "remove"; at: number; entry: Entry } | { what: "add"; entry: Entry }>();
  const addButton = useRef<HTMLButtonElement>(null);
  const focusLater = useRef(false);
  useEffect(() => {
    if (!focusLater.current || open) return;
    focusLater.current = false; // what had the focus is gone
    addButton.current?.focus();
  });
  const entries = readSetting(draft, listKey) as Entry[];
  const isFixed = isLocked(locked, listKey);
  const hints: Partial<Record<string, string>> = settings.hint;
  const needsServer = listKey === "streams" && draft.servers.length === 0;
  const close = () => setOpen(undefined);
  const nameOf = (entry: Entry) => nameEntry(listKey, entry, draft, i18n);

  function put(entry: Entry): void {
    const done = completeEntry(listKey, entry, draft);
    if (open?.what === "edit") change(listKey, entries.with(open.at, done));
    else change(listKey, [...entries, done]);
    close();
  }

  function remove(at: number): void {
    const id = entries[at]?.id;
    // Streams first: nothing may name a server that is gone.
    if (listKey === "servers" && orphans(id) > 0) change("streams", draft.streams.filter(({ serverId }) => serverId !== id)); // prettier-ignore
    change(listKey, entries.toSpliced(at, 1));
    focusLater.current = true;
    close();
  }
  const orphans = (id: unknown): number => draft.streams.filter(({ serverId }) => serverId === id).length;

  function move(at: number, step: number): void {
    const to = at + step;
    if (to < 0 || to >= entries.length) return;
    change(listKey, entries.with(at, entries[to]!).with(to, entries[at]!));
  }

  return (
    <div className="setting-list" data-setting={listKey}>
      {hints[listKey] !== undefined && <p className="hint">{hints[listKey]}</p>}
      {isFixed && (
        <p className="hint">
          <strong>{settings.locked}</strong> {settings.lockedList}
        </p>
      )}
      <EntryTable
        {...{ listKey, entries, isFixed, nameOf, onTest, onMove: move }}
        onEdit={(at) => setOpen({ what: "edit", at, entry: entries[at]! })}
        onRemove={(at) => setOpen({ what: "remove", at, entry: entries[at]! })}
      />
      <p className="setting-line">
        <button
          ref={addButton}
          type="button"
          disabled={isFixed || needsServer}
          onClick={() => setOpen({ what: "add", entry: makeEntry(listKey, draft) })}
        >
          {settings.list.add}
        </button>
        {listKey === "streams" && (
          <button type="button" disabled={isFixed} onClick={onAddStreams}>
            {settings.list.addStreams}
          </button>
        )}
        {needsServer && <span className="hint">{settings.list.onlyServer}</span>}
        {edits.has(listKey) && <span className="setting-changed">{settings.changed}</span>}
      </p>
      {open && open.what !== "remove" && (
        <EntryDialog
          listKey={listKey}
          title={open.what === "edit" ? settings.list.editTitle(nameOf(open.entry)) : settings.list.addTitle(settings.label[listKey])}
          entry={open.entry}
          onDone={put}
          onClose={close}
        />
      )}
      {open?.what === "remove" && (
        <Dialog title={settings.list.removeTitle(nameOf(open.entry))} closeLabel={keys.close} onClose={close}>
          {listKey === "servers" && <p>{settings.list.removeStreams(i18n.formats.count(orphans(open.entry.id)))}</p>}
          <p className="hint">{settings.list.removeText}</p>
          <p className="setting-line">
            <button type="button" className="primary" onClick={() => remove(open.at)}>
              {settings.list.remove}
            </button>
            <button type="button" onClick={close}>
              {settings.list.cancel}
            </button>
          </p>
        </Dialog>
      )}
    </div>
  );
}
