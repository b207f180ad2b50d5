import { join } from "node:path";
import { lockFolder } from "../journal/lock-folder.ts";

export interface OwnPlace {
  /** Where this app's files go. */
  dataDir: string;
  /** Of the second user: the settings of all; undefined for the first. */
  configFile?: string;
}

/**
 * Of several users who are logged in at once, each by an app of his own, one writes to the data dir and each of the others to a folder in it
 * (spec section 3): one process writes to a journal. Whoever comes later has journal, cursors and windows of his own, and the settings of all.
 * `user`: the folder's name. A place that is taken, too, is found out when it is opened.
 */
export async function findOwnPlace(dataDir: string, user: string): Promise<OwnPlace> {
  if (await isFree(dataDir)) return { dataDir };
  return { dataDir: join(dataDir, "users", user), configFile: join(dataDir, "settings.json") };
}

async function isFree(dataDir: string): Promise<boolean> {
  try {
    const unlock = await lockFolder(join(dataDir, "logs", "mediamtx_errors"));
    await unlock();
    return true;
  } catch {
    return false;
  }
}
