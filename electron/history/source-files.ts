import { readdir, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { listSegments, withoutGz } from "../journal/list-segments.ts";
import { dataDirOf } from "./data-dir-of.ts";

/** Where a source's files lie. */
export interface LogFolder {
  directory: string;
  /** Begins the names of its files: "", or another user's name and a slash. */
  prefix: string;
  /** This file alone (without `.gz`). */
  only?: string;
}

export interface SourceFile {
  /** Its name in a LogPlace. */
  file: string;
  /** Path without `.gz`. */
  path: string;
  isPlain: boolean;
  /** On disk. */
  size: number;
}

/** What is written on this PC: the data dir's own journal, then those of its other users. Their data dirs lie in the first one's. */
export async function findOwnFolders(dataDir: string): Promise<LogFolder[]> {
  const isInFirst = basename(dirname(dataDir)) === "users";
  const first = isInFirst ? dirname(dirname(dataDir)) : dataDir;
  const users = await readdir(join(first, "users")).catch(() => []);
  const others = users.toSorted().map((user) => ({ dataDir: join(first, "users", user), prefix: `${user}/` }));
  if (isInFirst) others.unshift({ dataDir: first, prefix: "../" });
  const folders = [{ dataDir, prefix: "" }, ...others.filter((other) => other.dataDir !== dataDir)];
  return folders.map((folder) => ({ directory: journalOf(folder.dataDir), prefix: folder.prefix }));
}

function journalOf(dataDir: string): string {
  return join(dataDir, "logs", "mediamtx_errors");
}

const LOG_NAME = /\.jsonl(\.gz)?$/;

/** What somebody has chosen: a folder of logs, a file, or a data dir; none when it holds no logs. */
export async function findFolders(path: string): Promise<LogFolder[]> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile() && LOG_NAME.test(path)) return [{ directory: dirname(path), prefix: "", only: withoutGz(basename(path)) }];
  if (!found?.isDirectory()) return [];
  const folder = { directory: path, prefix: "" };
  if ((await listSourceFiles([folder])).length > 0) return [folder];
  const dataDir = await dataDirOf(path);
  const folders = dataDir === undefined ? [] : await findOwnFolders(dataDir);
  // One whose PC has had no failure yet has states all the same.
  const hasJournal = async ({ directory }: LogFolder) => (await stat(directory).catch(() => undefined))?.isDirectory() ?? false;
  return (await Promise.all(folders.map(async (each) => ((await hasJournal(each)) ? [each] : [])))).flat();
}

/** The folders of several choices as one source: a prefix keeps two files of one name apart. */
export function prefixFolders(lists: readonly (readonly LogFolder[])[]): LogFolder[] {
  const prefixOf = (number: number): string => (lists.length > 1 ? `${number + 1}/` : "");
  return lists.flatMap((folders, number) => folders.map((folder) => ({ ...folder, prefix: prefixOf(number) + folder.prefix })));
}

/**
 * Every `*.jsonl` and `*.jsonl.gz` in the order in which it was begun: each folder's own order, the folders' days side by side. Where a
 * day has both forms the plain one counts. A folder that is not there has no files.
 */
export async function listSourceFiles(folders: readonly LogFolder[]): Promise<SourceFile[]> {
  const lists = (await Promise.all(folders.map((folder) => listFolder(folder).catch(() => [])))).flat();
  const merged: SourceFile[] = [];
  for (;;) {
    const next = lists.filter((list) => list.length > 0).toSorted((a, b) => dateOf(a[0]!).localeCompare(dateOf(b[0]!)))[0];
    if (!next) return merged;
    merged.push(next.shift()!);
  }
}

/** The journal's files in their order, and others in that of the dates in their names. */
async function listFolder({ directory, prefix, only }: LogFolder): Promise<SourceFile[][]> {
  const entries = new Set(await readdir(directory));
  const { segments } = await listSegments(directory);
  const known = new Set(segments.map(({ name }) => name));
  const logs = [...entries].filter((name) => LOG_NAME.test(name)).map(withoutGz);
  const strangers = [...new Set(logs)].filter((name) => !known.has(name)).toSorted();
  const look = async (name: string): Promise<SourceFile[]> => {
    const isPlain = entries.has(name);
    const found = await stat(join(directory, isPlain ? name : `${name}.gz`)).catch(() => undefined);
    return found?.isFile() ? [{ file: prefix + name, path: join(directory, name), isPlain, size: found.size }] : [];
  };
  const isWanted = (name: string): boolean => only === undefined || name === only;
  const lookAtAll = async (names: Iterable<string>): Promise<SourceFile[]> =>
    (await Promise.all([...names].filter(isWanted).map(look))).flat();
  const others = await lookAtAll(strangers);
  return [others.sort((a, b) => dateOf(a).localeCompare(dateOf(b))), await lookAtAll(known)];
}

/** "" without one: such files come first. */
function dateOf({ file }: SourceFile): string {
  return /\d{4}-\d\d-\d\d/.exec(basename(file))?.[0] ?? "";
}
