import { readFile, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { isMonth } from "../../shared/report-month.ts";
import type { WrittenReport } from "../../shared/report/written-reports.ts";
import { REPORT_FILE } from "../../shared/report/written-reports.ts";
import { isMissing } from "../journal/disk-failure.ts";
import { writeFileAtomically } from "../journal/write-file-atomically.ts";
import type { ReportFile } from "./make-report-files.ts";

/** The folder of the reports that were written by themselves. */
export interface ReportFolder {
  path: string;
  /** The months that have been seen to last. */
  readDone(): Promise<string[]>;
  /** Each file whole or not at all, what marks the month as done last: one that a crash cut short is written again. */
  write(month: string, files: readonly ReportFile[]): Promise<void>;
  /** The latest month first. */
  list(): Promise<WrittenReport[]>;
}

/** Two years of reports stay; older ones are deleted when one is written. */
export const KEPT_MONTHS = 24;
const DONE = ".done";

export function createReportFolder(dataDir: string): ReportFolder {
  const path = join(dataDir, "reports");

  function readNames(): Promise<string[]> {
    return readdir(path).catch((error: unknown) => {
      if (isMissing(error)) return [];
      throw error;
    });
  }

  async function listFiles(): Promise<{ name: string; month: string }[]> {
    return (await readNames()).flatMap((name) => {
      const month = REPORT_FILE.exec(name)?.[1];
      return month === undefined ? [] : [{ name, month }];
    });
  }

  async function removeOld(): Promise<void> {
    const files = await listFiles();
    const months = [...new Set(files.map(({ month }) => month))].sort().toReversed();
    const kept = new Set(months.slice(0, KEPT_MONTHS));
    for (const { name, month } of files) if (!kept.has(month)) await rm(join(path, name), { force: true });
  }

  /** What a crash has left behind. */
  async function removeUnfinished(): Promise<void> {
    const names = await readNames();
    for (const name of names) if (/^\.(mtx-watch-report-|\.done).*\.tmp$/.test(name)) await rm(join(path, name), { force: true });
  }

  const folder: ReportFolder = {
    path,
    async readDone() {
      const text = await readFile(join(path, DONE), "utf8").catch((error: unknown) => {
        if (isMissing(error)) return "";
        throw error;
      });
      return text.split("\n").filter(isMonth);
    },
    async write(month, files) {
      await removeUnfinished();
      for (const { name, content } of files) await writeFileAtomically(join(path, name), content);
      const done = [...(await folder.readDone()), month].slice(-KEPT_MONTHS);
      await writeFileAtomically(join(path, DONE), `${done.join("\n")}\n`);
      await removeOld();
    },
    async list() {
      const months = new Map<string, WrittenReport>();
      for (const { name, month } of (await listFiles()).toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
        const found = await stat(join(path, name)).catch(() => undefined); // gone meanwhile
        if (!found) continue;
        const { files = [], at = 0 } = months.get(month) ?? {};
        months.set(month, { month, at: Math.max(at, found.mtimeMs), files: [...files, { name, size: found.size }] });
      }
      return [...months.values()].toSorted((a, b) => (a.month < b.month ? 1 : -1));
    },
  };
  return folder;
}
