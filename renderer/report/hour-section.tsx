import type { Statistics } from "../../shared/statistics-api.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { PaperSection } from "./paper-section.tsx";
import { PaperTable } from "./paper-table.tsx";

/** Shades of a cell: from a fourth of the worst hour to the worst. */
const SHADES = 4;

/** When incidents begin: hours of the day for each weekday, by the clock on the wall. */
export function HourSection({ statistics: { hourOfWeek } }: { statistics: Statistics }) {
  const { texts, formats } = useI18n();
  const { column, section, all, hourHint } = texts.report;
  const most = Math.max(...hourOfWeek.flat());
  const say = (count: number) => (count === 0 ? "" : <span data-shade={Math.ceil((SHADES * count) / most)}>{formats.count(count)}</span>);
  return (
    <PaperSection title={section.hours} name="hours">
      <PaperTable
        label={section.hours}
        className="paper-hours"
        columns={[
          { title: column.weekday, isText: true },
          ...Array.from({ length: 24 }, (_, hour) => ({ title: String(hour) })),
          { title: all },
        ]}
        rows={hourOfWeek.map((hours, day) => ({
          key: String(day),
          cells: [formats.weekday(day), ...hours.map(say), formats.count(hours.reduce((sum, count) => sum + count, 0))],
        }))}
      />
      <p className="paper-note">{hourHint}</p>
    </PaperSection>
  );
}
