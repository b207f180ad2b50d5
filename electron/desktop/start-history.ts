import type { UtilityProcess, utilityProcess } from "electron";
import { HEAP_FLAGS } from "../history/heap-flags.ts";
import type { FromHistory, HistoryChannel } from "../history/history-protocol.ts";

/** The history process in Electron; `program` is its entry. */
export function startHistory(electron: typeof utilityProcess, program: string): HistoryChannel {
  const child: UtilityProcess = electron.fork(program, [], { serviceName: "MTX Watch history", execArgv: HEAP_FLAGS });
  return {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port, not a window
    send: (message) => child.postMessage(message),
    onMessage: (listener) => void child.on("message", (message: FromHistory) => listener(message)),
    onEnd: (listener) => void child.once("exit", listener),
    kill: () => void child.kill(),
  };
}
