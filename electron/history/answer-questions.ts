import { join } from "node:path";
import type { LogContext, LogIndex, LogLines, LogPage } from "../../shared/log-api.ts";
import { OWN_LOGS } from "../../shared/log-facets.ts";
import { apiError } from "../api-error.ts";
import type { DeliveryContext, DeliveryMarks } from "./delivery-marks.ts";
import { findLogRow, scanForLogRow } from "./find-log-row.ts";
import { groupIndex } from "./group-index.ts";
import type { FilesMade, FromHistory, HistoryCall, HistoryInputs, ReportQuestion } from "./history-protocol.ts";
import { countLines } from "./count-lines.ts";
import { createOutageLookup } from "./create-outage-lookup.ts";
import type { OutageQuestion, WithSpans } from "./create-outage-lookup.ts";
import { createSharedReaders } from "./create-shared-readers.ts";
import type { FollowedSource } from "./log-source.ts";
import { createOpenSources, describeLogs } from "./open-sources.ts";
import { createRejectionReader } from "./read-rejections.ts";
import { readAlarmHistory } from "./read-alarm-history.ts";
import { makeFiles } from "./make-files.ts";
import { readReport } from "./read-report.ts";
import { readContext } from "./read-context.ts";
import { findPatterns, findSimilar } from "./read-patterns.ts";
import { listOutages, readStatistics } from "./read-statistics.ts";
import type { StatisticsContext, TimelinesContext } from "./read-statistics.ts";
import { createLineReader } from "./read-lines.ts";
import { scanPage } from "./scan-page.ts";
import type { ScanContext } from "./scan-source.ts";
import type { SearchContext } from "./search-context.ts";
import { searchPage } from "./search-page.ts";
import type { PageQuestion } from "./search-page.ts";
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
  /** Data dirs of other PCs that are one with it: what is asked of the own logs is asked of all of them. */
  others?: readonly string[];
  /** Where what is built is kept; the data dir's `index/` unless told otherwise. One process has it. */
  indexDirectory?: string;
  /** The entry of the thread that reads while an index is built. */
  readerProgram: string;
  emit: (event: Extract<FromHistory, { kind: "grew" | "index" | "log" }>) => void;
}

export function createAnswers(options: AnswersOptions): Answers {
  const { dataDir, others = [], indexDirectory = join(dataDir, "index"), readerProgram, emit } = options;
  const dataDirs = [dataDir, ...others];
  const rejections = createRejectionReader(join(dataDir, "logs", "rejected"));
  const lineReader = createLineReader();
  const sharedReaders = createSharedReaders({ dataDirs, indexDirectory });
  const lookUp = createOutageLookup();
  const scanning = new Set<Promise<unknown>>();
  const sources = createOpenSources({ dataDirs, indexDirectory, readerProgram, whenQuiet: () => Promise.allSettled(scanning), emit });

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

  /** The files, for what is read from them: always the case without an index. */
  async function scanContextOf(source: string, followed: FollowedSource, { marks, signal }: Asked): Promise<ScanContext> {
    return { files: await followed.files(), delivery: await deliveryOf(source, marks, followed), signal };
  }

  async function readPage(input: HistoryInputs["readLogPage"], asked: Asked): Promise<LogPage> {
    const { source, order, before, skip, limit } = input;
    const followed = sources.open(source, asked.paths[source]);
    const reversed = order === "newestFirst" ? "oldestFirst" : "newestFirst";
    const question: PageQuestion = { ...input, after: before ?? input.after, order: before ? reversed : order, skip, limit: limit + 1 };
    const context = await searchContextOf(source, followed, asked);
    const scan = async () => (await scanPage(question, await scanContextOf(source, followed, asked))).map(({ row }) => row);
    const rows = context ? await searchPage(question, context) : await scan();
    const shown = rows.slice(0, limit);
    return { rows: before ? shown.toReversed() : shown, isEnd: rows.length <= limit, index: followed.index() };
  }

  async function findRow({ source, ...question }: HistoryInputs["findLogRow"], asked: Asked): Promise<{ newer?: number }> {
    const followed = sources.open(source, asked.paths[source]);
    const context = await searchContextOf(source, followed, asked);
    const scan = async () => scanForLogRow(question, await scanContextOf(source, followed, asked));
    const newer = context ? await findLogRow(question, context) : await scan();
    return newer === undefined ? {} : { newer };
  }

  /** Waits for the index: there is no other way to count. */
  async function waitForIndex(source: string, asked: Asked): Promise<{ followed: FollowedSource; context: SearchContext }> {
    const followed = sources.open(source, asked.paths[source]);
    const context = await searchContextOf(source, followed, asked);
    if (context) return { followed, context };
    await untilAborted(followed.refresh(), asked.signal);
    const afterwards = await searchContextOf(source, followed, asked);
    if (!afterwards) throw apiError("unavailable", "the logs cannot be searched on this machine; the host's log says why");
    return { followed, context: afterwards };
  }

  /** The question with the outages that it asks for. */
  const findSpans: <Q extends OutageQuestion>(input: Q, asked: Asked) => Promise<WithSpans<Q>> = (input, { paths, signal }) =>
    untilAborted(
      lookUp(input, () => sharedReaders.open(input.source, paths[input.source])),
      signal,
    );

  async function count<Q extends OutageQuestion, A extends object>(
    input: Q,
    asked: Asked,
    inIndex: (question: WithSpans<Q>, context: SearchContext) => Promise<A>,
  ): Promise<A & { index: LogIndex }> {
    const { followed, context } = await waitForIndex(input.source, asked);
    return { ...(await inIndex(await findSpans(input, asked), context)), index: followed.index() };
  }

  async function timelinesContextOf(source: string, { paths, signal }: Asked): Promise<TimelinesContext> {
    return { shared: await sharedReaders.open(source, paths[source]), now: Date.now(), signal };
  }

  /** What figures are read from. */
  async function figuresContextOf(source: string, asked: Asked): Promise<StatisticsContext> {
    const followed = sources.open(source, asked.paths[source]);
    return {
      ...(await timelinesContextOf(source, asked)),
      async countLines(question) {
        const context = await searchContextOf(source, followed, asked);
        return context && countLines(question, context);
      },
      index: followed.index,
    };
  }

  const alarmFolders = dataDirs.map((each) => join(each, "logs", "alarms"));
  const readFigures = async (input: ReportQuestion, asked: Asked) =>
    readReport(input, { ...(await figuresContextOf(OWN_LOGS, asked)), alarmFolders });

  /** Nobody waits for an index meanwhile. */
  function goFirst<T>(answer: Promise<T>): Promise<T> {
    scanning.add(answer);
    return answer.finally(() => scanning.delete(answer));
  }

  const calls: { [K in HistoryCall]: (input: HistoryInputs[K], asked: Asked) => Promise<unknown> } = {
    openLogs: ({ path }) => describeLogs(path),
    async closeLogs({ source }, { paths }) {
      if (source === OWN_LOGS) throw apiError("invalid_input", "this PC's own logs stay open");
      await sources.close(source, paths[source]);
      sharedReaders.close(source);
      return {};
    },
    async getLogIndex({ source }, { paths }) {
      return sources.open(source, paths[source]).index();
    },
    readLogPage: (input, asked) => goFirst(findSpans(input, asked).then((question) => readPage(question, asked))),
    readStatistics: (input, asked) => goFirst(figuresContextOf(input.source, asked).then((context) => readStatistics(input, context))),
    readReport: (input, asked) => goFirst(readFigures(input, asked)),
    async makeReport(input, asked): Promise<FilesMade> {
      // The figures do not wait for the index of lines; a report that is kept does, where there can be one.
      await waitForIndex(OWN_LOGS, asked).catch(() => undefined);
      return makeFiles(await readFigures(input, asked), input);
    },
    readAlarmHistory: (input, { signal }) =>
      goFirst(readAlarmHistory(input, { folder: join(dataDir, "logs", "alarms"), now: Date.now(), signal })),
    listOutages: (input, asked) => goFirst(timelinesContextOf(input.source, asked).then((context) => listOutages(input, context))),
    findPatterns: (input, asked) => goFirst(timelinesContextOf(input.source, asked).then((context) => findPatterns(input, context))),
    findSimilar: (input, asked) => goFirst(timelinesContextOf(OWN_LOGS, asked).then((context) => findSimilar(input, context))),
    summarizeLogs: (input, asked) => count(input, asked, summarizeIndex),
    groupLogs: (input, asked) => count(input, asked, groupIndex),
    async readLogContext({ source, at, count }, asked): Promise<LogContext> {
      const followed = sources.open(source, asked.paths[source]);
      const files = await scanContextOf(source, followed, asked);
      const found = await readContext({ at, count }, files, await searchContextOf(source, followed, asked));
      if (!found) throw apiError("invalid_input", "there is no such line");
      return found;
    },
    findLogRow: (input, asked) => goFirst(findSpans(input, asked).then((question) => findRow(question, asked))),
    async readLogLines({ source, at }, asked): Promise<LogLines> {
      const files = await sources.open(source, asked.paths[source]).files();
      return { lines: await lineReader.read(at, files, asked.signal) };
    },
  };

  return {
    ask: (call, input, asked) => (calls[call] as (input: unknown, asked: Asked) => Promise<unknown>)(input, asked),
    noteGrowth: sources.noteGrowth,
    close: sources.closeAll,
  };
}

function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason as Error);
    if (signal.aborted) return abort();
    signal.addEventListener("abort", abort);
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
