import { useEffect, useRef, useState } from "react";
import { isLocked } from "../api/is-locked.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { completeEntry, makeEntry, nameEntry, putEntry, removeEntry } from "./entries.ts";
import type { Entry } from "./entries.ts";
import { EntryDialog } from "./entry-dialog.tsx";
import { EntryTable } from "./entry-table.tsx";
import { useSettingsForm } from "./form-context.tsx";
import { listDroppedRefs } from "./list-dropped-refs.ts";
import { readSetting } from "./setting-keys.ts";
import type { ListKey } from "./setting-keys.ts";

/** A list of the settings: add, edit, remove, put in another order. */
export function EntryList({ listKey, onTest }: { listKey: ListKey; onTest?: (entry: Entry) => void }) {
  const i18n = useI18n();
  const { settings, keys } = i18n.texts;
  const { draft, edits, locked, change, onAddStreams } = useSettingsForm();
  const [open, setOpen] = useState<{ what: "edit" | "remove" | "add"; entry: Entry }>();
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
    if (open?.what === "edit") change(listKey, putEntry(entries, open.entry, entry));
    else change(listKey, [...entries, completeEntry(listKey, entry, draft)]);
    close();
  }

  function remove(entry: Entry): void {
    // Streams first: nothing may name a server that is gone.
    if (orphans(entry) > 0) change("streams", draft.streams.filter(({ serverId }) => serverId !== entry.id)); // prettier-ignore
    change(listKey, removeEntry(entries, entry));
    focusLater.current = true;
    close();
  }
  const orphans = ({ id }: Entry): number => (listKey === "servers" ? draft.streams.filter(({ serverId }) => serverId === id).length : 0);
  const dropsSecrets = ({ id }: Entry): boolean =>
    listKey === "servers" && listDroppedRefs(draft, { ...draft, servers: draft.servers.filter((server) => server.id !== id) }).length > 0;
  const canRemove = (entry: Entry): boolean => !isFixed && (orphans(entry) === 0 || !isLocked(locked, "streams"));

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
          <strong>{settings.locked}</strong>
        </p>
      )}
      <EntryTable
        {...{ listKey, entries, isFixed, canRemove, nameOf, onTest, onMove: move }}
        onEdit={(entry) => setOpen({ what: "edit", entry })}
        onRemove={(entry) => setOpen({ what: "remove", entry })}
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
          {listKey === "servers" && <p>{settings.list.removeStreams(i18n.formats.count(orphans(open.entry)))}</p>}
          {dropsSecrets(open.entry) && <p>{settings.list.removeSecrets}</p>}
          <p className="hint">{settings.list.removeText}</p>
          <p className="setting-line">
            <button type="button" className="primary" onClick={() => remove(open.entry)}>
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
