import { useI18n } from "../i18n/i18n-context.tsx";
import { Segments } from "../ui/segments.tsx";
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
      <Segments
        label={words.view.label}
        options={ALARM_VIEWS.map((view) => ({ value: view, name: words.view[view] }))}
        chosen={query.view}
        onChoose={(view) => onChange({ ...rest, ...keepOwner, view })}
      />
      <Segments
        label={words.owner.label}
        options={OWNERS.map((owner) => ({ value: owner, name: words.owner[owner] }))}
        chosen={chosen ?? "all"}
        onChoose={(owner) => onChange({ ...rest, ...(owner !== "all" && { owner }) })}
      />
      {query.view !== "standing" && (
        <Segments
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
