import type { Language } from "./choose-language.ts";
import type { DayColumn, StreamColumn } from "./report-csv.ts";

export interface ReportLabels {
  /** With their units: the numbers below them have none. */
  column: Record<StreamColumn | DayColumn, string>;
  /** Of the row with all streams together. */
  total: string;
}

/** What stands in the report's CSV files, whoever writes them: the page, and later the command line. */
export const REPORT_LABELS: Record<Language, ReportLabels> = {
  ko: {
    total: "전체",
    column: {
      month: "월",
      date: "날짜",
      site: "장소",
      client: "PC",
      streamId: "영상 ID",
      name: "영상",
      server: "서버",
      availability: "가용률(%)",
      observed: "관측 시간(초)",
      down: "끊긴 시간(초)",
      unknown: "미관측(초)",
      maintenance: "점검 중(초)",
      incidents: "장애(건)",
      lines: "로그(줄)",
      betweenFailures: "평균 무장애 시간 MTBF(초)",
      repairMean: "평균 복구 시간 MTTR(초)",
      repairMedian: "복구 시간 중앙값(초)",
      repairP95: "복구 시간 95%(초)",
      longest: "최장 장애(초)",
    },
  },
  en: {
    total: "All",
    column: {
      month: "Month",
      date: "Date",
      site: "Site",
      client: "PC",
      streamId: "Stream ID",
      name: "Stream",
      server: "Server",
      availability: "Availability (%)",
      observed: "Observed (s)",
      down: "Time down (s)",
      unknown: "Unknown (s)",
      maintenance: "Maintenance (s)",
      incidents: "Incidents",
      lines: "Log lines",
      betweenFailures: "Mean time between failures, MTBF (s)",
      repairMean: "Mean time to repair, MTTR (s)",
      repairMedian: "Time to repair, median (s)",
      repairP95: "Time to repair, p95 (s)",
      longest: "Longest outage (s)",
    },
  },
};
