import { addMonths, isMonth, toMonth } from "../../shared/report-month.ts";

/** What is chosen in the report; it stands in the page's address. */
export interface ReportQuery {
  /** `YYYY-MM` */
  month: string;
  /** host:port, only these; empty: all. */
  servers: string[];
}

/** Reads what `formatReportQuery` wrote. Without a month, or with one that lies ahead, it is the last one that is over. */
export function parseReportQuery(query: string, now: number): ReportQuery {
  const parameters = new URLSearchParams(query);
  const month = parameters.get("month") ?? "";
  const present = toMonth(now);
  return {
    month: isMonth(month) && month <= present ? month : addMonths(present, -1),
    servers: [...new Set(parameters.getAll("server"))].filter((server) => server !== ""),
  };
}

/** Without a month it is that of `parseReportQuery`. */
export function formatReportQuery({ month, servers }: Pick<ReportQuery, "servers"> & { month?: string }): string {
  const pairs = [...(month === undefined ? [] : [["month", month]]), ...servers.map((server) => ["server", server])];
  return new URLSearchParams(pairs).toString();
}
