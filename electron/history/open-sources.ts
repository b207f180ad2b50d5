import { createHash } from "node:crypto";
import { rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { OWN_LOGS } from "../../shared/log-facets.ts";
import type { LogSource, NoLogs } from "../../shared/log-api.ts";
import { apiError } from "../api-error.ts";
import type { FromHistory } from "./history-protocol.ts";
import { createLogSource } from "./log-source.ts";
import type { FollowedSource } from "./log-source.ts";
import { findFolders, findOwnFolders, listSourceFiles, prefixFolders } from "./source-files.ts";
import type { LogFolder } from "./source-files.ts";

export interface OpenSourcesOptions {
  /** Of the own logs: one, or several PCs' that are one. */
  dataDirs: readonly string[];
  /** Where indexes are kept. */
  indexDirectory: string;
  /** The entry of the thread that reads while an index is built. */
  readerProgram: string;
  /** Resolves when nobody waits for a page any more: an index has time. */
  whenQuiet: () => Promise<unknown>;
  emit: (event: Extract<FromHistory, { kind: "grew" | "index" | "log" }>) => void;
}

/** The logs that are searched: this PC's own, and what was chosen. Each is followed from the first question about it. */
export interface OpenSources {
  /** `path`: of a chosen one, as it was opened. Throws (`invalid_input`) without. */
  open(source: string, path: string | undefined): FollowedSource;
  /** Forgets a chosen one, and its index. */
  close(source: string, path: string | undefined): Promise<void>;
  /** This PC's own journal has grown. */
  noteGrowth(): void;
  closeAll(): Promise<void>;
}

export function createOpenSources({ dataDirs, indexDirectory, readerProgram, whenQuiet, emit }: OpenSourcesOptions): OpenSources {
  const sources = new Map<string, FollowedSource>();

  async function emitEnd(source: string, followed: FollowedSource): Promise<void> {
    const last = (await followed.files()).at(-1);
    if (last) emit({ kind: "grew", source, end: { file: last.file, offset: last.size } });
  }

  return {
    open(source, path) {
      const known = sources.get(source);
      if (known) return known;
      if (source !== OWN_LOGS && path === undefined) throw apiError("invalid_input", "these logs are not open");
      const opened: FollowedSource = createLogSource({
        source,
        folders: path === undefined ? () => findAllFolders(dataDirs) : () => findChosen(path),
        indexFile: join(indexDirectory, path === undefined ? "own.duckdb" : `${nameOf(path)}.duckdb`),
        readerProgram,
        whenQuiet,
        onIndex: (index) => emit({ kind: "index", index }),
        onGrown: () => void emitEnd(source, opened),
        log: (message) => emit({ kind: "log", message }),
      });
      sources.set(source, opened);
      void opened.refresh();
      return opened;
    },
    async close(source, path) {
      await sources.get(source)?.close();
      sources.delete(source);
      if (path === undefined) return;
      for (const end of [".duckdb", ".duckdb.wal"]) await rm(join(indexDirectory, nameOf(path) + end), { force: true });
      await rm(join(indexDirectory, `states-${nameOf(path)}`), { recursive: true, force: true });
    },
    noteGrowth: () => void sources.get(OWN_LOGS)?.refresh(),
    async closeAll() {
      await Promise.all([...sources.values()].map((source) => source.close()));
    },
  };
}

/** An answer never grows with what was asked. */
const MOST_NAMED = 10;

/** What is at a path that somebody has chosen. */
export async function describeLogs(path: string): Promise<LogSource | NoLogs> {
  const paths = linesOf(path);
  const lists = await Promise.all(paths.map(findFolders));
  const empty = paths.filter((_, n) => lists[n]!.length === 0);
  if (empty.length > 0) return { empty: empty.slice(0, MOST_NAMED) };
  const files = await listSourceFiles(prefixFolders(lists));
  return { source: nameOf(path), path, files: files.length, bytes: files.reduce((sum, { size }) => sum + size, 0) };
}

/** What somebody has chosen, one path a line; several are one source. What holds no logs is not there. */
async function findChosen(path: string): Promise<LogFolder[]> {
  return prefixFolders(await Promise.all(linesOf(path).map(findFolders)));
}

async function findAllFolders(dataDirs: readonly string[]): Promise<LogFolder[]> {
  return prefixFolders(await Promise.all(dataDirs.map(findOwnFolders)));
}

export function linesOf(path: string): string[] {
  return path.split("\n").filter((line) => line !== "");
}

/** The same path is the same source, also after the process was started again. */
export function nameOf(path: string): string {
  return `${basename(path)
    .replaceAll(/[^\w.-]/g, "_")
    .slice(0, 40)}-${createHash("sha256").update(path).digest("hex").slice(0, 12)}`;
}
