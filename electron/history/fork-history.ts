import { fork } from "node:child_process";
import { HEAP_FLAGS } from "./heap-flags.ts";
import type { FromHistory, HistoryChannel } from "./history-protocol.ts";

/** The history process in plain Node; `program` is its entry. What it says on its own goes where the host's own words go. */
export function forkHistory(program: string): HistoryChannel & { pid: number | undefined } {
  const child = fork(program, [], {
    execArgv: [...process.execArgv, ...HEAP_FLAGS],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  let onEnd = (): void => {};
  child.once("exit", () => onEnd());
  child.once("error", () => onEnd());
  return {
    pid: child.pid,
    send(message) {
      if (child.connected) child.send(message, () => {}); // one that dies meanwhile is noticed by its end
    },
    onMessage: (listener) => void child.on("message", (message) => listener(message as FromHistory)),
    onEnd: (listener) => void (onEnd = listener),
    kill: () => void child.kill("SIGKILL"), // it holds nothing that cannot be made anew
  };
}
