import { useState } from "react";
import { useI18n } from "../i18n/i18n-context.tsx";
import { toDay } from "../ui/log-query.ts";
import { Popover } from "../ui/popover.tsx";
import { Segments } from "../ui/segments.tsx";
import { formatDashboardQuery } from "./dashboard-query.ts";
import type { DashboardRange } from "./dashboard-query.ts";
import type { Words } from "../i18n/i18n-context.tsx";

const PRESETS: readonly DashboardRange[] = [
  { kind: "today" },
  { kind: "lastHours", hours: 24 },
  { kind: "lastDays", days: 7 },
  { kind: "lastDays", days: 30 },
  { kind: "lastDays", days: 90 },
];

interface RangeBarProps {
  range: DashboardRange;
  onChange: (range: DashboardRange) => void;
}

/** The usual times by one click, any month or days by a form. */
export function RangeBar({ range, onChange }: RangeBarProps) {
  const words = useI18n();
  const { range: say } = words.texts.dashboard;
  const isOther = range.kind === "days" || range.kind === "month";
  return (
    <Segments
      label={say.label}
      options={PRESETS.map((preset) => ({ value: nameOf(preset), name: describeRange(preset, words) }))}
      chosen={nameOf(range)}
      onChoose={(name) => onChange(PRESETS.find((preset) => nameOf(preset) === name)!)}
    >
      <Popover
        label={isOther ? describeRange(range, words) : say.other}
        name={isOther ? `${say.other}: ${describeRange(range, words)}` : say.other}
        className={isOther ? "small chosen" : "small"}
      >
        {(close) => (
          <OtherRange
            range={range}
            onApply={(next) => {
              onChange(next);
              close();
            }}
          />
        )}
      </Popover>
    </Segments>
  );
}

function nameOf(range: DashboardRange): string {
  return formatDashboardQuery({ range, streams: [], servers: [], folder: "" });
}

export function describeRange(range: DashboardRange, { texts, formats }: Words): string {
  const { range: say } = texts.dashboard;
  switch (range.kind) {
    case "today":
      return say.today;
    case "lastHours":
      return say.lastHours(formats.count(range.hours));
    case "lastDays":
      return say.lastDays(formats.count(range.days));
    case "month":
      return formats.month(range.month);
    default:
      return range.from === range.until ? range.from : say.between(range.from, range.until);
  }
}

function OtherRange({ range, onApply }: { range: DashboardRange; onApply: (range: DashboardRange) => void }) {
  const { range: say } = useI18n().texts.dashboard;
  const [today] = useState(() => toDay(Date.now()));
  const [month, setMonth] = useState(range.kind === "month" ? range.month : today.slice(0, 7));
  const [from, setFrom] = useState(range.kind === "days" ? range.from : today);
  const [until, setUntil] = useState(range.kind === "days" ? range.until : today);
  const hasDays = from !== "" && until !== "";
  return (
    <div className="range-forms">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (month !== "") onApply({ kind: "month", month });
        }}
      >
        <label>
          {say.month}
          <input type="month" name="month" max={today.slice(0, 7)} value={month} onChange={(event) => setMonth(event.target.value)} />
        </label>
        <button type="submit" disabled={month === ""}>
          {say.apply}
        </button>
      </form>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (hasDays) onApply({ kind: "days", from: from < until ? from : until, until: from < until ? until : from });
        }}
      >
        <label>
          {say.from}
          <input type="date" name="from" max={today} value={from} onChange={(event) => setFrom(event.target.value)} />
        </label>
        <label>
          {say.until}
          <input type="date" name="until" max={today} value={until} onChange={(event) => setUntil(event.target.value)} />
        </label>
        <button type="submit" disabled={!hasDays}>
          {say.apply}
        </button>
      </form>
    </div>
  );
}
