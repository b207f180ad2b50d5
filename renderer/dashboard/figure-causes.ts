import type { Statistics } from "../../shared/statistics-api.ts";
import { VITAL_SHARE } from "../../shared/statistics/rank-causes.ts";
import type { Cause } from "../../shared/statistics/rank-causes.ts";
import { axisStyle, emphasisStyle } from "./chart-option.ts";
import type { Words } from "../i18n/i18n-context.tsx";
import type { Figure } from "./figure.ts";
import type { LinkToLogs, LogSpot } from "./log-links.ts";
import type { LinkToOutages } from "./outage-choice.ts";
import { sayLines, sayReason } from "../ui/say-figure.ts";

export type CausesBy = "reasons" | "servers";

/** More bars than this nobody reads; the table has them all. */
const MOST_BARS = 10;
const BAR_HEIGHT = 24;

interface CausesOptions {
  by: CausesBy;
  words: Words;
  link: LinkToLogs;
  linkToOutages: LinkToOutages;
}

/** Which few causes make most of the incidents (Pareto): the bars that reach the 80 % line together are the bright ones. */
export function makeCauses(statistics: Statistics, { by, words, link, linkToOutages }: CausesOptions): Figure {
  const { texts, formats } = words;
  const { causes: say, column } = texts.dashboard;
  const causes: Cause<string | null>[] = statistics[by];
  const shown = causes.slice(0, MOST_BARS);
  const nameOf = ({ key }: Cause<string | null>) => (by === "reasons" ? sayReason(key, words) : key || texts.logs.none);
  // A stream that waited for a dead server wrote nothing of its own.
  const linkOf = ({ key }: Cause<string | null>) => (key === null ? linkToOutages({ reason: null }) : link(toSpot(by, key)));
  const linesOf = ({ key }: Cause<string | null>) => (key === null ? 0 : statistics.lines?.[by][key]);
  const vital = causes.filter(({ isVital }) => isVital);
  const total = causes.reduce((sum, { incidents }) => sum + incidents, 0);
  return {
    summary: vital.length === 0 ? say.none : say.summary(formats.count(vital.length), formats.percent(vital.at(-1)!.cumulative)),
    height: shown.length * BAR_HEIGHT + 56,
    points: shown.map((cause, index) => ({
      series: 0,
      index,
      column: 0,
      row: index,
      label: say.piece(nameOf(cause), texts.dashboard.incidents(formats.count(cause.incidents)), formats.percent(cause.cumulative)),
      href: linkOf(cause),
    })),
    option: (theme) => {
      const axis = axisStyle(theme);
      const atEnd = { show: true, color: theme.text, fontFamily: theme.font, fontSize: 12 };
      return {
        grid: { left: 4, right: 24, top: 4, bottom: 4, outerBoundsMode: "same" },
        yAxis: {
          ...axis,
          type: "category",
          inverse: true,
          data: shown.map(nameOf),
          axisLabel: { ...axis.axisLabel, color: theme.text, width: 210, overflow: "truncate", hideOverlap: false },
        },
        xAxis: [
          { ...axis, type: "value", max: total, splitLine: { show: false }, axisLabel: { show: false } },
          { ...axis, type: "value", min: 0, max: 1, position: "bottom", axisLabel: { ...axis.axisLabel, formatter: formats.percent } },
        ],
        series: [
          {
            type: "bar",
            barWidth: "62%",
            data: shown.map(({ incidents, isVital }) => ({
              value: incidents,
              itemStyle: { color: isVital ? theme.strongBar : theme.bar },
            })),
            emphasis: { itemStyle: emphasisStyle(theme) },
            label: { ...atEnd, position: "right", distance: 10, formatter: ({ value }) => formats.count(Number(value)) },
          },
          {
            type: "line",
            silent: true,
            xAxisIndex: 1,
            symbol: "circle",
            symbolSize: 6,
            color: theme.text,
            lineStyle: { color: theme.text, width: 1.5 },
            data: shown.map(({ cumulative }, n) => [cumulative, n]),
          },
          {
            type: "line",
            silent: true,
            xAxisIndex: 1,
            symbol: "none",
            lineStyle: { color: theme.quiet, width: 1, type: "dashed" },
            data: shown.length < 2 ? [] : [0, shown.length - 1].map((n) => [VITAL_SHARE, n]),
          },
        ],
      };
    },
    table: {
      columns: [say.by[by], column.incidents, say.share, say.cumulative, column.down, column.lines],
      rows: causes.map((cause) => [
        { text: nameOf(cause), href: linkOf(cause) },
        { text: formats.count(cause.incidents), href: linkOf(cause) },
        { text: formats.percent(cause.share) },
        { text: formats.percent(cause.cumulative) },
        { text: formats.duration(cause.down) },
        { text: sayLines(linesOf(cause), statistics.lines, words), href: linkOf(cause) },
      ]),
    },
  };
}

function toSpot(by: CausesBy, key: string): LogSpot {
  return by === "reasons" ? { reason: key } : { server: key };
}
