import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { isMonth } from "../../shared/report-month.ts";

/** `program`: as it was called. */
export const reportHelp = (program: string): string => `${program} YYYY-MM [FOLDER ...] [options]

The figures of a month as the monthly report has them: availability, time down, incidents and log lines, of each stream and of each day.
Changes nothing; the app may run.

  FOLDER                data dirs of other PCs, a collector's, or copies of them (what holds logs/); none: this PC's own.
                        Several are one room: a stream was up when one of its PCs saw it
  --apart               several folders each by itself, one under the other
  --data-dir DIR        this PC's own data dir, where it is not the usual one
  --config FILE         its settings file, instead of settings.json in the data dir
  --format FORMAT       csv (default), json or pdf (on paper)
  --out DIR             write the files there: mtx-watch-report-YYYY-MM-streams.csv, -sites.csv, -days.csv and -acts.csv, or one .json or .pdf;
                        without it the streams' table, or the JSON, goes to standard output; a PDF needs it
  --help                show this text

Each row says the PC. CSV is what Excel opens, its head in the language of the settings, then of this PC.
`;

export const FORMATS = ["csv", "json", "pdf"] as const;

export interface ReportArguments {
  month: string;
  /** Data dirs of other PCs; none: this PC's own. */
  folders: string[];
  dataDir?: string;
  configFile?: string;
  /** Each folder by itself, not as one room. */
  isApart: boolean;
  format: (typeof FORMATS)[number];
  /** Where the files go; none: standard output. */
  out?: string;
}

export type ReadReportArguments = { kind: "run"; arguments: ReportArguments } | { kind: "help" } | { kind: "wrong"; problem: string };

/** The command line, or what is wrong with it in one sentence. */
export function readReportArguments(argv: readonly string[]): ReadReportArguments {
  const text = { type: "string" } as const;
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options: {
        "data-dir": text,
        config: text,
        format: text,
        out: text,
        apart: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
      allowPositionals: true,
    });
    if (values.help) return { kind: "help" };
    const [month = "", ...folders] = positionals;
    if (!isMonth(month)) return { kind: "wrong", problem: `first comes the month, such as 2026-10, not "${month}"` };
    const format = FORMATS.find((each) => each === (values.format ?? "csv"));
    if (!format) return { kind: "wrong", problem: `--format is one of ${FORMATS.join(", ")}, not "${values.format}"` };
    const { "data-dir": dataDir, config, out } = values;
    if (folders.length > 0 && (dataDir ?? config) !== undefined)
      return { kind: "wrong", problem: "--data-dir and --config are this PC's own: they do not go with folders" };
    if (format === "pdf" && out === undefined) return { kind: "wrong", problem: "--format pdf needs --out DIR, where the file goes" };
    if (format === "pdf" && values.apart) return { kind: "wrong", problem: "--format pdf is one paper: it does not go with --apart" };
    return {
      kind: "run",
      arguments: {
        month,
        folders: folders.map((folder) => resolve(folder)),
        isApart: values.apart,
        format,
        ...(dataDir === undefined ? {} : { dataDir: resolve(dataDir) }),
        ...(config === undefined ? {} : { configFile: resolve(config) }),
        ...(out === undefined ? {} : { out: resolve(out) }),
      },
    };
  } catch (error) {
    return { kind: "wrong", problem: (error as Error).message };
  }
}
