import { THIS_PC } from "../../shared/alarms/alarm-kinds.ts";
import type { HostFinding } from "../../shared/alarms/situation.ts";
import type { WrittenReports } from "../../shared/report/written-reports.ts";
import { cutText } from "../../shared/plain-text.ts";
import { addMonths, toMonth } from "../../shared/report-month.ts";
import { decideReport } from "./decide-report.ts";
import type { ReportFile } from "./make-report-files.ts";
import { createReportFolder } from "./report-folder.ts";

export interface ReportWriterOptions {
  dataDir: string;
  now: () => number;
  /** Returns what cancels it. */
  setTimer: (callback: () => void, milliseconds: number) => () => void;
  /** A month's files; undefined: nothing is known of it. */
  makeFiles: (month: string) => Promise<readonly ReportFile[] | undefined>;
  onFindings: (findings: HostFinding[]) => void;
  log: (message: string) => void;
}

export interface ReportWriter {
  list(): Promise<WrittenReports>;
  /** What is being written is cut short, and written at the next start. */
  close(): void;
}

/** Milliseconds. The pictures come first. */
const FIRST_LOOK = 120_000;
/** Timers are not to be trusted over weeks: a PC sleeps, and its clock is set. */
const LONGEST_WAIT = 3_600_000;
/** After a failure: a full disk is not emptied within a minute. */
const RETRY_PAUSE = 600_000;

/** Writes the last month's report on the first of each month (decide-report.ts), or when the app is on again, into the data dir's `reports/`. */
export function createReportWriter({ dataDir, now, setTimer, makeFiles, onFindings, log }: ReportWriterOptions): ReportWriter {
  const folder = createReportFolder(dataDir);
  let failure: WrittenReports["failure"];
  let isClosed = false;
  let cancel = setTimer(() => void look(), FIRST_LOOK);

  async function look(): Promise<void> {
    const at = now();
    let wait = LONGEST_WAIT;
    try {
      const decision = decideReport({ at, done: await folder.readDone() });
      if (decision.kind === "wait") wait = Math.min(decision.until - at, LONGEST_WAIT);
      else await write(decision.month);
      failure = undefined;
      if (!isClosed) onFindings([]);
    } catch (error) {
      wait = RETRY_PAUSE;
      if (!isClosed) noteFailure(at, error);
    }
    if (!isClosed) cancel = setTimer(() => void look(), wait);
  }

  async function write(month: string): Promise<void> {
    const files = await makeFiles(month);
    if (isClosed) return;
    await folder.write(month, files ?? []);
    log(files ? `report: ${month} is written to ${folder.path}` : `report: nothing is known of ${month}`);
  }

  function noteFailure(at: number, error: unknown): void {
    const month = addMonths(toMonth(at), -1);
    const message = cutText(error instanceof Error ? error.message : String(error), 300);
    failure = { month, since: failure?.month === month ? failure.since : at, message };
    log(`report: ${month} could not be written, it is tried again: ${message}`);
    onFindings([{ kind: "report_failed", source: THIS_PC, since: failure.since }]);
  }

  return {
    async list() {
      return { folder: folder.path, reports: await folder.list(), ...(failure && { failure }) };
    },
    close() {
      isClosed = true;
      cancel();
    },
  };
}
