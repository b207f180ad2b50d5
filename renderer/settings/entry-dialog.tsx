import { useState } from "react";
import { flushSync } from "react-dom";
import type { FormEvent } from "react";
import { useI18n } from "../i18n/i18n-context.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { SeverityIcon } from "../ui/severity-icon.tsx";
import { parseSafely } from "../../shared/parse-safely.ts";
import type { Entry } from "./entries.ts";
import { EntryFields } from "./entry-fields.tsx";
import { findUnkeptSecret } from "./secret-control.tsx";
import { itemSchemaOf } from "./setting-keys.ts";
import type { ListKey } from "./setting-keys.ts";

interface EntryDialogProps {
  listKey: ListKey;
  title: string;
  entry: Entry;
  onDone: (entry: Entry) => void;
  onClose: () => void;
}

/** One entry of a list. It goes into the list as a whole, and only when it is valid. */
export function EntryDialog({ listKey, title, entry: start, onDone, onClose }: EntryDialogProps) {
  const { texts } = useI18n();
  const { settings, keys } = texts;
  const [entry, setEntry] = useState(start);
  const [wasTried, setWasTried] = useState(false);
  const schema = itemSchemaOf(listKey);
  // A stream gets its id from its path once both are known.
  const parsed = parseSafely(schema, "id" in entry && entry.id === "" ? { ...entry, id: "new" } : entry);
  const isWhole = parsed.success || parsed.error.issues.some(({ path }) => path.length > 0);

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const unkept = findUnkeptSecret(event.currentTarget);
    if (unkept) return unkept.focus();
    flushSync(() => setWasTried(true)); // what is missing is marked then, and can be gone to
    if (parsed.success) onDone(entry);
    else event.currentTarget.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }

  return (
    <Dialog title={title} closeLabel={keys.close} onClose={onClose} wide>
      <form className="settings-form" onSubmit={submit} noValidate>
        <EntryFields schema={schema} entry={entry} isDue={wasTried} onChange={setEntry} />
        {wasTried && !isWhole && (
          <p className="setting-problem" role="alert">
            <SeverityIcon severity="fault" />
            {settings.itemProblem}
          </p>
        )}
        <p className="setting-line">
          <button type="submit" className="primary">
            {settings.list.done}
          </button>
          <button type="button" onClick={onClose}>
            {settings.list.cancel}
          </button>
        </p>
      </form>
    </Dialog>
  );
}
