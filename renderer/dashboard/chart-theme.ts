import { ERROR_TYPES } from "../../shared/reasons.ts";
import type { ErrorType } from "../../shared/reasons.ts";

/** The page's colours for a canvas, which knows no CSS. */
export interface ChartTheme {
  font: string;
  text: string;
  quiet: string;
  line: string;
  surface: string;
  focus: string;
  /** What is normal. */
  bar: string;
  /** What matters of it. */
  strongBar: string;
  unknown: string;
  maintenance: string;
  /** From few to many. */
  heat: [string, string, string, string];
  types: Record<ErrorType, string>;
}

export function readChartTheme(element: HTMLElement): ChartTheme {
  const style = getComputedStyle(element);
  const read = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    font: read("font"),
    text: read("text"),
    quiet: read("text-quiet"),
    line: read("line"),
    surface: read("surface"),
    focus: read("focus"),
    bar: read("chart-bar"),
    strongBar: read("chart-strong"),
    unknown: read("chart-unknown"),
    maintenance: read("chart-maintenance"),
    heat: [read("heat-1"), read("heat-2"), read("heat-3"), read("heat-4")],
    types: Object.fromEntries(ERROR_TYPES.map((type) => [type, read(`type-${type}`)])) as Record<ErrorType, string>,
  };
}
