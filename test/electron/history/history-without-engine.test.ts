import { cpSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createHistory } from "../../../electron/history/create-history.ts";
import { forkHistory } from "../../../electron/history/fork-history.ts";
import type { LogIndex, LogPage } from "../../../shared/log-search.ts";
import { LOG_INPUT_SCHEMAS } from "../../../shared/log-search.ts";
import { makeTempDir } from "../../support/temp-dir.ts";
import { writeLog } from "./history-desk.ts";
import { makeLogLines } from "./make-log-lines.ts";

const root = join(import.meta.dirname, "../../..");

test("where DuckDB cannot be loaded, pages and contexts are still read, and the rest says so", async () => {
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
    start: () => forkHistory(join(program, "electron", "history.ts")),
    marks: () => ({ isOn: false, start: undefined, cursor: undefined }),
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
  expect(said.join()).toContain("cannot load DuckDB");
  expect([...states]).toEqual(["unavailable"]);
});
