import { dirname } from "node:path";
import { statSync } from "node:fs";
import { isMissing } from "../journal/disk-failure.ts";
import { findReaderInSddl, findWriterInSddl } from "./judge-sddl.ts";
import { readSddl } from "./read-sddl.ts";

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
 * there, and on Windows where nobody can say.
 */
export function findWriters(file: string, trusted: readonly number[]): string | undefined {
  for (const path of [file, dirname(file)]) {
    const problem = process.platform === "win32" ? findWindowsWriter(path, path !== file) : findUnixWriter(path, trusted);
    if (problem !== undefined) return `${path}: ${problem}`;
  }
  return undefined;
}

function findUnixWriter(path: string, trusted: readonly number[]): string | undefined {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats && judgeWriters(stats, trusted);
}

function findWindowsWriter(path: string, isFolder: boolean): string | undefined {
  try {
    const sddl = readSddl(path);
    return sddl === undefined ? undefined : findWriterInSddl(sddl, isFolder);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** Why a file with secrets is none: everybody may read or write it; what to do stands in brackets. Throws where there is no such file. */
export function findReaders(file: string): string | undefined {
  if (process.platform !== "win32")
    return (statSync(file).mode & 0o007) === 0 ? undefined : "may be read or written by everybody (chmod 0640)";
  const sddl = readSddl(file);
  const reader = sddl === undefined ? undefined : findReaderInSddl(sddl);
  return reader && `may be read by ${reader} (icacls FILE /inheritance:r /grant:r *S-1-5-18:F *S-1-5-32-544:F ACCOUNT:R)`;
}
