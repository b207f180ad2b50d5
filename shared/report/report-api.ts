/** What the monthly report asks, and what it is told. */
import { z } from "zod";
import { isMonth } from "../report-month.ts";
import type { Statistics } from "../statistics-api.ts";
import type { ReportActs } from "./collect-acts.ts";
import type { ReportFigures } from "./measure-report.ts";
import { REPORT_FILE } from "./written-reports.ts";
import type { WrittenReports } from "./written-reports.ts";

export const REPORT_INPUT_SCHEMAS = {
  readReport: z.strictObject({
    /** Who asks, as in the log search: a newer question of the same slot ends the older one, which answers `cancelled`. */
    slot: z.string().min(1).max(200).optional(),
    /** `YYYY-MM`, local time. */
    month: z.string().refine(isMonth, "must be a month such as 2026-10"),
    /** host:port, only these; empty or absent: all. */
    servers: z.array(z.string().max(300)).max(1_000).optional(),
  }),
} as const;

export const REPORTS_INPUT_SCHEMAS = {
  listReports: z.strictObject({}),
  readReportFile: z.strictObject({ name: z.string().regex(REPORT_FILE) }),
} as const;

/** Reports that the host has written by itself. */
export interface ReportsApi {
  listReports(input: Record<string, never>): Promise<WrittenReports>;
  /** One file of them, as base64. `unavailable`: it cannot be read. */
  readReportFile(input: z.input<(typeof REPORTS_INPUT_SCHEMAS)["readReportFile"]>): Promise<{ content: string }>;
}

export interface ReportApi {
  /** Refused (`invalid_input`) for a month that lies ahead. Of the present one until now. */
  readReport(input: z.input<(typeof REPORT_INPUT_SCHEMAS)["readReport"]>): Promise<Report>;
}

export interface Report {
  month: string;
  /** Of whole days, all streams. */
  statistics: Statistics;
  figures: ReportFigures;
  acts: ReportActs;
}
