import { join } from "node:path";
import { forkHistory } from "../../electron/history/fork-history.ts";
import type { HistoryChannel } from "../../electron/history/history-protocol.ts";

/** The history process, from source. */
export function startTestHistory(): HistoryChannel {
  return forkHistory(join(import.meta.dirname, "history-program.ts"));
}
