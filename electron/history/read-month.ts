import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LOG_INPUT_SCHEMAS } from "../../shared/log-search.ts";
import type { Report } from "../../shared/report/report-api.ts";
import { createAnswers } from "./answer-questions.ts";
import type { AnswersOptions } from "./answer-questions.ts";
import type { ReportQuestion } from "./history-protocol.ts";

export interface MonthOptions
  extends Pick<AnswersOptions, "dataDir" | "others" | "readerProgram">, Pick<ReportQuestion, "month" | "settings"> {
  log: (message: string) => void;
}

/**
 * What the report's screen shows of a month, of a data dir whose app may run: nothing is written there. With `others`, data dirs of other PCs,
 * it is what all of them know together; a collector's data dir is that by itself. Without `lines` where this machine
 * cannot count them; the log says why. Rejects for a month that lies ahead.
 */
export async function readMonth({ dataDir, others = [], readerProgram, month, settings, log }: MonthOptions): Promise<Report> {
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
    // The figures do not wait for the index, a summary does; where there can be none, the log has said so.
    await answers.ask("summarizeLogs", LOG_INPUT_SCHEMAS.summarizeLogs.parse({ facets: [], buckets: 0 }), asked).catch(() => undefined);
    return (await answers.ask("readReport", { month, settings }, asked)) as Report;
  } finally {
    await answers.close();
    await rm(indexDirectory, { recursive: true, force: true });
  }
}
