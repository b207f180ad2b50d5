import type { Statistics } from "../../shared/statistics-api.ts";
import { ERROR_TYPES } from "../../shared/reasons.ts";
import type { ErrorType } from "../../shared/reasons.ts";
import { formatMonthDay, formatSecond } from "../../shared/format-time.ts";
import { axisStyle, GRID_BELOW_LEGEND, legendStyle, emphasisStyle } from "./chart-option.ts";
import type { Words } from "../i18n/i18n-context.tsx";
import type { ChartPoint, Figure } from "./figure.ts";
import type { LinkToLogs } from "./log-links.ts";

export type Counted = "incidents" | "lines";

/** Each type has a pattern of its own, the first none: it can be told without the colour. */
const DECALS: Partial<Record<ErrorType, object>> = {
  whep_post_failed: { symbol: "rect", dashArrayX: [1, 0], dashArrayY: [1.5, 6], rotation: -Math.PI / 4 },
  connection_closed: { symbol: "circle", symbolSize: 0.4, dashArrayX: [6, 4], dashArrayY: [6, 4] },
  connection_failed: { symbol: "rect", dashArrayX: [1, 0], dashArrayY: [1.5, 6], rotation: Math.PI / 4 },
  unknown: { symbol: "rect", dashArrayX: [1, 0], dashArrayY: [1.5, 4] },
};

/** What failed when: a bar for each day or hour, a piece of it for each type of error. */
export function makeTypes(statistics: Statistics, { counted, words, link }: { counted: Counted; words: Words; link: LinkToLogs }): Figure {
  const { texts, formats } = words;
  const { types: say } = texts.dashboard;
  const { edges, lines } = statistics;
  const counts = counted === "incidents" ? statistics.byType : (lines?.byType ?? {});
  const buckets = edges.slice(1).map((to, n) => ({ from: edges[n]!, to }));
  const isHourly = buckets.length > 0 && Math.max(...buckets.map(({ from, to }) => to - from)) <= 3_600_000;
  const sayBucket = (from: number) => (isHourly ? formats.moment(from) : formats.day(from));
  const sayTick = (from: number) => (isHourly ? formatSecond(from).slice(0, 5) : formatMonthDay(from));
  const countOf = (type: ErrorType, bucket: number) => counts[type]?.[bucket] ?? 0;
  const sums = buckets.map((_, n) => ERROR_TYPES.reduce((sum, type) => sum + countOf(type, n), 0));
  const total = sums.reduce((sum, count) => sum + count, 0);
  const worst = sums.indexOf(Math.max(...sums));
  const sayCount = (count: number) =>
    counted === "incidents" ? texts.dashboard.incidents(formats.count(count)) : texts.dashboard.lines(formats.count(count));

  const points = buckets.flatMap(({ from, to }, column) =>
    ERROR_TYPES.flatMap((type, series): ChartPoint[] => {
      const count = countOf(type, column);
      if (count === 0) return [];
      const label = [sayBucket(from), texts.logs.type[type], sayCount(count)].join(", ");
      // The first type is the bar's lowest piece.
      return [{ series, index: column, column, row: ERROR_TYPES.length - series, label, href: link({ from, to, type }) }];
    }),
  );
  return {
    summary: total === 0 ? say.none : say.summary(sayCount(total), sayBucket(buckets[worst]!.from), sayCount(sums[worst]!)),
    height: 250,
    points,
    option: (theme) => ({
      grid: GRID_BELOW_LEGEND,
      legend: legendStyle(theme),
      xAxis: { ...axisStyle(theme), type: "category", data: buckets.map(({ from }) => sayTick(from)) },
      yAxis: { ...axisStyle(theme), type: "value", minInterval: 1 },
      series: ERROR_TYPES.map((type) => ({
        type: "bar",
        name: texts.logs.type[type],
        stack: "types",
        barCategoryGap: buckets.length > 100 ? "10%" : "25%",
        barMaxWidth: 48,
        itemStyle: {
          color: theme.types[type],
          ...(DECALS[type] && { decal: { ...DECALS[type], color: theme.surface } }),
        },
        emphasis: { itemStyle: emphasisStyle(theme) },
        data: buckets.map((_, n) => countOf(type, n)),
      })),
    }),
    table: {
      columns: [say.time, ...ERROR_TYPES.map((type) => texts.logs.type[type]), say.total],
      rows: buckets.map(({ from, to }, n) => [
        { text: sayBucket(from), href: link({ from, to }) },
        ...ERROR_TYPES.map((type) => ({ text: formats.count(countOf(type, n)), href: link({ from, to, type }) })),
        { text: formats.count(sums[n]!), href: link({ from, to }) },
      ]),
    },
  };
}
