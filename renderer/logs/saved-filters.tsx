import { useState } from "react";
import { useI18n } from "../i18n/i18n-context.tsx";
import type { LogMemoryState } from "./create-log-memory.ts";

interface SavedFiltersProps {
  saved: LogMemoryState["saved"];
  onSave: (name: string) => void;
  onOpen: (query: string) => void;
  onRemove: (name: string) => void;
}

/** Filters under a name. */
export function SavedFilters({ saved, onSave, onOpen, onRemove }: SavedFiltersProps) {
  const { texts } = useI18n();
  const { saved: words } = texts.logs;
  const [name, setName] = useState("");
  return (
    <>
      {saved.length === 0 ? (
        <p className="hint">{words.empty}</p>
      ) : (
        <ul className="named-list">
          {saved.map((each) => (
            <li key={each.name}>
              <button type="button" className="named" onClick={() => onOpen(each.query)}>
                {each.name}
              </button>
              <button
                type="button"
                className="quiet"
                aria-label={words.remove(each.name)}
                title={words.remove(each.name)}
                onClick={() => onRemove(each.name)}
              >
                ×
              </button>
            </li>
          ))}
        </ul>
      )}
      <form
        className="name-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() === "") return;
          onSave(name.trim());
          setName("");
        }}
      >
        <input
          name="filter-name"
          aria-label={words.name}
          placeholder={words.name}
          maxLength={60}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <button type="submit" className="small" disabled={name.trim() === ""}>
          {words.save}
        </button>
      </form>
      <p className="hint">{words.note}</p>
    </>
  );
}
