import { userInfo } from "node:os";
import { join } from "node:path";
import type { AuditApi } from "../../shared/audit-api.ts";
import type { AuditLine } from "../../shared/audit/audit-entry.ts";
import type { ClientIdentity } from "../../shared/record.ts";
import type { Settings } from "../../shared/settings.ts";
import { openKeptJournal } from "../journal/open-kept-journal.ts";
import type { Journal } from "../journal/types.ts";
import { createAuditCalls } from "./audit-calls.ts";
import { createAuditWriter } from "./create-audit-writer.ts";
import type { AuditWriter } from "./create-audit-writer.ts";
import { readSealed } from "./seal-line.ts";

export interface AuditOptions {
  dataDir: string;
  version: string;
  settings: () => Pick<Settings, "logs" | "privacy">;
  client: () => ClientIdentity;
  /** Who is on duty. */
  operator?: () => string | undefined;
  now: () => number;
  log: (message: string) => void;
}

export interface Audit extends Pick<AuditWriter, "write" | "flush" | "close">, Pick<Journal, "maintain"> {
  api: AuditApi;
}

export function auditDirectoryOf(dataDir: string): string {
  return join(dataDir, "logs", "audit");
}

/** Where the chain's last hash is kept. */
export function auditHeadFileOf(dataDir: string): string {
  return join(dataDir, "cursors", "audit-head");
}

/** Opens the audit log. Whoever opens it has the lock of the data dir. */
export async function openAudit({ dataDir, version, settings, now, log, ...options }: AuditOptions): Promise<Audit> {
  const directory = auditDirectoryOf(dataDir);
  const logs = () => settings().logs;
  const journal: Journal = await openKeptJournal({
    directory,
    quarantineDirectory: join(dataDir, "logs", "quarantine"),
    now,
    log,
    logs,
    retentionDays: () => logs().auditRetentionDays,
    beforeDelete: noteDeletion,
  });
  const headFile = auditHeadFileOf(dataDir);
  const writer = createAuditWriter({ journal, headFile, now, account: readAccount(), client, operator: options.operator, version, log });

  function client(): AuditLine["client"] {
    const { version: _version, hostName, ...named } = options.client();
    return settings().privacy.hostName && hostName !== undefined ? { ...named, hostName } : named;
  }

  /** What then is the first line names a hash that no line has any more: that this is so by rights has to stand in the chain. */
  async function noteDeletion(file: string, next: string): Promise<void> {
    const [first] = await journal.read({ segment: next, offset: 0 }, { lines: 1, bytes: 1 });
    const anchor = readSealed(first?.text ?? "")?.prev;
    if (anchor === undefined) return;
    if (!(await writer.write({ event: "files_deleted", what: { file, anchor } }))) throw new Error("the audit log is closed");
  }

  const { write, flush, close } = writer;
  return { write, flush, close, maintain: journal.maintain, api: createAuditCalls({ journal, directory, writer }) };
}

function readAccount(): string {
  try {
    return userInfo().username;
  } catch {
    return ""; // a user id without a name, as in a container
  }
}
