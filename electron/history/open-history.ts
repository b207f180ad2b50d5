import type { Settings } from "../../shared/settings.ts";
import { createHistory } from "./create-history.ts";
import type { History, HistoryOptions } from "./create-history.ts";
import { createOpenedLogs } from "./opened-logs.ts";
import type { OpenedLogs } from "./opened-logs.ts";

export interface OpenHistoryOptions extends Omit<HistoryOptions, "openedLogs" | "settings"> {
  settings: () => Settings;
}

/** The search over the logs, and the logs of other PCs that a page brings; those of an earlier run are removed. */
export async function openHistory(options: OpenHistoryOptions): Promise<History & { openedLogs: OpenedLogs }> {
  const { dataDir, settings, log } = options;
  const openedLogs = createOpenedLogs({ dataDir, limits: () => settings().logs });
  await openedLogs.clear().catch((error: unknown) => log(`logs of an earlier run were not removed: ${String(error)}`));
  return { ...createHistory({ ...options, openedLogs }), openedLogs };
}
