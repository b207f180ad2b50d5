import type { ControlRoomApi } from "../shared/api-names.ts";
import type { Settings } from "../shared/settings.ts";
import { basename } from "node:path";
import type { Audit } from "./audit/open-audit.ts";
import { apiError } from "./api-error.ts";
import type { DesktopShell } from "./control-room-types.ts";
import { writeFileAtomically } from "./journal/write-file-atomically.ts";

export interface ShellCallsOptions {
  shell: DesktopShell | undefined;
  /** The one folder that is shown: a page names none. */
  logsDirectory: string;
  language: () => Settings["language"];
  audit: Pick<Audit, "write">;
}

/** The calls that need a desktop. */
export function createShellCalls({
  shell,
  logsDirectory,
  language,
  audit,
}: ShellCallsOptions): Pick<ControlRoomApi, "openLogFolder" | "chooseLogs" | "saveReportPdf"> {
  const needShell = (): DesktopShell => {
    if (!shell) throw apiError("unavailable", "only the desktop app can do this");
    return shell;
  };
  return {
    async openLogFolder() {
      await needShell().showFolder(logsDirectory);
      return {};
    },
    async chooseLogs({ kind }) {
      return { paths: await needShell().chooseLogs(kind, language()) };
    },
    async saveReportPdf({ name }) {
      const printed = await needShell().printPdf(name, language());
      if (!printed) return {};
      const { file, content } = printed;
      await writeFileAtomically(file, content).catch((error: Error) => {
        throw apiError("unavailable", error.message);
      });
      await audit.write({ event: "exported", what: { kind: "report", file: basename(file) } });
      return { file };
    },
  };
}
