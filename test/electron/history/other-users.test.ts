import { join } from "node:path";
import { expect, test } from "vitest";
import { makeReport } from "../../support/make-report.ts";
import { makeTempDir } from "../../support/temp-dir.ts";
import { openDesk, writeLog } from "./history-desk.ts";

const FILE = "2026-01-08.jsonl";
const record = (fields: object) => JSON.stringify({ ...makeReport(), errorType: "unknown", ...fields });

test("other users' journals stand beside the own one", async () => {
  const desk = openDesk();
  writeLog(join(desk.logs, FILE), [record({ streamId: "mine" })]);
  writeLog(join(desk.dataDir, "users", "anna", "logs", "mediamtx_errors", FILE), [record({ streamId: "hers" })]);
  await desk.api.summarizeLogs({});
  const { rows } = await desk.api.readLogPage({ order: "oldestFirst" });
  expect(rows.map(({ at, fields }) => [at.file, fields?.stream])).toEqual([
    [FILE, "mine"],
    [`anna/${FILE}`, "hers"],
  ]);
});

test("another user sees the first one's journal, and all others'", async () => {
  const first = makeTempDir();
  const journalOf = (...user: string[]) => join(first, ...user, "logs", "mediamtx_errors");
  const anna = join(first, "users", "anna");
  writeLog(join(journalOf(), FILE), [record({ streamId: "the first's" })]);
  for (const user of ["anna", "bora"]) writeLog(join(journalOf("users", user), FILE), [record({ streamId: user })]);
  const desk = openDesk({ dataDir: anna });
  await desk.api.summarizeLogs({});
  const { rows } = await desk.api.readLogPage({ order: "oldestFirst" });
  expect(rows.map(({ at, fields }) => [at.file, fields?.stream])).toEqual([
    [FILE, "anna"],
    [`../${FILE}`, "the first's"],
    [`bora/${FILE}`, "bora"],
  ]);
});
