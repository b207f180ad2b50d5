import { join } from "node:path";
import { onTestFinished } from "vitest";
import { auditDirectoryOf, openAudit } from "../../../electron/audit/open-audit.ts";
import type { Audit } from "../../../electron/audit/open-audit.ts";
import { readAuditFiles } from "../../../electron/audit/read-audit-files.ts";
import { DEFAULT_SETTINGS } from "../../../shared/settings.ts";
import { makeTempDir } from "../../support/temp-dir.ts";

/** A data dir whose audit log can be opened again and again, as by one start of the app after the other. */
export function makeAuditFolder(dataDir = makeTempDir()) {
  const messages: string[] = [];
  const directory = auditDirectoryOf(dataDir);
  return {
    dataDir,
    directory,
    messages,
    async open({ now = Date.now, logs = {} }: { now?: () => number; logs?: object } = {}): Promise<Audit> {
      const audit = await openAudit({
        dataDir,
        version: "1.2.3",
        now,
        settings: () => ({ ...DEFAULT_SETTINGS, logs: { ...DEFAULT_SETTINGS.logs, ...logs } }),
        client: () => ({ id: "pc", version: "1.2.3" }),
        log: (message) => messages.push(message),
      });
      onTestFinished(() => audit.close());
      return audit;
    },
    /** Every line, oldest first. */
    async lines(): Promise<string[]> {
      const texts: string[] = [];
      await readAuditFiles(directory, ({ text }) => texts.push(text));
      return texts;
    },
    pathOf: (file: string) => join(directory, file),
  };
}
