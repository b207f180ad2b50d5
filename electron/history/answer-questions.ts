import { createHash } from "node:crypto";
import { rm } from "node:fs/promises";
import { basename, join } from "node:path";
import type { LogContext, LogLines, LogPage, LogSource } from "../../shared/log-search.ts";
import type { Statistics } from "../../shared/statistics-api.ts";
import { OWN_LOGS } from "../../shared/log-facets.ts";
import { createTimelineReader } from "../states/create-timeline-reader.ts";
import type { DeliveryContext, DeliveryMarks } from "./delivery-marks.ts";
import { groupIndex } from "./group-index.ts";
import type { FromHistory, HistoryCall, HistoryInputs } from "./history-protocol.ts";
import { countLines } from "./count-lines.ts";
import { createLogSource } from "./log-source.ts";
import type { FollowedSource } from "./log-source.ts";
import { createRejectionReader } from "./read-rejections.ts";
import { readContext } from "./read-context.ts";
import { listOutages, readStatistics } from "./read-statistics.ts";
import { createLineReader } from "./read-lines.ts";
import { scanPage } from "./scan-page.ts";
import type { SearchContext } from "./search-context.ts";
import { searchPage } from "./search-page.ts";
import type { PageQuestion } from "./search-page.ts";
import { findFolder, findOwnFolders, listSourceFiles } from "./source-files.ts";
import type { LogFolder } from "./source-files.ts";
import { summarizeIndex } from "./summarize-index.ts";

export interface Asked {
  marks: DeliveryMarks;
  /** Opened sources, by their names. */
  paths: Readonly<Record<string, string>>;
  signal: AbortSignal;
}

export interface Answers {
  ask(call: HistoryCall, input: unknown, asked: Asked): Promise<unknown>;
  /** The own journal has grown. */
  noteGrowth(): void;
  close(): Promise<void>;
}

export interface AnswersOptions {
  dataDir: string;
  /** The entry of the thread that reads while an index is built. */
  readerProgram: string;
  emit: (event: Extract<FromHistory, { kind: "grew" | "index" | "log" }>) => void;
}

/** An error whose code is meant for the caller. */
export function refusal(code: "unavailable" | "invalid_input", message: string): Error & { code: string } {
  return Object.assign(new Error(message), { code });
}

export function createAnswers({ dataDir, readerProgram, emit }: AnswersOptions): Answers {
  const indexDirectory = join(dataDir, "index");
  const rejections = createRejectionReader(join(dataDir, "logs", "rejected"));
  const lineReader = createLineReader();
  const timelines = createTimelineReader(join(dataDir, "logs", "states"), join(indexDirectory, "states"));
  const sources = new Map<string, FollowedSource>();
  const scanning = new Set<Promise<unknown>>();
  const log = (message: string): void => emit({ kind: "log", message });

  function openSource(source: string, path: string | undefined): FollowedSource {
    const known = sources.get(source);
    if (known) return known;
    if (source !== OWN_LOGS && path === undefined) throw refusal("invalid_input", "these logs are not open");
    const folders = path === undefined ? () => findOwnFolders(dataDir) : () => findChosen(path);
    const indexFile = join(indexDirectory, path === undefined ? "own.duckdb" : `${nameOf(path)}.duckdb`);
    const opened = createLogSource({
      source,
      folders,
      indexFile,
      readerProgram,
      whenQuiet: () => Promise.allSettled(scanning),
      onIndex: (index) => emit({ kind: "index", index }),
      onGrown: () => void emitEnd(source, opened),
      log,
    });
    sources.set(source, opened);
    void opened.refresh();
    return opened;
  }

  async function emitEnd(source: string, followed: FollowedSource): Promise<void> {
    const last = (await followed.files()).at(-1);
    if (last) emit({ kind: "grew", source, end: { file: last.file, offset: last.size } });
  }

  async function deliveryOf(source: string, marks: DeliveryMarks, followed: FollowedSource): Promise<DeliveryContext> {
    if (source !== OWN_LOGS) return { marks: undefined, rejections: new Map(), order: [] };
    return { marks, rejections: await rejections.read(), order: (await followed.files()).map(({ file }) => file) };
  }

  /** The index of a source, once it is ready and as new as the question. */
  async function searchContextOf(source: string, followed: FollowedSource, { marks, signal }: Asked): Promise<SearchContext | undefined> {
    const isKnown = followed.ready() !== undefined;
    if (isKnown) await followed.refresh();
    const ready = followed.ready();
    if (!ready) return undefined;
    const files = ready.updater.files();
    const ids = new Map(files.map(({ file, id }) => [file, id]));
    const names = new Map(files.map(({ file, id }) => [id, file]));
    return {
      ask: (sql, values = []) => ready.database.ask(sql, values, signal),
      delivery: await deliveryOf(source, marks, followed),
      idOf: (file) => ids.get(file),
      fileOf: (id) => names.get(id),
    };
  }

  async function readPage(input: HistoryInputs["readLogPage"], asked: Asked): Promise<LogPage> {
    const { source, order, before, skip, limit } = input;
    const followed = openSource(source, asked.paths[source]);
    const reversed = order === "newestFirst" ? "oldestFirst" : "newestFirst";
    const question: PageQuestion = { ...input, after: before ?? input.after, order: before ? reversed : order, skip, limit: limit + 1 };
    const context = await searchContextOf(source, followed, asked);
    const scan = async () => {
      const scanContext = {
        files: await followed.files(),
        delivery: await deliveryOf(source, asked.marks, followed),
        signal: asked.signal,
      };
      return (await scanPage(question, scanContext)).map(({ row }) => row);
    };
    const rows = context ? await searchPage(question, context) : await scan();
    const shown = rows.slice(0, limit);
    return { rows: before ? shown.toReversed() : shown, isEnd: rows.length <= limit, index: followed.index() };
  }

  /** Waits for the index: there is no other way to count. */
  async function waitForIndex(source: string, asked: Asked): Promise<{ followed: FollowedSource; context: SearchContext }> {
    const followed = openSource(source, asked.paths[source]);
    const context = await searchContextOf(source, followed, asked);
    if (context) return { followed, context };
    await untilAborted(followed.refresh(), asked.signal);
    const afterwards = await searchContextOf(source, followed, asked);
    if (!afterwards) throw refusal("unavailable", "the logs cannot be searched on this machine; the host's log says why");
    return { followed, context: afterwards };
  }

  async function readFigures(input: HistoryInputs["readStatistics"], asked: Asked): Promise<Statistics> {
    const followed = openSource(OWN_LOGS, undefined);
    return readStatistics(input, {
      timelines,
      now: Date.now(),
      signal: asked.signal,
      async countLines(question) {
        const context = await searchContextOf(OWN_LOGS, followed, asked);
        return context && countLines(question, context);
      },
      index: followed.index,
    });
  }

  /** Nobody waits for an index meanwhile. */
  function goFirst<T>(answer: Promise<T>): Promise<T> {
    scanning.add(answer);
    return answer.finally(() => scanning.delete(answer));
  }

  const calls: { [K in HistoryCall]: (input: HistoryInputs[K], asked: Asked) => Promise<unknown> } = {
    async openLogs({ path }): Promise<LogSource> {
      const folders = await findChosen(path);
      if (folders.length < linesOf(path).length) throw refusal("invalid_input", "there are no .jsonl or .jsonl.gz files here");
      const files = await listSourceFiles(folders);
      return { source: nameOf(path), path, files: files.length, bytes: files.reduce((sum, { size }) => sum + size, 0) };
    },
    async closeLogs({ source }, { paths }) {
      if (source === OWN_LOGS) throw refusal("invalid_input", "this PC's own logs stay open");
      await sources.get(source)?.close();
      sources.delete(source);
      const path = paths[source];
      if (path !== undefined)
        for (const end of ["", ".wal"]) await rm(join(indexDirectory, `${nameOf(path)}.duckdb${end}`), { force: true });
      return {};
    },
    async getLogIndex({ source }, { paths }) {
      return openSource(source, paths[source]).index();
    },
    readLogPage: (input, asked) => goFirst(readPage(input, asked)),
    readStatistics: (input, asked) => goFirst(readFigures(input, asked)),
    listOutages: (input, { signal }) => goFirst(listOutages(input, { timelines, now: Date.now(), signal })),
    async summarizeLogs(input, asked) {
      const { followed, context } = await waitForIndex(input.source, asked);
      return { ...(await summarizeIndex(input, context)), index: followed.index() };
    },
    async groupLogs(input, asked) {
      const { followed, context } = await waitForIndex(input.source, asked);
      return { ...(await groupIndex(input, context)), index: followed.index() };
    },
    async readLogContext({ source, at, count }, asked): Promise<LogContext> {
      const followed = openSource(source, asked.paths[source]);
      const files = await followed.files();
      const delivery = await deliveryOf(source, asked.marks, followed);
      const found = await readContext(
        { at, count },
        { files, delivery, signal: asked.signal },
        await searchContextOf(source, followed, asked),
      );
      if (!found) throw refusal("invalid_input", "there is no such line");
      return found;
    },
    async readLogLines({ source, at }, asked): Promise<LogLines> {
      const files = await openSource(source, asked.paths[source]).files();
      return { lines: await lineReader.read(at, files, asked.signal) };
    },
  };

  return {
    ask: (call, input, asked) => (calls[call] as (input: unknown, asked: Asked) => Promise<unknown>)(input, asked),
    noteGrowth: () => void sources.get(OWN_LOGS)?.refresh(),
    async close() {
      await Promise.all([...sources.values()].map((source) => source.close()));
    },
  };
}

/** What somebody has chosen, one path a line; several are one source. What holds no logs is not there. */
async function findChosen(path: string): Promise<LogFolder[]> {
  const folders = await Promise.all(linesOf(path).map(findFolder));
  // The prefix keeps two files of one name apart.
  const prefixOf = (number: number): string => (folders.length > 1 ? `${number + 1}/` : "");
  return folders.flatMap((folder, number) => (folder ? [{ ...folder, prefix: prefixOf(number) }] : []));
}

function linesOf(path: string): string[] {
  return path.split("\n").filter((line) => line !== "");
}

/** The same path is the same source, also after the process was started again. */
function nameOf(path: string): string {
  return `${basename(path)
    .replaceAll(/[^\w.-]/g, "_")
    .slice(0, 40)}-${createHash("sha256").update(path).digest("hex").slice(0, 12)}`;
}

function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason as Error);
    if (signal.aborted) return abort();
    signal.addEventListener("abort", abort);
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
