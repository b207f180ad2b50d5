import { once } from "node:events";
import { stat } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";
import { toLogText, toPlainText } from "../../../shared/plain-text.ts";
import { createRangeCheck } from "../../../shared/match-log-filter.ts";
import { findLastLines } from "../../journal/segment-lines.ts";
import { scanSource } from "../scan-source.ts";
import type { FoundLine, ScanContext } from "../scan-source.ts";
import { findFolders, findOwnFolders, listSourceFiles, prefixFolders } from "../source-files.ts";
import type { LogFolder, SourceFile } from "../source-files.ts";
import { createLineFormat, formatTime } from "./format-line.ts";
import type { Grouping, LogsArguments } from "./logs-arguments.ts";

export interface LogsOutput {
  out: NodeJS.WritableStream;
  /** Said on standard error. */
  say: (message: string) => void;
  /** Ends a search that follows. */
  signal: AbortSignal;
}

const NO_DELIVERY = { marks: undefined, rejections: new Map(), order: [] };
type OnFound = (found: FoundLine[]) => Promise<void>;
/** Milliseconds between two looks at the files. */
const FOLLOW_INTERVAL = 250;

/** The answer to one command line. Rejects with words for people when there is nothing to search. */
export async function runLogs(args: LogsArguments & { dataDir: string }, { out, say, signal }: LogsOutput): Promise<void> {
  const folders = await chooseFolders(args, say);
  let damaged = 0;
  const isInRange = createRangeCheck(args.filter);
  const onDamaged: ScanContext["onDamaged"] = (_line, time) => void (damaged += Number(isInRange(time)));
  const files = await (args.mode === "follow" ? listWholeLines(folders) : listSourceFiles(folders));
  const context = { files, delivery: NO_DELIVERY, signal, onDamaged };
  const write = async (text: string): Promise<void> => {
    if (text !== "" && !out.write(text)) await once(out, "drain", { signal });
  };
  const { head, format } = createLineFormat(args.format, args.isUtc);

  if (args.mode === "count") await write(await count(args, context));
  else {
    await write(head);
    const newest = await list(args, context, args.mode === "list" ? (found) => write(found.map(format).join("")) : undefined);
    if (args.mode === "follow") {
      await write(newest.toReversed().map(format).join(""));
      await follow(folders, args, context, (found) => write(found.map(format).join("")));
    }
  }
  if (damaged > 0) say(`${damaged} damaged ${damaged === 1 ? "line" : "lines"}`);
}

/** A data dir without logs is an answer, one that is not there a slip of the hand. */
async function findOwnLogs(dataDir: string, say: LogsOutput["say"]): Promise<LogFolder[]> {
  const isThere = (await stat(dataDir).catch(() => undefined))?.isDirectory() ?? false;
  if (!isThere) throw new Error(`${toLogText(dataDir)}: no such folder`);
  const folders = await findOwnFolders(dataDir);
  if ((await listSourceFiles(folders)).length === 0) say(`${toLogText(dataDir)}: no error log here`);
  return folders;
}

async function chooseFolders({ paths, dataDir }: LogsArguments & { dataDir: string }, say: LogsOutput["say"]): Promise<LogFolder[]> {
  if (paths.length === 0) return findOwnLogs(dataDir, say);
  const lists: LogFolder[][] = [];
  for (const path of paths) {
    const found = await findFolders(path);
    if (found.length === 0) throw new Error(`${toLogText(path)}: no .jsonl or .jsonl.gz file here`);
    lists.push(found);
  }
  return prefixFolders(lists);
}

/** Newest first, up to the limit: to `onFound`, or else as the answer. */
async function list({ filter, limit }: LogsArguments, context: ScanContext, onFound?: OnFound): Promise<FoundLine[]> {
  const kept: FoundLine[] = [];
  let left = limit;
  for await (const lines of scanSource({ filter, order: "newestFirst" }, context)) {
    const found = lines.filter(({ record }) => record !== undefined).slice(0, left);
    left -= found.length;
    if (onFound) await onFound(found);
    else kept.push(...found);
    if (left <= 0) break;
  }
  return kept;
}

async function count({ filter, by, isUtc }: LogsArguments, context: ScanContext): Promise<string> {
  const counts = new Map<string, number>();
  let all = 0;
  for await (const lines of scanSource({ filter, order: "oldestFirst" }, context)) {
    for (const { fields } of lines) {
      if (!fields) continue;
      all++;
      if (by === undefined) continue;
      const value = valueOf(by, fields, isUtc);
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
  }
  if (by === undefined) return `${all}\n`;
  const ranked = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return ranked.map(([value, n]) => `${n}\t${toPlainText(value) || "-"}\n`).join("");
}

function valueOf(by: Grouping, fields: NonNullable<FoundLine["fields"]>, isUtc: boolean): string {
  if (by !== "day" && by !== "hour") return fields[by];
  return fields.time === undefined ? "" : formatTime(fields.time, isUtc).slice(0, by === "day" ? 10 : 13);
}

/** What is written from now on, oldest first, until the signal ends it. Lines that are still being written wait for their LF. */
async function follow(folders: readonly LogFolder[], { filter }: LogsArguments, context: ScanContext, onFound: OnFound): Promise<void> {
  const read = new Map(context.files.map(({ file, size }) => [file, size]));
  while (!context.signal.aborted) {
    await setTimeout(FOLLOW_INTERVAL, undefined, { signal: context.signal }).catch(() => undefined);
    for (const source of await listWholeLines(folders)) {
      const offset = read.get(source.file) ?? 0;
      if (!source.isPlain || source.size <= offset) continue;
      const after = { file: source.file, offset };
      const lines = scanSource({ filter, order: "oldestFirst", after, isInclusive: true }, { ...context, files: [source] });
      for await (const found of lines) await onFound(found.filter(({ record }) => record !== undefined));
      read.set(source.file, source.size);
    }
  }
}

/** The files up to their last LF. */
async function listWholeLines(folders: readonly LogFolder[]): Promise<SourceFile[]> {
  const files = await listSourceFiles(folders);
  return Promise.all(
    files.map(async (source) => ({
      ...source,
      size: source.isPlain ? await findLastLines({ path: source.path, from: 0, to: source.size }, 0) : source.size,
    })),
  );
}
