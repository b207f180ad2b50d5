import { accessSync, constants } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/**
 * Where the files go when no --data-dir is given (spec section 3): the per-machine folder that an installer made for all shifts of a
 * shared PC, else this user's local folder. Never a roaming profile.
 */
export function defaultDataDir(platform: NodeJS.Platform = process.platform, env: NodeJS.ProcessEnv = process.env): string {
  const shared = platform === "win32" ? join(env.ProgramData ?? "C:\\ProgramData", "MTX Watch", "data") : "/var/lib/mtx-watch";
  if (isWritable(shared)) return shared;
  if (platform === "win32") return join(env.LOCALAPPDATA ?? join(homedir(), "AppData", "Local"), "MTX Watch");
  return join(env.XDG_STATE_HOME || join(homedir(), ".local", "state"), "mtx-watch");
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
