import type { ChartOption } from "./chart-option.ts";
import type { ChartTheme } from "./chart-theme.ts";

/** A piece of a chart that can be pointed at. */
export interface ChartPoint {
  /** As ECharts knows it. */
  series: number;
  index: number;
  /** Where it stands, for the arrow keys: columns go right, rows down. */
  column: number;
  row: number;
  /** What it says. */
  label: string;
  /** Where it leads. */
  href: string;
}

export interface TableCell {
  text: string;
  href?: string;
}

/** The same figures as a table: what the chart shows can be read, too. */
export interface FigureTable {
  columns: string[];
  /** Each row begins with its heading. */
  rows: TableCell[][];
}

/** One panel's chart as values: how it looks, what it says, where its pieces lead. */
export interface Figure {
  /** One sentence: what the chart shows, for people who cannot see it. */
  summary: string;
  /** CSS pixels. */
  height: number;
  option: (theme: ChartTheme) => ChartOption;
  /** In reading order. */
  points: ChartPoint[];
  table: FigureTable;
}
