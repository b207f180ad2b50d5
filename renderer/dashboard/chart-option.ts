import type { BarSeriesOption, CustomSeriesOption, LineSeriesOption } from "echarts/charts";
import type { GridComponentOption, LegendComponentOption } from "echarts/components";
import type { ComposeOption } from "echarts/core";
import type { ChartTheme } from "./chart-theme.ts";

/** What `Chart` can draw; chart.tsx registers these and nothing else. */
export type ChartOption = ComposeOption<
  BarSeriesOption | CustomSeriesOption | LineSeriesOption | GridComponentOption | LegendComponentOption
>;

/** How every axis looks. */
export function axisStyle({ quiet, line, font }: ChartTheme) {
  return {
    axisLabel: { color: quiet, fontFamily: font, fontSize: 12, hideOverlap: true },
    axisLine: { lineStyle: { color: line } },
    axisTick: { show: false },
    splitLine: { lineStyle: { color: line, opacity: 0.5 } },
  };
}

/** A legend above the bars: it names, and switches nothing off. */
export function legendStyle({ text, font }: ChartTheme) {
  const textStyle = { color: text, fontFamily: font, fontSize: 13 };
  return { selectedMode: false, left: 0, top: 0, itemWidth: 16, itemHeight: 12, itemGap: 16, textStyle };
}

/** Where the bars stand under such a legend. */
export const GRID_BELOW_LEGEND = { left: 4, right: 8, top: 30, bottom: 4, outerBoundsMode: "same" } as const;

/** How the piece looks that the keys have reached. */
export function emphasisStyle({ focus }: ChartTheme) {
  return { borderColor: focus, borderWidth: 3 };
}

/** Hatching: time that nobody looked at. */
export const HATCH = { symbol: "rect", dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: -Math.PI / 4 };
/** Dots: maintenance. */
export const DOTS = {
  symbol: "circle",
  symbolSize: 0.5,
  dashArrayX: [
    [6, 6],
    [0, 6, 6, 0],
  ],
  dashArrayY: [6, 0],
};
