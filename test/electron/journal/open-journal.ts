import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { onTestFinished } from "vitest";
import { createJournal } from "../../../electron/journal/create-journal.ts";
import type { Journal, JournalLimits, JournalOptions } from "../../../electron/journal/types.ts";
import { makeTempDir } from "../../support/temp-dir.ts";

export const LIMITS: JournalLimits = {
  maxFileMegabytes: 64,
  compressAfterDays: 7,
  retentionDays: 90,
  maxTotalMegabytes: 2_048,
  minFreeMegabytes: 0,
};
export const ALL = { lines: 1_000_000, bytes: Number.MAX_SAFE_INTEGER };

export interface TestFolder {
  root: string;
  directory: string;
  quarantineDirectory: string;
  /** What the journal said to the administrator. */
  messages: string[];
  /** Opens the journal; the test's end closes it. */
  open(change?: Partial<Omit<JournalOptions, "limits">> & { limits?: Partial<JournalLimits> }): Promise<Journal>;
  /** The journal's files and what stands in each, compressed or not. */
  files(): Record<string, string>;
}

export function makeJournalFolder(root = makeTempDir()): TestFolder {
  const directory = join(root, "logs", "errors");
  const quarantineDirectory = join(root, "logs", "quarantine");
  const messages: string[] = [];
  return {
    root,
    directory,
    quarantineDirectory,
    messages,
    async open({ limits, ...change } = {}) {
      const journal = await createJournal({
        directory,
        quarantineDirectory,
        limits: () => ({ ...LIMITS, ...limits }),
        now: Date.now,
        log: (message) => messages.push(message),
        ...change,
      });
      onTestFinished(() => journal.close());
      return journal;
    },
    files() {
      const names = readdirSync(directory).filter((name) => !name.startsWith("."));
      return Object.fromEntries(names.map((name) => [name, readText(join(directory, name))]));
    },
  };
}

function readText(file: string): string {
  const bytes = readFileSync(file);
  return (file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString();
}

/** Resolves at the change with which the journal is as it should be. */
export function waitUntil(journal: Journal, isSo: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const check = () => {
      if (!isSo()) return;
      stop();
      resolve();
    };
    const stop = journal.onChange(check);
    check();
  });
}

export async function readTexts(journal: Journal): Promise<string[]> {
  return (await journal.read(journal.oldest(), ALL)).map(({ text }) => text);
}

export function numberedLines(count: number, first = 0): string[] {
  return Array.from({ length: count }, (_, i) => JSON.stringify({ n: first + i }));
}

/** Noon of a local date, which no change between summer and winter time reaches. */
export function noonOf(date: string): number {
  return new Date(`${date}T12:00:00`).getTime();
}
