import { useState } from "react";
import type { HourOfWeek } from "../../shared/log-search.ts";
import { useI18n } from "../i18n/i18n-context.tsx";

interface HourFormProps {
  chosen: HourOfWeek;
  onChange: (hourOfWeek: HourOfWeek) => void;
}

/** Another weekday, another hour. */
export function HourForm({ chosen, onChange }: HourFormProps) {
  // The address comes round later than the next key.
  const [shown, setShown] = useState(chosen);
  const { texts, formats } = useI18n();
  const { sentence } = texts.logs;
  const choose = (key: keyof HourOfWeek, { label, count, name }: { label: string; count: number; name: (value: number) => string }) => (
    <label>
      {label}
      <select name={key} value={shown[key]} onChange={(event) => change({ ...shown, [key]: Number(event.target.value) })}>
        {Array.from({ length: count }, (_, value) => (
          <option key={value} value={value}>
            {name(value)}
          </option>
        ))}
      </select>
    </label>
  );
  function change(next: HourOfWeek): void {
    setShown(next);
    onChange(next);
  }

  return (
    <div className="days-form">
      {choose("day", { label: sentence.weekday, count: 7, name: formats.weekday })}
      {choose("hour", { label: sentence.hour, count: 24, name: formats.hour })}
    </div>
  );
}
