import { useMemo, useRef, useState } from "react";
import type { KeyboardEvent, PointerEvent } from "react";
import type { LogHistogram } from "../../shared/log-api.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { chooseTicks } from "../ui/choose-ticks.ts";
import { ErrorTypeMark } from "../ui/error-type-mark.tsx";
import { formatMonthDay, formatSecond } from "../../shared/format-time.ts";
import { makeBars } from "./histogram-scale.ts";
import type { Bar } from "./histogram-scale.ts";

interface HistogramProps {
  /** Undefined while it is not known, or when there is none. */
  histogram: LogHistogram | undefined;
  untimed: number;
  /** Said in its place. */
  note: string | undefined;
  /** ISO times, `until` exclusive. */
  onSelect: (from: string, until: string) => void;
}

/** Bars `anchor` to `at`, whichever comes first. */
interface Selection {
  anchor: number;
  at: number;
}

export function Histogram({ histogram, note, ...rest }: HistogramProps) {
  if (histogram && histogram.width > 0) return <HistogramGraph histogram={histogram} {...rest} />;
  return <div className="histogram">{note !== undefined && <p className="hint">{note}</p>}</div>;
}

/** How many records when; a stretch of it, drawn by mouse or marked by keys, becomes the time that is shown. */
function HistogramGraph({ histogram, untimed, onSelect }: Omit<HistogramProps, "note"> & { histogram: LogHistogram }) {
  const { texts, formats } = useI18n();
  const { histogram: words } = texts.logs;
  const { bars, max } = useMemo(() => makeBars(histogram), [histogram]);
  const graph = useRef<HTMLDivElement>(null);
  const [selection, setSelection] = useState<Selection>();
  const [hovered, setHovered] = useState<number>();
  const isDragging = useRef(false);
  const last = bars.length - 1;
  const [first, final] = selection ? [Math.min(selection.anchor, selection.at), Math.max(selection.anchor, selection.at)] : [0, -1];
  const start = bars[0]?.from ?? 0;
  const end = bars[last]?.until ?? 1;
  const isLong = end - start > 36 * 3_600_000;
  const sayTime = (time: number) =>
    (isLong ? `${formatMonthDay(time)} ` : "") + formatSecond(time).slice(0, isLong || end - start > 3_600_000 ? 5 : 8);
  const sayBars = (from: number, until: number) => {
    const count = bars.slice(from, until + 1).reduce((sum, bar) => sum + bar.count, 0);
    return words.value(sayTime(bars[from]?.from ?? 0), sayTime(bars[until]?.until ?? 0), formats.count(count));
  };

  function barAt(event: PointerEvent): number {
    const { left, width } = graph.current!.getBoundingClientRect();
    return Math.max(0, Math.min(last, Math.floor(((event.clientX - left) / width) * bars.length)));
  }

  function apply(from: number, until: number): void {
    setSelection(undefined);
    const [begin, finish] = [bars[from], bars[until]];
    if (begin && finish) onSelect(new Date(begin.from).toISOString(), new Date(finish.until).toISOString());
  }

  function onKeyDown(event: KeyboardEvent): void {
    const present = selection?.at ?? last;
    const to = { ArrowLeft: present - 1, ArrowRight: present + 1, Home: 0, End: last, PageUp: present - 10, PageDown: present + 10 }[
      event.key
    ];
    if (to !== undefined) {
      const at = Math.max(0, Math.min(last, to));
      setSelection({ anchor: event.shiftKey ? (selection?.anchor ?? present) : at, at });
    } else if (event.key === "Enter" && selection) apply(first, final);
    else if (event.key === "Escape" && selection) setSelection(undefined);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  const shown = selection ? sayBars(first, final) : hovered === undefined ? undefined : sayBars(hovered, hovered);
  return (
    <section className="histogram" aria-label={words.label}>
      <p className="histogram-line" aria-hidden="true">
        <span>{shown ?? words.hint}</span>
        {!selection && hovered !== undefined && bars[hovered] && <TypeCounts bar={bars[hovered]} />}
        {max > 0 && <span className="histogram-max">{words.max(formats.count(max))}</span>}
      </p>
      <div
        ref={graph}
        className="histogram-graph"
        role="slider"
        tabIndex={0}
        aria-label={`${words.label}. ${words.hint}`}
        aria-orientation="horizontal"
        aria-valuemin={0}
        aria-valuemax={Math.max(0, last)}
        aria-valuenow={selection?.at ?? Math.max(0, last)}
        aria-valuetext={selection ? sayBars(first, final) : sayBars(0, last)}
        onKeyDown={onKeyDown}
        onBlur={() => setSelection(undefined)}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          isDragging.current = true;
          setSelection({ anchor: barAt(event), at: barAt(event) });
        }}
        onPointerMove={(event) => {
          setHovered(barAt(event));
          if (isDragging.current) setSelection((present) => present && { ...present, at: barAt(event) });
        }}
        onPointerLeave={() => setHovered(undefined)}
        onPointerUp={() => {
          if (!isDragging.current) return;
          isDragging.current = false;
          if (selection) apply(first, final);
        }}
      >
        <svg viewBox={`0 0 ${bars.length} 100`} preserveAspectRatio="none" aria-hidden="true">
          {bars.map((bar, at) =>
            bar.parts.map(({ type, from, height }) => (
              <rect
                key={`${bar.from}-${type}`}
                className="log-bar"
                data-type={type}
                x={at + 0.08}
                width={0.84}
                y={100 - (from + height) * 100}
                height={Math.max(height * 100 - 0.7, 1)}
              />
            )),
          )}
        </svg>
        {selection && (
          <span
            className="histogram-chosen"
            style={{ left: `${(first / bars.length) * 100}%`, width: `${((final - first + 1) / bars.length) * 100}%` }}
          />
        )}
      </div>
      <div className="histogram-axis" aria-hidden="true">
        {chooseTicks(start, end, 8).map((tick) => (
          <span key={tick} style={{ left: `${((tick - start) / (end - start)) * 100}%` }}>
            {sayTick(tick, isLong)}
          </span>
        ))}
      </div>
      {untimed > 0 && <p className="hint">{words.untimed(formats.count(untimed))}</p>}
    </section>
  );
}

/** Whole days by their date, everything else by the clock. */
function sayTick(tick: number, isLong: boolean): string {
  const clock = formatSecond(tick).slice(0, 5);
  return isLong && clock === "00:00" ? formatMonthDay(tick) : isLong ? `${formatMonthDay(tick)} ${clock}` : clock;
}

function TypeCounts({ bar }: { bar: Bar }) {
  const { texts, formats } = useI18n();
  return (
    <span className="type-counts">
      {bar.parts.map(({ type, count }) => (
        <span key={type}>
          <ErrorTypeMark type={type} /> {texts.logs.type[type]} {formats.count(count)}
        </span>
      ))}
    </span>
  );
}
