import { dirname } from "node:path";
import { statSync } from "node:fs";

export interface Ownership {
  /** Bits of `chmod`. */
  mode: number;
  uid: number;
  gid: number;
}

/** Who besides the owners that are trusted may write a file or a folder on Linux; undefined: nobody. */
export function judgeWriters({ mode, uid, gid }: Ownership, trusted: readonly number[]): string | undefined {
  if (!trusted.includes(uid)) return `it belongs to the user ${uid}, not to root`;
  if ((mode & 0o002) !== 0) return "everybody may write it";
  if ((mode & 0o020) !== 0 && gid !== 0) return `the group ${gid} may write it`;
  return undefined;
}

/**
 * Why a file of the administrator's cannot be one: an ordinary user may write it, or put another in its place. Undefined where it is not
 * there, and on Windows, where %ProgramData% lets users make files of their own only.
 */
export function findWriters(file: string, trusted: readonly number[]): string | undefined {
  if (process.platform === "win32") return undefined;
  for (const path of [file, dirname(file)]) {
    const stats = statSync(path, { throwIfNoEntry: false });
    const problem = stats && judgeWriters(stats, trusted);
    if (problem !== undefined) return `${path}: ${problem}`;
  }
  return undefined;
}
