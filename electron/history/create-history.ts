import { join } from "node:path";
import { ALARM_HISTORY_INPUT_SCHEMAS } from "../../shared/alarm-history-api.ts";
import type { AlarmHistoryApi } from "../../shared/alarm-history-api.ts";
import { METHOD_NAMES } from "../../shared/api-names.ts";
import type { MethodName, NotificationName, Notifications } from "../../shared/api-names.ts";
import { OWN_LOGS } from "../../shared/log-facets.ts";
import { LOG_INPUT_SCHEMAS } from "../../shared/log-search.ts";
import type { LogApi, LogSource, NoLogs } from "../../shared/log-api.ts";
import type { LogFilter } from "../../shared/log-search.ts";
import type { PatternsFound } from "../../shared/patterns/find-patterns.ts";
import type { Similar } from "../../shared/patterns/find-similar.ts";
import type { Report, ReportApi } from "../../shared/report/report-api.ts";
import { REPORT_INPUT_SCHEMAS } from "../../shared/report/report-api.ts";
import { PATTERN_QUESTION_SCHEMAS } from "../../shared/patterns-api.ts";
import type { PatternApi } from "../../shared/patterns-api.ts";
import type { Settings } from "../../shared/settings.ts";
import { STATISTICS_INPUT_SCHEMAS } from "../../shared/statistics-api.ts";
import type { OutageList, Statistics, StatisticsApi } from "../../shared/statistics-api.ts";
import { apiError } from "../api-error.ts";
import type { DeliveryMarks } from "./delivery-marks.ts";
import { createIgnoredPatterns } from "./ignored-patterns.ts";
import type { FilesMade, FilesQuestion, FromHistory, HistoryCall, HistoryChannel, StreamsInSettings } from "./history-protocol.ts";
import type { OpenedLogs } from "./opened-logs.ts";

export interface HistoryOptions {
  dataDir: string;
  /** Go when they are closed. */
  openedLogs: Pick<OpenedLogs, "isSent" | "remove">;
  /** Starts the history process. */
  start: () => HistoryChannel;
  marks: () => DeliveryMarks;
  settings: () => StreamsInSettings & Pick<Settings, "report" | "client">;
  notify: <N extends NotificationName>(name: N, payload: Notifications[N]) => void;
  log: (message: string) => void;
}

export type HistoryApi = LogApi & StatisticsApi & ReportApi & AlarmHistoryApi & PatternApi;

/** The host's end of the history process: started by the first question, and again when it has died. */
export interface History {
  api: HistoryApi;
  /** A month as files. */
  makeReport(options: Omit<FilesQuestion, "settings">): Promise<FilesMade>;
  /** The own journal has grown: whoever follows it wants to know. Starts nothing. */
  noteGrowth(): void;
  close(): void;
}

interface Pending {
  call: HistoryCall;
  input: unknown;
  /** A question that kills the process is not asked a third time. */
  attempts: number;
  resolve: (value: unknown) => void;
  reject: (error: Error) => void;
}

const MOST_ATTEMPTS = 2;
/** The journal grows with every record; who follows it looks a few times a second. */
const GROWTH_INTERVAL = 250;

export function createHistory({ dataDir, openedLogs, start, marks, settings, notify, log }: HistoryOptions): History {
  const ignoredPatterns = createIgnoredPatterns(join(dataDir, "ignored-patterns.json"), log);
  const pending = new Map<number, Pending>();
  /** Opened logs; several screens may have the same ones open. */
  const opened = new Map<string, { path: string; screens: number }>();
  let channel: HistoryChannel | undefined;
  let lastId = 0;
  let growth: NodeJS.Timeout | undefined;
  let isClosed = false;

  function connect(): HistoryChannel {
    const opened = start();
    opened.onMessage(receive);
    opened.onEnd(() => {
      if (channel !== opened) return;
      channel = undefined;
      if (!isClosed) askAgain();
    });
    opened.send({ kind: "configure", config: { dataDir } });
    return opened;
  }

  function receive(message: FromHistory): void {
    if (message.kind === "grew") return notify("logsGrew", { source: message.source, end: message.end });
    if (message.kind === "index") return notify("logIndexChanged", message.index);
    if (message.kind === "log") return log(message.message);
    const question = pending.get(message.id);
    pending.delete(message.id);
    if (message.kind === "answer") question?.resolve(message.value);
    else question?.reject(message.code === "internal" ? new Error(`history: ${message.message}`) : apiError(message.code, message.message));
  }

  function askAgain(): void {
    log(`history: its process has ended; ${pending.size} questions were open`);
    for (const [id, question] of pending) {
      if (question.attempts < MOST_ATTEMPTS) send(id, question);
      else {
        pending.delete(id);
        question.reject(apiError("unavailable", "the log search has failed twice; the host's log says more"));
      }
    }
  }

  function send(id: number, question: Pending): void {
    question.attempts++;
    channel ??= connect();
    const { call, input } = question;
    channel.send({
      kind: "ask",
      id,
      call,
      input,
      marks: marks(),
      paths: Object.fromEntries([...opened].map(([name, { path }]) => [name, path])),
    });
  }

  function ask(call: HistoryCall, input: unknown): Promise<unknown> {
    if (isClosed) return Promise.reject(apiError("unavailable", "the app is closing"));
    return new Promise((resolve, reject) => {
      const question = { call, input, attempts: 0, resolve, reject };
      pending.set(++lastId, question);
      send(lastId, question);
    });
  }

  /** Other PCs' streams are none of these, and planned work there is not known. */
  function streamSettings(source = OWN_LOGS): StreamsInSettings {
    if (source !== OWN_LOGS) return { servers: [], streams: [], maintenance: [] };
    const { servers, streams, maintenance } = settings();
    return { servers, streams, maintenance };
  }

  /** Which outages there were depends on the maintenance in the settings. */
  function addSettings(input: unknown): unknown {
    const { filter, source } = input as { filter?: LogFilter; source?: string };
    return filter?.outages ? { ...(input as object), settings: streamSettings(source) } : input;
  }

  const schemas = {
    ...LOG_INPUT_SCHEMAS,
    ...STATISTICS_INPUT_SCHEMAS,
    ...REPORT_INPUT_SCHEMAS,
    ...ALARM_HISTORY_INPUT_SCHEMAS,
    ...PATTERN_QUESTION_SCHEMAS,
  };
  const calls = METHOD_NAMES.filter((name): name is HistoryCall & MethodName => Object.hasOwn(schemas, name));
  const api = Object.fromEntries(calls.map((call) => [call, (input: unknown) => ask(call, addSettings(input))])) as unknown as HistoryApi;

  return {
    api: {
      ...api,
      async openLogs(input) {
        const found = (await ask("openLogs", input)) as LogSource | NoLogs;
        if ("empty" in found) return found;
        // What a page has sent stays open while another screen is shown, and is opened anew by the viewer that returns: it closes it once.
        const before = openedLogs.isSent(found.path) ? 0 : (opened.get(found.source)?.screens ?? 0);
        opened.set(found.source, { path: found.path, screens: before + 1 });
        return found;
      },
      async closeLogs(input) {
        const known = opened.get(input.source);
        if (known && --known.screens > 0) return {};
        const closed = ask("closeLogs", input);
        opened.delete(input.source); // before it is awaited: somebody may open them meanwhile
        await closed;
        if (known && !opened.has(input.source)) await openedLogs.remove(known.path);
        return {};
      },
      readStatistics: (input) => ask("readStatistics", { ...input, settings: streamSettings(input.source) }) as Promise<Statistics>,
      listOutages: (input) => ask("listOutages", { ...input, settings: streamSettings(input.source) }) as Promise<OutageList>,
      readReport: (input) =>
        ask("readReport", { ...input, settings: { ...streamSettings(), report: settings().report } }) as Promise<Report>,
      async findPatterns(input) {
        const found = (await ask("findPatterns", { ...input, settings: streamSettings(input.source) })) as PatternsFound;
        return ignoredPatterns.divide(found);
      },
      findSimilar: (input) => ask("findSimilar", { ...input, settings: streamSettings() }) as Promise<Similar>,
      ignorePattern: ignoredPatterns.ignore,
    },
    makeReport(options) {
      const { report, client } = settings();
      return ask("makeReport", { ...options, settings: { ...streamSettings(), report, client } }) as Promise<FilesMade>;
    },
    noteGrowth() {
      if (!channel) return;
      growth ??= setTimeout(() => {
        growth = undefined;
        channel?.send({ kind: "grown" });
      }, GROWTH_INTERVAL).unref();
    },
    close() {
      isClosed = true;
      clearTimeout(growth);
      channel?.kill();
      for (const { reject } of pending.values()) reject(apiError("unavailable", "the app is closing"));
      pending.clear();
    },
  };
}
