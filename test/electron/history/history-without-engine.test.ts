import { cpSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createHistory } from "../../../electron/history/create-history.ts";
import { createOpenedLogs } from "../../../electron/history/opened-logs.ts";
import { forkHistory } from "../../../electron/history/fork-history.ts";
import type { LogIndex, LogPage } from "../../../shared/log-api.ts";
import { LOG_INPUT_SCHEMAS } from "../../../shared/log-search.ts";
import { DEFAULT_SETTINGS } from "../../../shared/settings.ts";
import { STATISTICS_INPUT_SCHEMAS } from "../../../shared/statistics-api.ts";
import { makeTempDir } from "../../support/temp-dir.ts";
import { writeLog } from "./history-desk.ts";
import { makeLogLines } from "./make-log-lines.ts";

const root = join(import.meta.dirname, "../../..");

test("where DuckDB cannot be loaded, pages, contexts and figures are still to be had, and the rest says so", async () => {
  // A copy of the program where that package is not installed.
  const program = makeTempDir();
  for (const folder of ["electron", "shared"]) cpSync(join(root, folder), join(program, folder), { recursive: true });
  mkdirSync(join(program, "node_modules"));
  symlinkSync(join(root, "node_modules", "zod"), join(program, "node_modules", "zod"), "junction");
  const dataDir = makeTempDir();
  writeLog(join(dataDir, "logs", "mediamtx_errors", "2026-01-08.jsonl"), makeLogLines(300, 1));
  const said: string[] = [];
  const states = new Set<string>();
  const { api, close } = createHistory({
    dataDir,
    openedLogs: createOpenedLogs({ dataDir, limits: () => DEFAULT_SETTINGS.logs }),
    start: () => forkHistory(join(program, "electron", "history.ts")),
    marks: () => ({ isOn: false, start: undefined, cursor: undefined }),
    settings: () => DEFAULT_SETTINGS,
    notify: (name, payload) => void (name === "logIndexChanged" && states.add((payload as LogIndex).state)),
    log: (message) => void said.push(message),
  });
  onTestFinished(close);
  const { readLogPage, summarizeLogs, readLogContext } = LOG_INPUT_SCHEMAS;
  await expect(api.summarizeLogs(summarizeLogs.parse({}))).rejects.toMatchObject({ code: "unavailable" });
  await expect(api.groupLogs(LOG_INPUT_SCHEMAS.groupLogs.parse({}))).rejects.toMatchObject({ code: "unavailable" });
  const page: LogPage = await api.readLogPage(readLogPage.parse({ filter: { text: "publishing" }, limit: 20 }));
  expect(page).toMatchObject({ isEnd: false, index: { state: "unavailable" } });
  expect(page.rows).toHaveLength(20);
  expect((await api.readLogContext(readLogContext.parse({ at: page.rows[3]!.at, count: 2 }))).rows).toHaveLength(5);
  expect(await api.findLogRow(LOG_INPUT_SCHEMAS.findLogRow.parse({ filter: { text: "publishing" }, at: page.rows[7]!.at }))).toEqual({
    newer: 7,
  });
  const day = { from: "2026-01-08T00:00:00Z", until: "2026-01-09T00:00:00Z" };
  const statistics = await api.readStatistics(STATISTICS_INPUT_SCHEMAS.readStatistics.parse(day));
  expect(statistics).toMatchObject({ whole: { incidents: 0 }, index: { state: "unavailable" } });
  expect(statistics.lines).toBeUndefined();
  expect(said.join()).toContain("cannot load DuckDB");
  expect([...states]).toEqual(["unavailable"]);
});
