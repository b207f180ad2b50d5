import { useEffect, useState } from "react";
import { useHostClient } from "../api/api-context.tsx";
import { pickFiles } from "../api/pick-files.ts";
import { nameFiles } from "../logs/incoming-logs.ts";
import type { IncomingLogs } from "../logs/incoming-logs.ts";
import type { CommandActions } from "./use-command-sources.ts";
import { useSayError } from "../api/use-say-error.ts";

export interface LogCommands {
  actions: Pick<CommandActions, "chooseLogFiles" | "chooseLogFolder" | "openLogFolder">;
  /** Chosen logs that the viewer has not taken yet. */
  incoming: IncomingLogs | undefined;
  taken: () => void;
  /** Why the host could not show its folder or dialog. */
  problem: string | undefined;
  dismiss: () => void;
}

/** The File menu. `hasShell`: the host has the system's own dialogs; else the browser's are shown. */
export function useLogCommands({ hasShell, showLogs }: { hasShell: boolean; showLogs: () => void }): LogCommands {
  const { api } = useHostClient();
  const sayError = useSayError();
  const [incoming, setIncoming] = useState<IncomingLogs>();
  const [problem, setProblem] = useState<string>();
  const [taken] = useState(() => () => setIncoming(undefined));
  useEffect(leaveNoPage, []);

  async function choose(kind: "files" | "folder"): Promise<void> {
    const chosen = hasShell ? await api.chooseLogs({ kind }) : { files: nameFiles(await pickFiles(kind, ".jsonl,.gz")) };
    if (("paths" in chosen ? chosen.paths : chosen.files).length === 0) return;
    setIncoming(chosen);
    showLogs();
  }

  const run = (action: () => Promise<unknown>) => () => {
    setProblem(undefined);
    action().catch((error: unknown) => setProblem(sayError(error)));
  };
  return {
    actions: {
      chooseLogFiles: run(() => choose("files")),
      chooseLogFolder: run(() => choose("folder")),
      openLogFolder: run(() => api.openLogFolder({})),
    },
    incoming,
    taken,
    problem,
    dismiss: () => setProblem(undefined),
  };
}

/** A browser shows a file that is dropped beside the viewer in the page's place: the wall would be gone. */
function leaveNoPage(): () => void {
  const refuse = (event: DragEvent): void => {
    if (event.defaultPrevented || !event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "none";
  };
  window.addEventListener("dragover", refuse);
  window.addEventListener("drop", refuse);
  return () => {
    window.removeEventListener("dragover", refuse);
    window.removeEventListener("drop", refuse);
  };
}
