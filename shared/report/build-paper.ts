import type { Language } from "../choose-language.ts";
import { formatMinute, formatOffset } from "../format-time.ts";
import type { DeliveryStatus } from "../host-status.ts";
import { monthWindow } from "../report-month.ts";
import { judgeDelivery } from "../statistics/judge-delivery.ts";
import type { Statistics } from "../statistics-api.ts";
import { buildActSection } from "./act-section.ts";
import type { Paper, PaperSection } from "./paper.ts";
import { createPaperContext } from "./paper-context.ts";
import type { NamingSettings, PaperContext } from "./paper-context.ts";
import type { Report } from "./report-api.ts";
import { buildDetailSection, buildSiteSection, buildStreamSection } from "./stream-sections.ts";
import { summarizeReport } from "./summarize-report.ts";
import { buildCauseSection, buildDaySection, buildHourSection, buildOutageSection } from "./time-sections.ts";

export interface PaperOptions {
  language: Language;
  settings: NamingSettings;
  /** This PC's, where the settings give it no name. */
  hostName: string;
  version: string;
  /** host:port, only these; empty: all. */
  servers: readonly string[];
  createdAt: number;
  /** How far central has got; absent where nobody knows. */
  delivery?: DeliveryStatus;
}

/** The report as it stands on paper. */
export function buildPaper({ month, statistics, figures, acts }: Report, options: PaperOptions): Paper {
  const { language, settings, hostName, version, servers, createdAt } = options;
  const context = createPaperContext(language, settings, hostName);
  const { words, formats } = context;
  const { from, to, whole, observers } = statistics;
  const isSoFar = to < monthWindow(month).to;
  const { head } = words;
  const facts = [
    [head.site, settings.client.site],
    // Whose folder it is says nothing of a room's PCs: they are named at the end.
    [head.client, observers.length > 1 ? words.pcsTogether(formats.count(observers.length)) : settings.client.name || hostName],
    [head.period, head.between(toDay(from), isSoFar ? toMinute(to) : toDay(to - 1), formatOffset(from))],
    [head.service, figures.hours ? `${figures.hours.from}–${figures.hours.to}` : ""],
    [head.servers, servers.length === 0 ? words.allServers : servers.join(", ")],
    [head.created, toMinute(createdAt)],
    [head.version, `MTX Watch ${version}`],
  ] as const;
  const { incident, unknown, service } = words.definition;
  return {
    language,
    month,
    title: words.heading(formats.month(month)),
    ...(isSoFar && { soFar: words.soFar(toMinute(to)) }),
    signature: words.signature,
    facts: facts.flatMap(([name, value]) => (value === "" ? [] : [{ name, value }])),
    ...(whole.streams === 0
      ? { empty: words.empty }
      : { summary: { label: words.summary.label, text: summarizeReport(statistics, context) } }),
    ...(whole.streams > 0 && {
      definitions: { label: words.definition.label, texts: [incident, unknown, ...(figures.hours ? [service] : [])] },
    }),
    sections: [
      ...(whole.streams === 0
        ? []
        : [
            buildSiteSection(figures, context),
            buildStreamSection(statistics, context),
            buildDetailSection(figures, context),
            buildCauseSection(statistics, context),
            buildOutageSection(statistics, context),
            buildActSection(statistics.steps, acts, context),
            buildDaySection(statistics, context),
            buildHourSection(statistics, context),
          ]),
      buildQualitySection(statistics, options, context),
    ],
  };
}

/** What the figures rest on, and whether central has the records. */
function buildQualitySection(
  { damaged, lines, index, observers, disagreements }: Statistics,
  options: PaperOptions,
  context: PaperContext,
): PaperSection {
  const { delivery, createdAt } = options;
  const { words, formats } = context;
  const { quality: say, section, none, health: healths } = words;
  const facts: [string, string][] = [
    [say.lines, lines ? say.counted : index.state === "unavailable" ? say.cannot : say.notYet],
    [say.damaged, say.damagedLines(formats.count(damaged))],
    ...(observers.length < 2
      ? []
      : ([
          [say.observers, observers.map(({ id, name }) => name || id).join(", ")],
          [say.disagreements, say.records(formats.count(disagreements.total))],
        ] as [string, string][])),
  ];
  if (delivery) {
    const { health, waiting, lost } = judgeDelivery(delivery, createdAt);
    const { lastDeliveredAt } = delivery;
    facts.unshift(
      [say.central, healths[health]],
      [say.waiting, say.records(formats.count(waiting))],
      [say.lost, say.records(formats.count(lost))],
      [say.delivered, lastDeliveredAt === undefined ? none : formats.moment(Date.parse(lastDeliveredAt))],
    );
  }
  return {
    title: section.quality,
    name: "quality",
    parts: [
      { kind: "facts", facts: facts.map(([name, value]) => ({ name, value })) },
      ...(delivery ? [{ kind: "note" as const, text: say.asOf }] : []),
    ],
  };
}

function toMinute(time: number): string {
  return formatMinute(new Date(time).toISOString());
}

function toDay(time: number): string {
  return toMinute(time).slice(0, "2026-01-08".length);
}
