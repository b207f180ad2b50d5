import { judgeDelivery } from "../../shared/statistics/judge-delivery.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { PaperSection } from "./paper-section.tsx";
import type { ReportData } from "./use-report.ts";

/** What the figures rest on, and whether central has the records. */
export function QualitySection({ data: { statistics, delivery, createdAt } }: { data: ReportData }) {
  const { texts, formats } = useI18n();
  const { quality: say, section, none } = texts.report;
  const { damaged, lines, index } = statistics;
  const { health, waiting, lost } = judgeDelivery(delivery, createdAt);
  const { lastDeliveredAt } = delivery;
  const facts: [string, string][] = [
    [say.central, texts.dashboard.delivery.health[health]],
    [say.waiting, say.records(formats.count(waiting))],
    [say.lost, say.records(formats.count(lost))],
    [say.delivered, lastDeliveredAt === undefined ? none : formats.moment(Date.parse(lastDeliveredAt))],
    [say.lines, lines ? say.counted : index.state === "unavailable" ? say.cannot : say.notYet],
    [say.damaged, say.damagedLines(formats.count(damaged))],
  ];
  return (
    <PaperSection title={section.quality} name="quality">
      <dl className="paper-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className="paper-note">{say.asOf}</p>
    </PaperSection>
  );
}
