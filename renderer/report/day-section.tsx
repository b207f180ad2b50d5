import type { Statistics } from "../../shared/statistics-api.ts";
import type { TimeSums } from "../../shared/statistics/partition.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { sayAvailability } from "../ui/say-figure.ts";
import { PaperSection } from "./paper-section.tsx";
import { PaperTable } from "./paper-table.tsx";
import { NO_FIGURE, sayLineCount } from "./say-paper.ts";

/** The month day by day, all streams together: what share of their time was observed. */
export function DaySection({ statistics: { days, lines } }: { statistics: Statistics }) {
  const words = useI18n();
  const { texts, formats } = words;
  const { column, section, none } = texts.report;
  return (
    <PaperSection title={section.days} name="days">
      <PaperTable
        label={section.days}
        className="paper-days"
        columns={[
          { title: column.day, isText: true },
          { title: column.availability },
          { title: column.incidents },
          { title: column.lines },
          { title: column.down },
          { title: column.observed },
          { title: column.unknown },
          { title: column.maintenance },
        ]}
        rows={days.map((day, n) => ({
          key: String(new Date(day.from).getDate()),
          ...(new Date(day.from).getDay() === 0 && { kind: "last" as const }),
          cells: [
            formats.day(day.from),
            sayAvailability(day.availability, words),
            day.availability === undefined ? NO_FIGURE : formats.count(day.incidents),
            sayLineCount(lines?.days[n], lines, words),
            day.down === 0 ? none : formats.duration(day.down),
            ...[day.up + day.down, day.unknown, day.maintenance].map((time) => formats.percent(time / lengthOf(day))),
          ],
        }))}
      />
    </PaperSection>
  );
}

/** Of the day, for all streams. */
function lengthOf({ up, down, unknown, maintenance }: TimeSums): number {
  return up + down + unknown + maintenance;
}
