import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createCursor } from "../../electron/journal/create-cursor.ts";
import { createJournal } from "../../electron/journal/create-journal.ts";
import type { ErrorRecord } from "../../shared/record.ts";
import { DEFAULT_SETTINGS } from "../../shared/settings.ts";
import { makeTempDir } from "./temp-dir.ts";
import { makeRecords } from "../electron/delivery/make-record.ts";

export const OLD_CLIENT = "0197c0de-0000-7000-8000-00000000c11e";

export interface RescuedDir {
  dataDir: string;
  /** What central has not got. */
  waiting: ErrorRecord[];
}

/** The data dir of a PC that is no more: its first ten records are delivered, the last line is torn. */
export async function makeRescuedDir(count: number, settings: object = {}, { hasCursor = true } = {}): Promise<RescuedDir> {
  const dataDir = makeTempDir();
  const journal = await createJournal({
    directory: join(dataDir, "logs", "mediamtx_errors"),
    quarantineDirectory: join(dataDir, "logs", "quarantine"),
    limits: () => DEFAULT_SETTINGS.logs,
    now: () => Date.parse("2026-10-03T12:00:00"),
  });
  await journal.append(makeRecords(10).map((record) => JSON.stringify(record)));
  if (hasCursor) {
    const cursor = createCursor({ directory: join(dataDir, "cursors"), name: "central" });
    cursor.save(journal.end());
    await cursor.flush();
  }
  const waiting = makeRecords(count);
  await journal.append(waiting.map((record) => JSON.stringify(record)));
  await journal.close();
  writeFileSync(join(dataDir, "logs", "mediamtx_errors", "2026-10-03.jsonl"), '{"timestamp":"2026-1', { flag: "a" });
  writeFileSync(join(dataDir, "client-id"), JSON.stringify({ id: OLD_CLIENT, machine: "another" }));
  writeFileSync(join(dataDir, "settings.json"), JSON.stringify(settings));
  return { dataDir, waiting };
}

/** Path and contents of every file but those that a delivery may write. */
export function listContents(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1)).toSorted();
  return paths
    .filter((path) => !/^(cursors|logs.rejected)\W/.test(path))
    .map((path) => `${path} ${createHash("sha256").update(readFileSync(join(folder, path))).digest("hex")}`); // prettier-ignore
}
