import { useState } from "react";
import type { ReactNode } from "react";
import { useI18n } from "../i18n/i18n-context.tsx";
import { Chart } from "./chart.tsx";
import { DataTable } from "./data-table.tsx";
import type { ChartPoint, Figure } from "./figure.ts";
import { Panel } from "./panel.tsx";

interface FigurePanelProps {
  title: string;
  className: string;
  figure: Figure;
  controls?: ReactNode;
}

/** A figure as a chart or as a table, and under its title what it says: as a whole, or of the piece under the mouse. */
export function FigurePanel({ title, className, figure, controls }: FigurePanelProps) {
  const { texts } = useI18n();
  const { dashboard } = texts;
  const [isTable, setIsTable] = useState(false);
  const [point, setPoint] = useState<ChartPoint>();
  return (
    <Panel
      title={title}
      className={className}
      controls={
        <>
          {controls}
          {figure.points.length > 0 && (
            <button
              type="button"
              className="small"
              aria-pressed={isTable}
              aria-label={dashboard.asTableOf(title)}
              onClick={() => setIsTable(!isTable)}
            >
              {dashboard.asTable}
            </button>
          )}
        </>
      }
    >
      <p className="panel-says">{(!isTable && point?.label) || figure.summary}</p>
      {figure.points.length > 0 &&
        (isTable ? (
          <DataTable caption={title} table={figure.table} />
        ) : (
          <Chart label={`${title}. ${dashboard.chartHint}`} figure={figure} onPoint={setPoint} />
        ))}
    </Panel>
  );
}
