import { useState } from "react";
import { parseRecord } from "../../shared/log-fields.ts";
import type { LogContext, LogRow } from "../../shared/log-api.ts";
import { REASON_NAMES } from "../../shared/reasons.ts";
import { useHostClient } from "../api/api-context.tsx";
import { useI18n } from "../i18n/i18n-context.tsx";
import { CloseButton } from "../ui/close-button.tsx";
import { CopyButton } from "../ui/copy-button.tsx";
import { ErrorTypeMark } from "../ui/error-type-mark.tsx";
import { SeverityIcon } from "../ui/severity-icon.tsx";
import { ContextRows } from "./context-rows.tsx";
import { listFields } from "./detail-fields.ts";
import type { DetailField } from "./detail-fields.ts";
import { formatMoment } from "../../shared/format-time.ts";
import type { LogQuery } from "../ui/log-query.ts";
import { useLogNames } from "./log-names.ts";
import { nameValue } from "./name-value.ts";
import type { NameStream } from "../../shared/name-stream.ts";
import { ResendButton } from "./resend-button.tsx";
import { Tabs } from "./tabs.tsx";
import { useAsked } from "../api/use-asked.ts";

interface LogDetailProps {
  row: LogRow;
  source: string;
  slot: string;
  bookmarked: boolean;
  onBookmark: () => void;
  onClose: () => void;
  /** The record is to be sent again. */
  onSentAgain: () => void;
  /** Shows only what is like this record. */
  onOnly: (only: Pick<LogQuery, "facets"> | Pick<LogQuery, "fingerprints">) => void;
  onChoose: (row: LogRow) => void;
}

const TABS = ["fields", "json", "around", "second"] as const;
/** The host cuts longer lines here. */
const LONGEST = 1024 * 1024;

/** Everything that is known of one record, and what happened around it. */
export function LogDetail(props: LogDetailProps) {
  const { row, source, slot, bookmarked, onBookmark, onClose, onSentAgain, onOnly, onChoose } = props;
  const i18n = useI18n();
  const { texts } = i18n;
  const { detail } = texts.logs;
  const { api } = useHostClient();
  const [tab, setTab] = useState<(typeof TABS)[number]>("fields");
  const key = `${source} ${row.at.file}:${row.at.offset}`;
  const { value: context, error } = useAsked(() => api.readLogContext({ source, slot: `${slot}-context`, at: row.at, count: 50 }), {
    key,
    round: 0,
  });
  const isPresent = context?.rows.some(({ at }) => at.file === row.at.file && at.offset === row.at.offset) ?? false;
  const line = isPresent ? context!.line : "";
  const fields = listDetails(row, line, { ...i18n, nameStream: useLogNames() });
  return (
    <section className="log-detail" aria-label={detail.label} onKeyDown={({ key }) => key === "Escape" && onClose()}>
      <header className="detail-head">
        <h2>
          {row.fields ? <ErrorTypeMark type={row.fields.type} /> : <SeverityIcon severity="warning" />}
          {row.fields ? nameValue("reason", row.fields.reason, texts) : texts.logs.damagedLine}
        </h2>
        <CloseButton label={detail.close} onClose={onClose} />
      </header>
      <Advice reason={row.fields?.reason} />
      <div className="detail-actions">
        {row.fields && (
          <>
            <button type="button" className="small" onClick={() => onOnly({ facets: { stream: { include: [row.fields?.stream ?? ""] } } })}>
              {detail.onlyStream}
            </button>
            <button type="button" className="small" onClick={() => onOnly({ fingerprints: [row.fields?.fingerprint ?? ""] })}>
              {detail.onlyKind}
            </button>
          </>
        )}
        <button type="button" className="small" aria-pressed={bookmarked} onClick={onBookmark}>
          {texts.logs.bookmarks.add}
        </button>
        {row.delivery === "rejected" && <ResendButton row={row} onSent={onSentAgain} />}
        <CopyButton text={toText(fields)} label={detail.copyText} copiedLabel={detail.copied} />
        <CopyButton text={line} label={detail.copyJson} copiedLabel={detail.copied} />
      </div>
      <Tabs label={detail.label} tabs={TABS.map((id) => ({ id, label: detail.tab[id] }))} chosen={tab} onChoose={setTab}>
        {error !== undefined && (
          <p className="hint" role="alert">
            {texts.logs.list.failed}: {error}
          </p>
        )}
        {tab === "fields" && <FieldList fields={fields} />}
        {tab === "json" && <RawLine line={line} />}
        {tab === "around" && isPresent && <ContextRows hint={detail.aroundHint} rows={context!.rows} present={row} onChoose={onChoose} />}
        {tab === "second" && isPresent && <SameSecond context={context!} row={row} onChoose={onChoose} />}
      </Tabs>
    </section>
  );
}

function Advice({ reason }: { reason: string | undefined }) {
  const { texts } = useI18n();
  const known = REASON_NAMES.find((each) => each === reason);
  return known === undefined ? null : <p className="detail-advice">{texts.advice[known]}</p>;
}

function SameSecond({ context, row, onChoose }: { context: LogContext; row: LogRow; onChoose: (row: LogRow) => void }) {
  const { texts } = useI18n();
  const { detail } = texts.logs;
  if (context.sameSecond.length === 0) return <p className="hint">{detail.secondEmpty}</p>;
  return <ContextRows hint={detail.secondHint} rows={context.sameSecond} present={row} onChoose={onChoose} />;
}

function FieldList({ fields }: { fields: DetailField[] }) {
  return (
    <dl className="detail-fields">
      {fields.map(({ key, label, value }) => (
        <div key={key}>
          <dt title={key}>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The line, indented where it is JSON. */
function RawLine({ line }: { line: string }) {
  const { texts } = useI18n();
  const record = parseRecord(line);
  return (
    <>
      {line.length >= LONGEST && <p className="hint">{texts.logs.detail.cut}</p>}
      <pre className="detail-raw" tabIndex={0} aria-label={texts.logs.detail.tab.json}>
        {record ? JSON.stringify(record, undefined, 2) : line}
      </pre>
    </>
  );
}

/** What stands in the row, in words, and then every other field of its line. */
function listDetails(
  { at, fields, delivery, rejection, damaged }: LogRow,
  line: string,
  words: Parameters<typeof listFields>[1] & { nameStream: NameStream },
): DetailField[] {
  const { texts, nameStream } = words;
  const { facet, column, detail } = texts.logs;
  const record = parseRecord(line);
  const rows: [key: string, label: string, value: string | undefined][] = [
    ["time", column.time, fields?.time === undefined ? fields && texts.logs.untimed : formatMoment(Date.parse(fields.time))],
    ["timestamp", detail.utc, fields?.time],
    ["streamId", facet.stream, fields && sayStream(fields.stream, nameStream)],
    ["server", facet.server, fields?.server],
    ["errorType", facet.type, fields && `${nameValue("type", fields.type, texts)} (${fields.type})`],
    ["detail.reason", facet.reason, fields?.reason ? `${nameValue("reason", fields.reason, texts)} (${fields.reason})` : undefined],
    ["statusCode", facet.status, fields?.status || undefined],
    ["errorMessage", column.message, fields?.message ?? damaged],
    ["delivery", facet.delivery, texts.logs.delivery[delivery]],
    ["rejection", texts.logs.delivery.rejected, rejection && `${rejection.status} ${rejection.reason}`],
    ["at", detail.at, detail.offset(at.file, String(at.offset))],
  ];
  const head = rows.flatMap(([key, label, value]) => (value === undefined || value === "" ? [] : [{ key, label, value }]));
  return [...head, ...(record ? listFields(record, words) : [])];
}

function sayStream(id: string, nameStream: NameStream): string {
  const name = nameStream(id);
  return name === id ? id : `${name} (${id})`;
}

function toText(fields: DetailField[]): string {
  return fields.map(({ label, value }) => `${label}: ${value}`).join("\n");
}
