import { useI18n } from "../i18n/i18n-context.tsx";
import { ALARM_DAYS, ALARM_VIEWS } from "./alarm-query.ts";
import type { AlarmQuery } from "./alarm-query.ts";

interface AlarmsToolbarProps {
  query: AlarmQuery;
  onChange: (query: AlarmQuery) => void;
}

const OWNERS = ["all", "operator", "administrator"] as const;

/** Which alarms are looked at: of now or of before, and whose. */
export function AlarmsToolbar({ query, onChange }: AlarmsToolbarProps) {
  const { texts, formats } = useI18n();
  const { alarms: words, dashboard } = texts;
  const { owner: chosen, alarm: _, ...rest } = query;
  const keepOwner = chosen ? { owner: chosen } : {};
  return (
    <header className="screen-toolbar">
      <h1>{words.title}</h1>
      <Choice
        label={words.view.label}
        options={ALARM_VIEWS.map((view) => ({ value: view, name: words.view[view] }))}
        chosen={query.view}
        onChoose={(view) => onChange({ ...rest, ...keepOwner, view })}
      />
      <Choice
        label={words.owner.label}
        options={OWNERS.map((owner) => ({ value: owner, name: words.owner[owner] }))}
        chosen={chosen ?? "all"}
        onChoose={(owner) => onChange({ ...rest, ...(owner !== "all" && { owner }) })}
      />
      {query.view !== "standing" && (
        <Choice
          label={dashboard.range.label}
          options={ALARM_DAYS.map((days) => ({
            value: days,
            name: days === 1 ? dashboard.range.lastHours("24") : dashboard.range.lastDays(formats.count(days)),
          }))}
          chosen={query.days}
          onChoose={(days) => onChange({ ...rest, ...keepOwner, days })}
        />
      )}
      {query.view === "history" && (
        <label className="check">
          <input
            type="checkbox"
            checked={query.withParts}
            onChange={(event) => onChange({ ...rest, ...keepOwner, withParts: event.target.checked })}
          />
          {words.past.withParts}
        </label>
      )}
    </header>
  );
}

interface ChoiceProps<T> {
  label: string;
  options: readonly { value: T; name: string }[];
  chosen: T;
  onChoose: (value: T) => void;
}

function Choice<T extends string | number>({ label, options, chosen, onChoose }: ChoiceProps<T>) {
  return (
    <div className="segments" role="group" aria-label={label}>
      {options.map(({ value, name }) => (
        <button
          key={value}
          type="button"
          className="small"
          data-value={value}
          aria-pressed={value === chosen}
          onClick={() => onChoose(value)}
        >
          {name}
        </button>
      ))}
    </div>
  );
}
