import { useState } from "react";
import { useI18n } from "../i18n/i18n-context.tsx";
import { Popover } from "../ui/popover.tsx";
import { Segments } from "../ui/segments.tsx";
import { describeRange } from "./describe-query.ts";
import { toDay } from "../ui/log-query.ts";
import type { LogRange } from "../ui/log-query.ts";

const PRESETS: readonly LogRange[] = [{ kind: "today" }, { kind: "last", hours: 24 }, { kind: "last", hours: 24 * 7 }, { kind: "all" }];

interface RangePickerProps {
  range: LogRange;
  onChange: (range: LogRange) => void;
}

/** The usual times by one click, any days by two dates. */
export function RangePicker({ range, onChange }: RangePickerProps) {
  const { texts, formats } = useI18n();
  const { range: words } = texts.logs;
  const isOther = range.kind === "days" || range.kind === "times";
  return (
    <Segments
      id="log-range"
      label={words.label}
      options={PRESETS.map((preset) => ({ value: JSON.stringify(preset), name: describeRange(preset, { texts, formats }) }))}
      chosen={JSON.stringify(range)}
      onChoose={(value) => onChange(PRESETS.find((preset) => JSON.stringify(preset) === value)!)}
    >
      <Popover label={words.days} name={words.days} className={isOther ? "small chosen" : "small"}>
        {(close) => (
          <DaysForm
            range={range}
            onApply={(days) => {
              onChange(days);
              close();
            }}
          />
        )}
      </Popover>
    </Segments>
  );
}

function DaysForm({ range, onApply }: { range: LogRange; onApply: (range: LogRange) => void }) {
  const { texts } = useI18n();
  const { range: words } = texts.logs;
  const [today] = useState(() => toDay(Date.now()));
  const [from, setFrom] = useState(range.kind === "days" ? range.from : range.kind === "times" ? toDay(Date.parse(range.from)) : today);
  const [until, setUntil] = useState(range.kind === "days" ? range.until : range.kind === "times" ? toDay(Date.parse(range.until)) : today);
  const isWhole = from !== "" && until !== "";
  return (
    <form
      className="days-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (isWhole) onApply({ kind: "days", from: from < until ? from : until, until: from < until ? until : from });
      }}
    >
      <label>
        {words.from}
        <input type="date" name="from" value={from} onChange={(event) => setFrom(event.target.value)} />
      </label>
      <label>
        {words.until}
        <input type="date" name="until" value={until} onChange={(event) => setUntil(event.target.value)} />
      </label>
      <button type="submit" className="primary" disabled={!isWhole}>
        {words.apply}
      </button>
    </form>
  );
}
