import { memo } from "react";
import type { LogRow } from "../../shared/log-api.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { ErrorTypeMark } from "../ui/error-type-mark.tsx";
import { SeverityIcon } from "../ui/severity-icon.tsx";
import { useLogNames } from "./log-names.ts";
import { nameValue } from "./name-value.ts";
import { LogTime } from "./log-time.tsx";

/** The columns, in their order; log-list.css gives them their widths. */
export const LOG_COLUMNS = ["time", "stream", "type", "reason", "status", "server", "message", "delivery"] as const;

interface LogRowProps {
  row: LogRow;
  /** From the newest, 0 first. */
  index: number;
  id: string;
  selected: boolean;
  bookmarked: boolean;
}

/** One record, or one damaged line, in words. A row that only moves while the list scrolls is not made again: its props stay equal. */
export const LogRowLine = memo(function LogRowLine({ row, index, id, selected, bookmarked }: LogRowProps) {
  const { texts } = useI18n();
  const { logs } = texts;
  const nameStream = useLogNames();
  const { fields } = row;
  const reason = !fields ? logs.damagedLine : nameValue("reason", fields.reason, texts);
  return (
    <div
      id={id}
      role="row"
      className="log-row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      data-place={`${row.at.file}:${row.at.offset}`}
      data-damaged={fields ? undefined : true}
    >
      <span role="gridcell" className="log-time">
        <span className="log-mark">{bookmarked && <BookmarkSign label={logs.list.bookmarked} />}</span>
        <LogTime time={fields?.time} />
      </span>
      <span role="gridcell" title={fields?.stream}>
        {fields && nameStream(fields.stream)}
      </span>
      <span role="gridcell" className="log-type">
        {fields ? <ErrorTypeMark type={fields.type} /> : <SeverityIcon severity="warning" />}
        <span>{fields && nameValue("type", fields.type, texts)}</span>
      </span>
      <span role="gridcell" className="log-reason" title={reason}>
        {reason}
      </span>
      <span role="gridcell">{fields?.status}</span>
      <span role="gridcell" className="log-quiet">
        {fields?.server}
      </span>
      <span role="gridcell" className="log-message">
        {fields?.message ?? row.damaged}
      </span>
      <span role="gridcell" className="log-delivery" data-delivery={row.delivery}>
        {row.delivery === "rejected" && <SeverityIcon severity="warning" />}
        {logs.delivery[row.delivery]}
      </span>
    </div>
  );
});

function BookmarkSign({ label }: { label: string }) {
  return (
    <svg viewBox="0 0 12 16" width="9" height="12" role="img" aria-label={label}>
      <path d="M1 0h10v16l-5-4-5 4Z" fill="currentColor" />
    </svg>
  );
}

/** The row that an event in the list belongs to, by its number from the newest; undefined beside the rows. */
export function findRowNumber(target: EventTarget): number | undefined {
  const line = target instanceof Element ? target.closest(".log-rows > .log-row") : null;
  return line ? Number(line.getAttribute("aria-rowindex")) - 2 : undefined;
}
