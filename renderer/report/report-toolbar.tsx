import { addMonths, listMonths, toMonth } from "../../shared/report-month.ts";
import { createPaperContext } from "../../shared/report/paper-context.ts";
import { makeCsvFiles } from "../../shared/report/make-csv-files.ts";
import { serverOf } from "../../shared/whep-url.ts";
import { useHostClient, useReadyHost } from "../api/api-context.tsx";
import { useSaveExport } from "../api/use-save-export.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { ActionButton } from "../ui/action-button.tsx";
import { ChoiceMenu } from "../ui/choice-menu.tsx";
import type { ReportQuery } from "../ui/report-query.ts";
import { useSavePdf } from "./use-save-pdf.ts";
import type { ReportData } from "./use-report.ts";

interface ReportToolbarProps {
  query: ReportQuery;
  /** What the paper shows; undefined while there is none to print or to save. */
  shown: ReportData | undefined;
  /** Local midnight of the first day that has data. */
  firstDay: number | undefined;
  now: number;
  onChange: (query: ReportQuery) => void;
}

/** What the report is about, and what becomes of it. */
export function ReportToolbar({ query, shown, firstDay, now, onChange }: ReportToolbarProps) {
  const { texts, formats, language } = useI18n();
  const { title, tool } = texts.report;
  const { host, settings: state } = useReadyHost();
  const { client, servers } = state.settings;
  const { api, pinGate } = useHostClient();
  const pdf = useSavePdf();
  const saved = useSaveExport();
  const { month } = query;
  const present = toMonth(now);
  const first = firstDay === undefined ? addMonths(present, -1) : toMonth(firstDay);
  const months = listMonths(first < month ? first : month, present);
  const goTo = (next: string) => onChange({ ...query, month: next });
  const names = new Map(servers.map(({ name, whepBaseUrl }) => [serverOf(whepBaseUrl), name]));
  const seen = shown?.report.statistics.streams.map(({ server }) => server) ?? [];
  const nameServer = (server: string) => (names.get(server) ? `${names.get(server)} (${server})` : server);

  async function saveCsv(part: "streams" | "days"): Promise<void> {
    if (!shown || !(await pinGate.pass())) return;
    const subject = { month, site: client.site, client: client.name || host.hostName };
    const context = createPaperContext(language, state.settings, host.hostName);
    const { name, text } = makeCsvFiles(shown.report, { subject, language, context }).find(({ name }) => name.endsWith(`-${part}.csv`))!;
    const file = new Blob([text], { type: "text/csv" });
    void saved.run(() => ({ file, report: { kind: "report", file: name, query: describeQuery() } }));
  }

  /** Paper cannot be held back: it is told of, and printed. */
  function print(): void {
    api.reportExport({ kind: "report", file: "", query: describeQuery() }).catch(() => undefined);
    window.print();
  }

  function describeQuery(): string {
    return [month, ...query.servers].join(" ").slice(0, 2_000);
  }

  return (
    <header className="screen-toolbar report-toolbar">
      <h1>{title}</h1>
      <div className="report-month" role="group" aria-label={tool.month}>
        <ActionButton
          className="small"
          aria-label={tool.previous}
          title={tool.previous}
          isOff={month <= first}
          onClick={() => goTo(addMonths(month, -1))}
        >
          ◀
        </ActionButton>
        <select aria-label={tool.month} value={month} onChange={(event) => goTo(event.target.value)}>
          {months.map((each) => (
            <option key={each} value={each}>
              {formats.month(each)}
            </option>
          ))}
        </select>
        <ActionButton
          className="small"
          aria-label={tool.next}
          title={tool.next}
          isOff={month >= present}
          onClick={() => goTo(addMonths(month, 1))}
        >
          ▶
        </ActionButton>
      </div>
      <ChoiceMenu
        label={texts.logs.facet.server}
        says={sayServers()}
        clearLabel={texts.dashboard.servers.all}
        options={[...new Set([...names.keys(), ...seen, ...query.servers])]
          .filter((server) => server !== "")
          .map((value) => ({ value, name: nameServer(value) }))}
        chosen={query.servers}
        onChange={(chosen) => onChange({ ...query, servers: chosen })}
      />
      <div className="paper-actions">
        <span className="hint" role="status">
          {saved.error === undefined ? pdf.says : tool.saveFailed(saved.error)}
        </span>
        <button type="button" className="small" disabled={!shown} onClick={() => void saveCsv("streams")}>
          {tool.csvStreams}
        </button>
        <button type="button" className="small" disabled={!shown} onClick={() => void saveCsv("days")}>
          {tool.csvDays}
        </button>
        <button type="button" className="small" disabled={!shown} onClick={print}>
          {host.hasShell ? tool.print : tool.printOrSave}
        </button>
        {host.hasShell && (
          <ActionButton
            className="small primary"
            isOff={!shown || pdf.isSaving}
            onClick={() => void pdf.save(`mtx-watch-report-${month}.pdf`)}
          >
            {tool.savePdf}
          </ActionButton>
        )}
      </div>
    </header>
  );

  function sayServers(): string {
    const { all, some } = texts.dashboard.servers;
    if (query.servers.length === 0) return all;
    return query.servers.length === 1 ? nameServer(query.servers[0]!) : some(formats.count(query.servers.length));
  }
}
