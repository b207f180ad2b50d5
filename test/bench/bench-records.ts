import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { makeRecord } from "../../electron/recorder/make-record.ts";
import { createJournal } from "../../electron/journal/create-journal.ts";
import type { Journal } from "../../electron/journal/types.ts";
import type { ErrorRecord } from "../../shared/record.ts";
import { DEFAULT_SETTINGS } from "../../shared/settings.ts";
import { makeUuidV7 } from "../../shared/uuid-v7.ts";
import { makeReport } from "../support/make-report.ts";

const CLIENT = { id: "0197c0de-0000-7000-8000-000000000001", version: "0.1.0", hostName: "bench" };

const PREFIX = makeUuidV7(Date.now(), randomBytes(10)).slice(0, 24);
let count = 0;

/** Ids in order; a million random ones would take longer than what is measured. */
function makeId(): string {
  return PREFIX + (count++).toString(16).padStart(12, "0");
}

/** A record as the recorder writes it, with an id of its own. */
export function makeBenchRecord(): ErrorRecord {
  const report = makeReport({ id: makeId() }, { serverError: '{"status":"error","error":"bad gateway"}' });
  const { reason, errorMessage } = report;
  return makeRecord(report, { client: CLIENT, privacy: DEFAULT_SETTINGS.privacy, reason, errorMessage, attempts: 1 });
}

/** Lines of so many records of one PC that differ in their ids. */
export function makeLines(count: number, clientId = CLIENT.id): string[] {
  const sample = makeBenchRecord();
  const [before, after] = JSON.stringify(sample).replace(CLIENT.id, clientId).split(sample.id) as [string, string];
  return Array.from({ length: count }, () => before + makeId() + after);
}

/** The journal of a data dir, as the host opens it. */
export function openBenchJournal(dataDir: string): Promise<Journal> {
  return createJournal({
    directory: join(dataDir, "logs", "mediamtx_errors"),
    quarantineDirectory: join(dataDir, "logs", "quarantine"),
    limits: () => DEFAULT_SETTINGS.logs,
    now: Date.now,
  });
}

const AT_ONCE = 5_000;

/** Puts records into a journal as fast as it takes them. */
export async function fillJournal(journal: Journal, count: number): Promise<void> {
  for (let left = count; left > 0; left -= AT_ONCE) await journal.append(makeLines(Math.min(AT_ONCE, left)));
}
