import type { HourOfWeek } from "../../shared/log-search.ts";
import { useI18n } from "../i18n/i18n-context.tsx";

interface HourFormProps {
  chosen: HourOfWeek;
  onChange: (hourOfWeek: HourOfWeek) => void;
}

/** Another weekday, another hour. */
export function HourForm({ chosen, onChange }: HourFormProps) {
  const { texts, formats } = useI18n();
  const { sentence } = texts.logs;
  const choose = (key: keyof HourOfWeek, { label, count, name }: { label: string; count: number; name: (value: number) => string }) => (
    <label>
      {label}
      <select name={key} value={chosen[key]} onChange={(event) => onChange({ ...chosen, [key]: Number(event.target.value) })}>
        {Array.from({ length: count }, (_, value) => (
          <option key={value} value={value}>
            {name(value)}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <div className="days-form">
      {choose("day", { label: sentence.weekday, count: 7, name: formats.weekday })}
      {choose("hour", { label: sentence.hour, count: 24, name: formats.hour })}
    </div>
  );
}
