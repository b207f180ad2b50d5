import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { BY_ITSELF } from "../../shared/audit/audit-entry.ts";
import type { AppStarted, AuditEntry, AuditLine } from "../../shared/audit/audit-entry.ts";
import { makeUuidV7 } from "../../shared/uuid-v7.ts";
import type { Journal } from "../journal/types.ts";
import { writeFileAtomically } from "../journal/write-file-atomically.ts";
import { GENESIS, readSealed, sealLine } from "./seal-line.ts";

export interface AuditWriterOptions {
  /** Closed with the writer. */
  journal: Journal;
  /** Holds the chain's last hash, apart from the chain: a cut end, or a folder that is gone, is noticed. */
  headFile: string;
  now: () => number;
  /** Of the system. */
  account: string;
  client: () => AuditLine["client"];
  /** Who is on duty. */
  operator?: (() => string | undefined) | undefined;
  version: string;
  log: (message: string) => void;
}

/** Adds lines to the chain; nothing of it is ever changed. */
export interface AuditWriter {
  /**
   * Resolves when the line is on disk, or waits in memory because the disk refuses: what it is about must not wait for that. Never rejects;
   * false when the line was dropped.
   */
  write(entry: AuditEntry): Promise<boolean>;
  /** Hash of the last line on disk; undefined while there is none. */
  head(): string | undefined;
  /** Resolves when everything is on disk. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

/** Among so many of the newest lines the kept hash is looked for: it is at most some lines behind. */
const LOOKED_AT = 1_000;

export function createAuditWriter(options: AuditWriterOptions): AuditWriter {
  const { journal, headFile, now, account, client, operator, version, log } = options;
  let last = GENESIS;
  let durable: string | undefined;
  let keeping: Promise<void> | undefined;
  const startedAt = now();
  const begun = begin();

  /** The chain goes on behind the last sound line. */
  async function begin(): Promise<AppStarted> {
    const kept = await readHead(headFile);
    const newest = await journal.readNewest(LOOKED_AT).catch(() => []);
    const sealed = newest.map(({ text }) => readSealed(text)).filter((line) => line?.isSound);
    const [newestSound] = sealed;
    last = newestSound?.hash ?? GENESIS;
    durable = newestSound?.hash;
    const isThere = kept === undefined || sealed.some((line) => line?.hash === kept);
    if (!isThere) log(`audit: lines are missing: none has the hash ${kept}`);
    const before = newestSound === undefined ? "none" : newestSound.value.event === "app_ended" ? "ended" : "cut_off";
    return { version, before, ...(isThere ? {} : { lost: kept }) };
  }

  /** The time is the call's; the order that of the calls, since each waits for the same beginning. */
  async function append(entry: AuditEntry, at = now(), by = nameDoer(entry)): Promise<boolean> {
    await begun;
    return put(entry, at, by);
  }

  function nameDoer(entry: AuditEntry): string | undefined {
    if ("by" in entry && entry.by !== undefined) return entry.by;
    return BY_ITSELF.includes(entry.event) ? undefined : operator?.();
  }

  /** False: dropped, by a journal that is closed or by its full memory. */
  async function put({ event, what }: AuditEntry, at: number, by?: string): Promise<boolean> {
    const head = { timestamp: new Date(at).toISOString(), id: makeUuidV7(at, randomBytes(10)), event };
    const { text, hash } = sealLine({ ...head, ...(by !== undefined && { by }), account, what, client: client() }, last);
    last = hash;
    try {
      await journal.append([text]);
    } catch (error) {
      log(`audit: a line (${event}) was not written: ${(error as Error).message}`);
      return false;
    }
    durable = hash;
    keeping ??= keepHead().finally(() => (keeping = undefined));
    return true;
  }

  async function keepHead(): Promise<void> {
    let kept: string | undefined;
    while (kept !== durable) {
      kept = durable;
      await writeFileAtomically(headFile, `${kept}\n`).catch(() => undefined); // an older one says less, and nothing that is false
    }
  }

  function untilRefused(writing: Promise<boolean>): Promise<boolean> {
    return new Promise((resolve) => {
      const look = (): void => void (journal.status().state === "failing" && end(true));
      const stop = journal.onChange(look);
      function end(isTaken: boolean): void {
        stop();
        resolve(isTaken);
      }
      void writing.then(end);
      look();
    });
  }

  void begun.then((what) => put({ event: "app_started", what }, startedAt));
  return {
    write: (entry) => untilRefused(append(entry)),
    head: () => durable,
    async flush() {
      await begun;
      await journal.append([]);
      await keeping;
    },
    async close() {
      await begun;
      void put({ event: "app_ended", what: { version } }, now());
      await journal.close();
      await keeping;
    },
  };
}

async function readHead(file: string): Promise<string | undefined> {
  const text = await readFile(file, "utf8").catch(() => "");
  return /^[0-9a-f]{64}$/.exec(text.trim())?.[0];
}
