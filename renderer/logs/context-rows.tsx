import { useEffect, useRef } from "react";
import type { LogRow } from "../../shared/log-api.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { ErrorTypeMark } from "../ui/error-type-mark.tsx";
import { SeverityIcon } from "../ui/severity-icon.tsx";
import { isSameRow } from "./create-log-memory.ts";
import { formatSecond } from "../../shared/format-time.ts";
import { useLogNames } from "./log-names.ts";
import { nameValue } from "./name-value.ts";

interface ContextRowsProps {
  hint: string;
  rows: LogRow[];
  /** The record they stand around; brought into view. */
  present: LogRow;
  onChoose: (row: LogRow) => void;
}

/** Records around another one, oldest first, whatever the filter. */
export function ContextRows({ hint, rows, present, onChoose }: ContextRowsProps) {
  const { texts } = useI18n();
  const nameStream = useLogNames();
  const mark = useRef<HTMLLIElement>(null);
  useEffect(() => {
    void mark.current?.scrollIntoView({ block: "center" });
  }, [present]);
  return (
    <>
      <p className="hint">{hint}</p>
      <ol className="context-rows">
        {rows.map((row) => {
          const isPresent = isSameRow(row, present);
          return (
            <li key={`${row.at.file}:${row.at.offset}`} ref={isPresent ? mark : undefined}>
              <button type="button" aria-current={isPresent ? "true" : undefined} onClick={() => onChoose(row)}>
                <span>{row.fields?.time === undefined ? "" : formatSecond(Date.parse(row.fields.time))}</span>
                {row.fields ? <ErrorTypeMark type={row.fields.type} /> : <SeverityIcon severity="warning" />}
                <span>{row.fields && nameStream(row.fields.stream)}</span>
                <span className="context-reason">{row.fields ? nameValue("reason", row.fields.reason, texts) : row.damaged}</span>
              </button>
            </li>
          );
        })}
      </ol>
    </>
  );
}
