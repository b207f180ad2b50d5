import { rm } from "node:fs/promises";
import { setImmediate } from "node:timers/promises";
import type { LogIndex } from "../../shared/log-api.ts";
import type { IndexDatabase } from "./index-database.ts";
import { openIndexDatabase } from "./index-database.ts";
import { loadDuckDb } from "./load-duckdb.ts";
import { listSourceFiles } from "./source-files.ts";
import type { LogFolder, SourceFile } from "./source-files.ts";
import { createIndexUpdater } from "./update-index.ts";
import type { IndexUpdater } from "./update-index.ts";

export interface LogSourceOptions {
  source: string;
  folders: () => Promise<LogFolder[]>;
  indexFile: string;
  readerProgram: string;
  /** Resolves when nobody waits for a page: the first one is there before the index is begun. */
  whenQuiet: () => Promise<unknown>;
  onIndex: (index: LogIndex) => void;
  onGrown: () => void;
  log: (message: string) => void;
}

/** The files of one source, and the index that follows them. */
export interface FollowedSource {
  /** As they are now. */
  files(): Promise<readonly SourceFile[]>;
  /** Brings the index up to the files; a call while that is under way makes it look once more. Resolves when it is done or has failed. */
  refresh(): Promise<void>;
  index(): LogIndex;
  /** Undefined as long as it is not ready. */
  ready(): { database: IndexDatabase; updater: IndexUpdater } | undefined;
  close(): Promise<void>;
}

/** Milliseconds between two reports of progress. */
const REPORT_INTERVAL = 250;
/** So many lines read at once are a building, after which memory is given back. */
const LARGE = 50_000;
/** Milliseconds that a disk which took no index is left alone. */
const PAUSE = 60_000;

export function createLogSource({
  source,
  folders,
  indexFile,
  readerProgram,
  whenQuiet,
  onIndex,
  onGrown,
  log,
}: LogSourceOptions): FollowedSource {
  const closing = new AbortController();
  let opened: { database: IndexDatabase; updater: IndexUpdater } | undefined;
  let state: LogIndex["state"] = "building";
  let bytes = { done: 0, total: 0 };
  let lastReport = 0;
  let running: Promise<void> | undefined;
  let isAskedAgain = false;
  let pausedUntil = 0;
  let isNew = true;
  let hasEngine = true;

  const linesOf = (): number => opened?.updater.files().reduce((sum, { lines }) => sum + lines, 0) ?? 0;
  const index = (): LogIndex => ({ source, state, bytesDone: bytes.done, bytesTotal: bytes.total, lines: linesOf() });
  const files = async (): Promise<SourceFile[]> => listSourceFiles(await folders());

  function report(): void {
    lastReport = performance.now();
    onIndex(index());
  }

  function setState(next: LogIndex["state"]): void {
    if (next === state) return;
    state = next;
    report();
  }

  function noteProgress(present: readonly SourceFile[]): void {
    const indexed = new Map(opened?.updater.files().map((file) => [file.file, file]));
    const doneOf = ({ file, isPlain, size }: SourceFile): number => {
      const known = indexed.get(file);
      return known === undefined ? 0 : isPlain ? Math.min(size, known.done) : known.size;
    };
    bytes = { done: present.reduce((sum, file) => sum + doneOf(file), 0), total: present.reduce((sum, { size }) => sum + size, 0) };
    if (state === "building" && performance.now() - lastReport > REPORT_INTERVAL) report();
  }

  async function open(): Promise<void> {
    const engine = await loadDuckDb();
    if (!engine) {
      hasEngine = false;
      setState("unavailable");
      log("history: this machine cannot load DuckDB: pages are read from the files, counts and groups are not to be had");
      return;
    }
    setState("building");
    const database = await openIndexDatabase(engine, indexFile);
    opened = { database, updater: await createIndexUpdater(database, readerProgram) };
  }

  async function update(): Promise<void> {
    if (isNew) await setImmediate().then(whenQuiet); // what was asked in the same moment goes first
    isNew = false;
    if (!opened && hasEngine) await open();
    const present = await files();
    const before = linesOf();
    if (opened) await opened.updater.update(present, closing.signal, () => noteProgress(present));
    noteProgress(present);
    const read = linesOf() - before;
    if (opened && read > LARGE) await opened.database.reopen();
    if (opened) setState("ready");
    if (read !== 0 || !opened) onGrown();
  }

  /** Whatever is wrong with an index, it can be made anew. */
  async function startOver(error: unknown): Promise<void> {
    if (closing.signal.aborted) return;
    log(`history: the index ${indexFile} is made anew: ${String(error)}`);
    opened?.database.close();
    opened = undefined;
    for (const end of ["", ".wal", ".tmp"]) await rm(indexFile + end, { force: true, recursive: true });
  }

  async function run(): Promise<void> {
    do {
      isAskedAgain = false;
      await update().catch(async (error: unknown) => {
        await startOver(error);
        await update();
      });
    } while (isAskedAgain && !closing.signal.aborted);
  }

  return {
    files,
    index,
    ready: () => (state === "ready" ? opened : undefined),
    refresh() {
      isAskedAgain = running !== undefined;
      if (performance.now() < pausedUntil) return Promise.resolve();
      running ??= run()
        .catch((error: unknown) => {
          if (closing.signal.aborted) return;
          pausedUntil = performance.now() + PAUSE;
          setState("unavailable");
          log(`history: ${source} could not be read: ${String(error)}`);
        })
        .finally(() => (running = undefined));
      return running;
    },
    async close() {
      closing.abort(new Error("closed"));
      await running;
      opened?.database.close();
      opened = undefined;
    },
  };
}
