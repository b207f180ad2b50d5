import type { Statistics } from "../../shared/statistics-api.ts";
import type { CalendarDay } from "../../shared/statistics/over-time.ts";
import { formatMonthDay } from "../../shared/format-time.ts";
import { axisStyle, GRID_BELOW_LEGEND, legendStyle, DOTS, emphasisStyle, HATCH } from "./chart-option.ts";
import type { ChartTheme } from "./chart-theme.ts";
import type { Words } from "../i18n/i18n-context.tsx";
import type { ChartPoint, Figure } from "./figure.ts";
import type { LinkToLogs } from "./log-links.ts";

const PARTS = ["observed", "maintenance", "unknown"] as const;
type Part = (typeof PARTS)[number];

/** How much of each day the figures rest on. */
export function makeQuality({ days, whole }: Statistics, { texts, formats }: Words, link: LinkToLogs): Figure {
  const { quality: say } = texts.dashboard;
  const shareOf = (day: CalendarDay, part: Part) => lengthOf(day, part) / wholeOf(day);
  const points = days.flatMap((day, column) =>
    PARTS.flatMap((part, series): ChartPoint[] => {
      const length = lengthOf(day, part);
      if (length === 0) return [];
      const label = `${formats.day(day.from)}, ${say.part[part]} ${formats.percent(shareOf(day, part))}`;
      return [{ series, index: column, column, row: PARTS.length - series, label, href: link(day) }];
    }),
  );
  const observed = whole.up + whole.down;
  const all = observed + whole.unknown + whole.maintenance;
  const sayShare = (length: number) => formats.percent(all === 0 ? 0 : length / all);
  return {
    summary: say.summary(sayShare(observed), sayShare(whole.unknown), sayShare(whole.maintenance)),
    height: 150,
    points,
    option: (theme) => ({
      grid: GRID_BELOW_LEGEND,
      legend: legendStyle(theme),
      xAxis: { ...axisStyle(theme), type: "category", data: days.map(({ from }) => formatMonthDay(from)) },
      yAxis: {
        ...axisStyle(theme),
        type: "value",
        max: 1,
        interval: 0.5,
        axisLabel: { ...axisStyle(theme).axisLabel, formatter: formats.percent },
      },
      series: PARTS.map((part) => ({
        type: "bar",
        name: say.part[part],
        stack: "time",
        barCategoryGap: days.length > 60 ? "8%" : "20%",
        barMaxWidth: 60,
        itemStyle: styleOf(part, theme),
        emphasis: { itemStyle: emphasisStyle(theme) },
        data: days.map((day) => shareOf(day, part)),
      })),
    }),
    table: {
      columns: [texts.dashboard.calendar.day, ...PARTS.map((part) => say.part[part])],
      rows: days.map((day) => [
        { text: formats.day(day.from), href: link(day) },
        ...PARTS.map((part) => ({ text: sayLength(day, part), href: link(day) })),
      ]),
    },
  };

  function sayLength(day: CalendarDay, part: Part): string {
    return `${formats.duration(lengthOf(day, part))} (${formats.percent(shareOf(day, part))})`;
  }
}

function lengthOf(day: CalendarDay, part: Part): number {
  return part === "observed" ? day.up + day.down : day[part];
}

function wholeOf({ up, down, unknown, maintenance }: CalendarDay): number {
  return Math.max(1, up + down + unknown + maintenance);
}

function styleOf(part: Part, { bar, surface, unknown, maintenance, line }: ChartTheme) {
  if (part === "observed") return { color: bar };
  return part === "unknown"
    ? { color: surface, borderColor: line, decal: { ...HATCH, color: unknown } }
    : { color: surface, borderColor: line, decal: { ...DOTS, color: maintenance } };
}
