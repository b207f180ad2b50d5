import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LOG_INPUT_SCHEMAS } from "../../shared/log-search.ts";
import { monthWindow } from "../../shared/report-month.ts";
import { STATISTICS_INPUT_SCHEMAS } from "../../shared/statistics-api.ts";
import type { Statistics } from "../../shared/statistics-api.ts";
import { createAnswers } from "./answer-questions.ts";
import type { AnswersOptions } from "./answer-questions.ts";
import type { StreamsInSettings } from "./history-protocol.ts";

export interface MonthOptions extends Pick<AnswersOptions, "dataDir" | "others" | "readerProgram"> {
  /** `YYYY-MM`, local time. */
  month: string;
  settings: StreamsInSettings;
  log: (message: string) => void;
}

/**
 * What the report's screen shows of a month, of a data dir whose app may run: nothing is written there. With `others`, data dirs of other PCs,
 * it is what all of them know together; a collector's data dir is that by itself. Without `lines` where this machine
 * cannot count them; the log says why. Rejects for a month that lies ahead.
 */
export async function readMonth({ dataDir, others = [], readerProgram, month, settings, log }: MonthOptions): Promise<Statistics> {
  // The app has its own index for itself alone.
  const indexDirectory = await mkdtemp(join(tmpdir(), "mtx-watch-report-"));
  const answers = createAnswers({
    dataDir,
    others,
    indexDirectory,
    readerProgram,
    emit: (event) => event.kind === "log" && log(event.message),
  });
  const asked = { marks: { isOn: false, start: undefined, cursor: undefined }, paths: {}, signal: new AbortController().signal };
  try {
    const { from, to } = monthWindow(month);
    const window = { from: new Date(from).toISOString(), until: new Date(to).toISOString(), pieces: 0 };
    // The figures do not wait for the index, a summary does; where there can be none, the log has said so.
    await answers.ask("summarizeLogs", LOG_INPUT_SCHEMAS.summarizeLogs.parse({ facets: [], buckets: 0 }), asked).catch(() => undefined);
    const question = { ...STATISTICS_INPUT_SCHEMAS.readStatistics.parse(window), settings };
    return (await answers.ask("readStatistics", question, asked)) as Statistics;
  } finally {
    await answers.close();
    await rm(indexDirectory, { recursive: true, force: true });
  }
}
