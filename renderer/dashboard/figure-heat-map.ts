import type { Statistics } from "../../shared/statistics-api.ts";
import { makeCellsOption } from "./cells-option.ts";
import type { Cell } from "./cells-option.ts";
import type { Words } from "../i18n/i18n-context.tsx";
import type { Figure } from "./figure.ts";
import type { LinkToLogs } from "./log-links.ts";

/** When in the week incidents begin: hours go right, weekdays down. */
export function makeHeatMap(statistics: Statistics, { texts, formats }: Words, link: LinkToLogs): Figure {
  const { heatMap: words } = texts.dashboard;
  const cells: Cell[] = statistics.hourOfWeek.flatMap((counts, row) => counts.map((count, column) => ({ column, row, count })));
  const days = statistics.hourOfWeek.map((_, day) => formats.weekday(day));
  const hours = Array.from({ length: 24 }, (_, hour) => formats.hour(hour));
  const worst = cells.reduce((most, cell) => (cell.count > most.count ? cell : most), cells[0]!);
  const hrefOf = ({ row, column }: Cell) => link({ hourOfWeek: { day: row, hour: column } });
  const sayWhen = ({ row, column }: Cell) => words.when(days[row]!, hours[column]!);
  return {
    summary: worst.count === 0 ? words.none : words.summary(sayWhen(worst), formats.count(worst.count)),
    height: 250,
    option: (theme) =>
      makeCellsOption({ cells, columns: Array.from({ length: 24 }, (_, hour) => String(hour)), rows: days, theme, say: formats.count }),
    points: (worst.count === 0 ? [] : cells).map((cell, index) => ({
      series: 0,
      index,
      column: cell.column,
      row: cell.row,
      label: words.cell(sayWhen(cell), formats.count(cell.count)),
      href: hrefOf(cell),
    })),
    table: {
      columns: [words.hour, ...days],
      rows: hours.map((hour, column) => [
        { text: hour },
        ...days.map((_, row) => {
          const cell = cells[row * 24 + column]!;
          return { text: formats.count(cell.count), href: hrefOf(cell) };
        }),
      ]),
    },
  };
}
