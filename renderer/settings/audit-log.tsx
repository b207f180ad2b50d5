import { useState } from "react";
import { CSV_BOM, toCsvLine } from "../../shared/log-csv.ts";
import { AUDIT_EVENTS, MOST_AUDIT_LINES } from "../../shared/audit/audit-entry.ts";
import type { AuditEvent } from "../../shared/audit/audit-entry.ts";
import { useHostClient } from "../api/api-context.tsx";
import { useAsked } from "../api/use-asked.ts";
import { useSaveExport } from "../api/use-save-export.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { ActionButton } from "../ui/action-button.tsx";
import { toDay } from "../ui/log-query.ts";
import { AuditTable } from "./audit-table.tsx";
import { AuditVerdict } from "./audit-verdict.tsx";
import { sayEvent, sayWhat, sayWho } from "./describe-audit.ts";
import { useAuditWords } from "./use-audit-words.ts";

const SHOWN = 200;

/** What people did, the newest first, by kind and by day; and whether it is as it was written. */
export function AuditLog() {
  const { texts, formats } = useI18n();
  const { audit: words } = texts;
  const { api } = useHostClient();
  const say = useAuditWords();
  const [event, setEvent] = useState<AuditEvent>();
  const [day, setDay] = useState("");
  const question = { ...(event && { event }), ...(day !== "" && rangeOf(day)) };
  const { value, error, isCurrent } = useAsked(() => api.readAudit({ ...question, limit: SHOWN }), {
    key: JSON.stringify(question),
    round: 0,
  });
  const saved = useSaveExport();

  async function exportAll(): Promise<void> {
    await saved.run(async () => {
      const { lines } = await api.readAudit({ ...question, limit: MOST_AUDIT_LINES });
      const rows = lines.map((line) => toCsvLine([line.timestamp, sayEvent(line, words), sayWho(line, words), sayWhat(line, say).join("; "), line.client.name ?? line.client.id, line.id, line.hash])); // prettier-ignore
      const { column } = words;
      const head = toCsvLine([column.time, column.event, column.by, column.what, "client", "id", "hash"]);
      const file = new Blob([CSV_BOM, head, ...rows], { type: "text/csv" });
      const name = words.fileName(toDay(Date.now()));
      return { file, report: { kind: "audit", file: name, query: JSON.stringify(question), lines: lines.length } };
    });
  }

  return (
    <div role="group" className="settings-group audit-log" aria-label={words.title}>
      <h3>{words.title}</h3>
      <p className="hint">{words.intro}</p>
      <AuditVerdict />
      <div className="audit-tools">
        <label>
          {words.event}
          <select
            name="audit-event"
            value={event ?? ""}
            onChange={({ target }) => setEvent(AUDIT_EVENTS.find((each) => each === target.value))}
          >
            <option value="">{words.all}</option>
            {AUDIT_EVENTS.map((each) => (
              <option key={each} value={each}>
                {words.events[each]}
              </option>
            ))}
          </select>
        </label>
        <label>
          {words.day}
          <input type="date" name="audit-day" value={day} onChange={({ target }) => setDay(target.value)} />
        </label>
        <ActionButton className="small" isOff={!value || value.total === 0 || saved.isSaving} onClick={() => void exportAll()}>
          {words.export}
        </ActionButton>
        <span className="hint" role="status">
          {saved.error !== undefined && `${words.exportFailed}: ${saved.error}`}
          {saved.lines !== undefined && words.exported(formats.count(saved.lines))}
        </span>
      </div>
      {error !== undefined && (
        <p role="alert">
          {words.failed}: {error}
        </p>
      )}
      {!value && error === undefined && <p role="status">{words.reading}</p>}
      {value && value.total === 0 && isCurrent && <p role="status">{words.none}</p>}
      {value && value.lines.length > 0 && <AuditTable lines={value.lines} say={say} />}
      {value && value.total > value.lines.length && (
        <p className="hint">{words.shown(formats.count(value.lines.length), formats.count(value.total))}</p>
      )}
    </div>
  );
}

/** A local day; none while a year of six digits is being typed. */
function rangeOf(day: string): { from: string; until: string } | undefined {
  const from = new Date(`${day}T00:00:00`);
  if (Number.isNaN(from.getTime())) return undefined;
  const until = new Date(from);
  until.setDate(until.getDate() + 1);
  return { from: from.toISOString(), until: until.toISOString() };
}
