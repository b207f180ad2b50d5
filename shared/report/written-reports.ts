/** Reports that the host has written by itself, as the screen lists them. */

/** Names of their files; the first group is the month. */
export const REPORT_FILE = /^mtx-watch-report-([12]\d{3}-(?:0[1-9]|1[0-2]))(?:-(?:streams|sites|days|acts)\.csv|\.pdf)$/;

export interface WrittenReport {
  /** `YYYY-MM` */
  month: string;
  /** When it was written; Unix milliseconds. */
  at: number;
  /** By name. */
  files: { name: string; size: number }[];
}

export interface WrittenReports {
  /** On the host. */
  folder: string;
  /** The latest month first. */
  reports: WrittenReport[];
  /** The last month's could not be written: since when, and why. It is tried again. */
  failure?: { month: string; since: number; message: string };
}
