import { judgeDelivery } from "../../shared/statistics/judge-delivery.ts";
import type { DeliveryHealth } from "../../shared/statistics/judge-delivery.ts";
import { useReadyHost } from "../api/api-context.tsx";
import { useI18n } from "../i18n/i18n-context.tsx";
import { SeverityIcon } from "../ui/severity-icon.tsx";
import type { Severity } from "../ui/severity-icon.tsx";
import { formatLogQuery, EMPTY_QUERY } from "../ui/log-query.ts";

const SEVERITIES: Record<DeliveryHealth, Severity> = {
  off: "normal",
  ok: "normal",
  behind: "notice",
  stuck: "warning",
  misconfigured: "warning",
};
const GIGABYTE = 1024 ** 3;

/** Whether what is written down reaches central, and whether there is room to write. */
export function DeliveryHealthList({ asOf }: { asOf: number }) {
  const { texts, formats } = useI18n();
  const { delivery: say } = texts.dashboard;
  const { delivery, otlp, journal } = useReadyHost().status;
  const { health, waiting, lost, silentFor } = judgeDelivery(delivery, asOf);
  const exported = judgeDelivery(otlp, asOf);
  const isFailing = journal.state === "failing";
  const journalSeverity: Severity = isFailing ? "fault" : journal.disk?.isLow ? "warning" : "normal";
  return (
    <dl className="delivery-health" data-health={health}>
      <div data-severity={SEVERITIES[health]}>
        <dt>{say.title}</dt>
        <dd>
          {SEVERITIES[health] !== "normal" && <SeverityIcon severity={SEVERITIES[health]} />}
          {say.health[health]}
          {silentFor !== undefined && health === "stuck" && <span className="hint"> {say.silentFor(formats.duration(silentFor))}</span>}
        </dd>
      </div>
      <div>
        <dt>{say.waiting}</dt>
        <dd>
          <a href={hrefOf("waiting")}>{say.count(formats.count(waiting))}</a>
        </dd>
      </div>
      <div data-severity={lost > 0 ? "warning" : "normal"}>
        <dt>{say.lost}</dt>
        <dd>
          {lost > 0 && <SeverityIcon severity="warning" />}
          <a href={hrefOf("rejected")}>{say.count(formats.count(lost))}</a>
        </dd>
      </div>
      {exported.health !== "off" && (
        <div data-severity={exported.lost > 0 ? "warning" : SEVERITIES[exported.health]} title={otlp.lastError ?? otlp.dropped?.reason}>
          <dt>OpenTelemetry</dt>
          <dd>
            {(exported.lost > 0 || SEVERITIES[exported.health] !== "normal") && <SeverityIcon severity="warning" />}
            {say.health[exported.health]}
            {exported.waiting > 0 && ` · ${say.waiting} ${say.count(formats.count(exported.waiting))}`}
            {exported.lost > 0 && ` · ${say.lost} ${say.count(formats.count(exported.lost))}`}
          </dd>
        </div>
      )}
      <div data-severity={journalSeverity}>
        <dt>{say.disk}</dt>
        <dd>
          {journalSeverity !== "normal" && <SeverityIcon severity={journalSeverity} />}
          {isFailing
            ? texts.status.journalFailing
            : journal.disk
              ? say.free(formats.decimal(journal.disk.free / GIGABYTE))
              : texts.dashboard.noData}
        </dd>
      </div>
    </dl>
  );
}

function hrefOf(state: "waiting" | "rejected"): string {
  const include = state === "rejected" ? ["rejected", "skipped"] : [state];
  return `#/logs?${formatLogQuery({ ...EMPTY_QUERY, range: { kind: "all" }, facets: { delivery: { include } } })}`;
}
