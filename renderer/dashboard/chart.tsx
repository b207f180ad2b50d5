import { BarChart, CustomChart, LineChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent } from "echarts/components";
import { init, use as register } from "echarts/core";
import type { ECharts } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import { useEffect, useRef, useState } from "react";
import type { KeyboardEvent } from "react";
import { readChartTheme } from "./chart-theme.ts";
import type { ChartPoint, Figure } from "./figure.ts";
import { movePoint } from "./move-point.ts";

register([BarChart, CustomChart, LineChart, AriaComponent, GridComponent, LegendComponent, CanvasRenderer]);

interface ChartProps {
  /** The chart's name for screen readers. */
  label: string;
  figure: Figure;
  /** The piece under the mouse or reached by keys. */
  onPoint: (point: ChartPoint | undefined) => void;
}

/** ECharts on a canvas; a click on a piece, or Enter on the one that the arrow keys have reached, goes where it leads. Nothing moves by itself. */
export function Chart({ label, figure, onPoint }: ChartProps) {
  const { points, height, option, summary } = figure;
  const holder = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts>(undefined);
  const [reached, setReached] = useState<number>();
  const [isFocused, setIsFocused] = useState(false);
  const marked = isFocused && reached !== undefined ? points[reached] : undefined;

  useEffect(() => {
    const element = holder.current!;
    const drawn = init(element, undefined, { renderer: "canvas" });
    chart.current = drawn;
    const observer = new ResizeObserver(() => drawn.resize());
    observer.observe(element);
    return () => {
      observer.disconnect();
      drawn.dispose();
    };
  }, []);

  useEffect(() => {
    const theme = readChartTheme(holder.current!);
    // Each figure says itself which pattern stands for what.
    const aria = { enabled: true, decal: { show: false }, label: { description: summary } };
    chart.current?.setOption({ animation: false, aria, ...option(theme) }, { notMerge: true });
  }, [option, summary]);

  useEffect(() => {
    const drawn = chart.current!;
    const find = (event: { seriesIndex?: number; dataIndex: number }) =>
      points.find(({ series, index }) => series === event.seriesIndex && index === event.dataIndex);
    drawn.on("mouseover", (event) => onPoint(find(event)));
    drawn.on("mouseout", () => onPoint(undefined));
    drawn.on("click", (event) => openPoint(find(event)));
    return () => {
      for (const name of ["mouseover", "mouseout", "click"]) drawn.off(name);
    };
  }, [points, onPoint]);

  useEffect(() => {
    if (!marked) return undefined;
    const at = { seriesIndex: marked.series, dataIndex: marked.index };
    chart.current?.dispatchAction({ type: "highlight", ...at });
    return () => {
      if (!chart.current?.isDisposed()) chart.current?.dispatchAction({ type: "downplay", ...at });
    };
  }, [marked, option]);

  function onKeyDown(event: KeyboardEvent): void {
    const next = movePoint(points, marked ? reached : undefined, event.key);
    if (next !== undefined) {
      setReached(next);
      onPoint(points[next]);
    } else if (event.key === "Enter" && marked) openPoint(marked);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div
      className="chart"
      style={{ height }}
      role="slider"
      tabIndex={0}
      aria-label={`${label}. ${summary}`}
      aria-valuemin={0}
      aria-valuemax={Math.max(0, points.length - 1)}
      aria-valuenow={marked ? reached : 0}
      aria-valuetext={marked?.label ?? summary}
      onKeyDown={onKeyDown}
      onFocus={() => setIsFocused(true)}
      onBlur={() => {
        setIsFocused(false);
        setReached(undefined);
        onPoint(undefined);
      }}
    >
      <div ref={holder} className="chart-canvas" />
    </div>
  );
}

function openPoint(point: ChartPoint | undefined): void {
  if (point) location.hash = point.href;
}
