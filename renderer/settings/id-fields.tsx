import { useId, useState } from "react";
import { useI18n } from "../i18n/i18n-context.tsx";
import { useSettingsForm } from "./form-context.tsx";

/** The server of a stream. */
export function ServerField({ label, value, onChange }: { label: string; value: string; onChange: (id: string) => void }) {
  const { draft } = useSettingsForm();
  const id = useId();
  return (
    <div className="setting">
      <label htmlFor={id} className="setting-label">
        {label}
      </label>
      <div className="setting-value">
        <select id={id} name="serverId" value={value} onChange={(event) => onChange(event.target.value)}>
          {draft.servers.map((server) => (
            <option key={server.id} value={server.id}>
              {server.name || server.whepBaseUrl}
            </option>
          ))}
        </select>
      </div>
    </div>
  );
}

/** So many are listed at once: of more one types a part of the name. */
const MOST_SHOWN = 100;

/** Some of the servers or streams. */
export function IdsField(props: { of: "servers" | "streams"; label: string; value: string[]; onChange: (ids: string[]) => void }) {
  const { of, label, value, onChange } = props;
  const { texts, formats } = useI18n();
  const { list } = texts.settings;
  const { draft } = useSettingsForm();
  const [filter, setFilter] = useState("");
  const all = draft[of].map(({ id, name }) => ({ id, name: name || id }));
  const gone = value.filter((id) => !all.some((each) => each.id === id)).map((id) => ({ id, name: id }));
  const wanted = filter.trim().toLowerCase();
  const matching = [...gone, ...all].filter(({ id, name }) => `${name} ${id}`.toLowerCase().includes(wanted));
  const chosen = new Set(value);
  return (
    <fieldset className="setting-group">
      <legend>
        {label} ({formats.count(value.length)})
      </legend>
      {all.length > 10 && (
        <input
          type="search"
          value={filter}
          aria-label={`${label}, ${list.filter}`}
          placeholder={list.filter}
          onChange={(event) => setFilter(event.target.value)}
        />
      )}
      <div className="setting-ids">
        {matching.slice(0, MOST_SHOWN).map(({ id, name }) => (
          <label key={id}>
            <input
              type="checkbox"
              value={id}
              checked={chosen.has(id)}
              onChange={(event) => onChange(event.target.checked ? [...value, id] : value.filter((each) => each !== id))}
            />
            {name}
          </label>
        ))}
      </div>
      {matching.length > MOST_SHOWN && (
        <p className="hint">{list.shown(formats.count(1), formats.count(MOST_SHOWN), formats.count(matching.length))}</p>
      )}
    </fieldset>
  );
}
