import { ALARM_KINDS, isOfOneStream } from "../../shared/alarms/alarm-kinds.ts";
import { OWN_LOGS } from "../../shared/log-facets.ts";
import { monthWindow } from "../../shared/report-month.ts";
import { createActCollector } from "../../shared/report/collect-acts.ts";
import type { ReportAct, ReportActs } from "../../shared/report/collect-acts.ts";
import { measureReport } from "../../shared/report/measure-report.ts";
import type { Report } from "../../shared/report/report-api.ts";
import type { Interval } from "../../shared/statistics/intervals.ts";
import { isForWindow, listAlarmFiles, scanAlarmFile } from "./alarm-files.ts";
import type { ReportQuestion } from "./history-protocol.ts";
import { listConfigured, readStatistics, readTimelines } from "./read-statistics.ts";
import type { StatisticsContext } from "./read-statistics.ts";

export interface ReportContext extends StatisticsContext {
  /** Of the alarm journals of all PCs that are asked about. */
  alarmFolders: readonly string[];
}

/** A month's figures: those of whole days as the dashboard has them, those of sites and service hours, and what people did. */
export async function readReport({ month, servers, settings }: ReportQuestion, context: ReportContext): Promise<Report> {
  const { from, to } = monthWindow(month);
  const asked = { from: new Date(from).toISOString(), until: new Date(to).toISOString(), ...(servers && { servers }), settings };
  const statistics = await readStatistics({ ...asked, source: OWN_LOGS, pieces: 0 }, context);
  const { read, ...rest } = await readTimelines(asked, context);
  const configured = listConfigured(settings);
  const sites = new Map(settings.streams.map(({ id, site }) => [id, site]));
  const figures = measureReport(read.timelines, read.steps, {
    ...rest,
    configured,
    siteOf: (streamId) => sites.get(streamId) ?? "",
    hours: settings.report.serviceHours ?? undefined,
  });
  const isShown = new Set(figures.streams.map(({ streamId }) => streamId));
  const isWanted = ({ kind, source }: Pick<ReportAct, "kind" | "source">): boolean => {
    if (!servers || servers.length === 0) return true;
    const { topic } = ALARM_KINDS[kind];
    return isOfOneStream(topic) ? isShown.has(source) || servers.includes(source) : topic !== "server" || servers.includes(source);
  };
  return { month, statistics, figures, acts: await readActs(rest.window, isWanted, context) };
}

async function readActs(
  window: Interval,
  isWanted: (act: Pick<ReportAct, "kind" | "source">) => boolean,
  { alarmFolders, signal }: ReportContext,
): Promise<ReportActs> {
  const collector = createActCollector({ window, isWanted });
  for (const folder of alarmFolders) {
    const files = (await listAlarmFiles(folder)).filter((file) => isForWindow(file, window));
    for (const file of files) await scanAlarmFile(file, signal, (event) => event && collector.note(event));
  }
  return collector.acts();
}
