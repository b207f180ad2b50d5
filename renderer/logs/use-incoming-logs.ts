import { useEffect, useRef, useState } from "react";
import { useHostClient } from "../api/api-context.tsx";
import { useSayError } from "../api/use-say-error.ts";
import { isLogName, shortenNames } from "./incoming-logs.ts";
import type { IncomingLogs, NamedFile } from "./incoming-logs.ts";
import { sendLogs } from "./send-logs.ts";

/** How far it is: `leftOut` files are no logs. */
export type IncomingState =
  | { phase: "idle" }
  | { phase: "sending"; share: number }
  | { phase: "open"; leftOut: number }
  | { phase: "none" }
  | { phase: "failed"; error: string };

export interface IncomingLogsHandle {
  state: IncomingState;
  take: (incoming: IncomingLogs) => void;
  /** Ends what is under way; the message goes. */
  dismiss: () => void;
}

/** Makes a folder, as the viewer's address names it, of what was chosen or dropped. */
export function useIncomingLogs(onOpen: (folder: string) => void): IncomingLogsHandle {
  const { bridge } = useHostClient();
  const sayError = useSayError();
  const [state, setState] = useState<IncomingState>({ phase: "idle" });
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);

  async function findFolder(files: readonly NamedFile[], signal: AbortSignal): Promise<string> {
    if (bridge.pathOf) return files.map(({ file }) => bridge.pathOf!(file)).join("\n");
    if (!bridge.sendLogPart) throw new Error("this host takes no files");
    const total = Math.max(
      1,
      files.reduce((sum, { file }) => sum + file.size, 0),
    );
    setState({ phase: "sending", share: 0 });
    return sendLogs(shortenNames(files), {
      send: bridge.sendLogPart,
      discard: (id) => void bridge.discardLogs?.(id), // a host that is gone keeps nothing beyond its next start
      onProgress: (bytes) => !signal.aborted && setState({ phase: "sending", share: bytes / total }),
      signal,
    });
  }

  async function open(files: readonly NamedFile[]): Promise<void> {
    running.current?.abort();
    const { signal } = (running.current = new AbortController());
    const logs = files.filter(({ name, isFolder }) => isFolder === true || isLogName(name));
    if (logs.length === 0) return setState({ phase: "none" });
    try {
      const folder = await findFolder(logs, signal);
      if (signal.aborted) return;
      setState({ phase: "open", leftOut: files.length - logs.length });
      onOpen(folder);
    } catch (error) {
      if (!signal.aborted) setState({ phase: "failed", error: sayError(error) });
    }
  }

  return {
    state,
    take(incoming) {
      if ("files" in incoming) void open(incoming.files);
      else onOpen(incoming.paths.join("\n"));
    },
    dismiss() {
      running.current?.abort();
      setState({ phase: "idle" });
    },
  };
}
