import { resolve } from "node:path";
import { parseArgs } from "node:util";
import type { LogFilter } from "../../../shared/log-search.ts";
import { logFilterSchema } from "../../../shared/log-search.ts";
import { parseLogTime } from "./parse-log-time.ts";

/** `program`: as it was called. */
export const logsHelp = (program: string): string => `${program} [FOLDER or FILE ...] [options]

Searches error logs (*.jsonl, *.jsonl.gz): this PC's own without a folder or file. Changes nothing; the app may run.

  --data-dir DIR        whose own logs
  --since TIME          from here on: 2026-01-08, 2026-01-08T12:30, or so long ago: 30m, 2h, 7d
  --until TIME          up to here, exclusive; a date alone is local midnight
  --type, --reason, --stream, --server, --status VALUE
                        only these; may be given several times
  --text TEXT           somewhere in the record, capitals or not
  --format FORMAT       table (default), jsonl or csv; newest first
  --limit N             at most so many
  --follow              the newest (10, or --limit) oldest first, then what is written from now on
  --count               only how many
  --count --by KEY      how many of each type, reason, stream, server, status, day or hour, most first
  --utc                 days, hours and times in UTC
  --help                show this text

Damaged lines are counted on standard error.
`;

const GROUPINGS = ["type", "reason", "stream", "server", "status", "day", "hour"] as const;
export type Grouping = (typeof GROUPINGS)[number];
export const FORMATS = ["table", "jsonl", "csv"] as const;
export type Format = (typeof FORMATS)[number];

export interface LogsArguments {
  /** Folders and files; none: this PC's own logs. */
  paths: string[];
  dataDir: string | undefined;
  filter: LogFilter;
  format: Format;
  limit: number;
  mode: "list" | "follow" | "count";
  by: Grouping | undefined;
  isUtc: boolean;
}

export type ReadLogsArguments = { kind: "run"; arguments: LogsArguments } | { kind: "help" } | { kind: "wrong"; problem: string };

const text = { type: "string" } as const;
const flag = { type: "boolean", default: false } as const;
const several = { type: "string", multiple: true } as const;
const OPTIONS = {
  "data-dir": text,
  since: text,
  until: text,
  type: several,
  reason: several,
  stream: several,
  server: several,
  status: several,
  text,
  format: { type: "string", default: "table" },
  limit: text,
  follow: flag,
  count: flag,
  by: text,
  utc: flag,
  help: flag,
} as const;
/** Of --follow: as `tail` does. */
const FOLLOW_LIMIT = 10;

/** The command line as the search needs it, or what is wrong with it in one sentence. */
export function readLogsArguments(argv: readonly string[], now: number): ReadLogsArguments {
  try {
    return parse(argv, now);
  } catch (error) {
    return { kind: "wrong", problem: (error as Error).message };
  }
}

function parse(argv: readonly string[], now: number): ReadLogsArguments {
  const { values, positionals } = parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true });
  if (values.help) return { kind: "help" };
  const { count, follow, utc: isUtc } = values;
  if (values.by !== undefined && !count) throw new Error("--by goes with --count");
  if (count && follow) throw new Error("--count and --follow do not go together");
  const mode = count ? "count" : follow ? "follow" : "list";
  const timeOf = (name: "since" | "until"): Partial<Record<"from" | "until", string>> => {
    const given = values[name];
    if (given === undefined) return {};
    const time = parseLogTime(given, { now, isUtc });
    if (time === undefined) throw new Error(`--${name} is a date, a time (ISO 8601) or so long ago (2h, 7d), not "${given}"`);
    return { [name === "since" ? "from" : "until"]: time };
  };
  const choiceOf = (name: "type" | "reason" | "stream" | "server" | "status") =>
    values[name] ? { [name]: { include: values[name] } } : {};
  const filter = logFilterSchema.safeParse({
    ...timeOf("since"),
    ...timeOf("until"),
    facets: { ...choiceOf("type"), ...choiceOf("reason"), ...choiceOf("stream"), ...choiceOf("server"), ...choiceOf("status") },
    ...(values.text === undefined ? {} : { text: values.text }),
  });
  if (!filter.success) throw new Error(`these filters cannot be used: ${filter.error.issues[0]?.message ?? ""}`);
  return {
    kind: "run",
    arguments: {
      paths: positionals.map((path) => resolve(path)),
      dataDir: values["data-dir"] === undefined ? undefined : resolve(values["data-dir"]),
      filter: filter.data,
      format: oneOf("format", FORMATS, values.format),
      limit: values.limit === undefined ? (follow ? FOLLOW_LIMIT : Infinity) : readLimit(values.limit),
      mode,
      by: values.by === undefined ? undefined : oneOf("by", GROUPINGS, values.by),
      isUtc,
    },
  };
}

function oneOf<T extends string>(name: string, allowed: readonly T[], given: string): T {
  const found = allowed.find((each) => each === given);
  if (found === undefined) throw new Error(`--${name} is one of ${allowed.join(", ")}, not "${given}"`);
  return found;
}

function readLimit(given: string): number {
  if (!/^\d{1,9}$/.test(given)) throw new Error(`--limit is a number, not "${given}"`);
  return Number(given);
}
