import { readFileSync, statSync } from "node:fs";
import { withoutMark } from "../../shared/without-mark.ts";
import { findReaders } from "../settings/judge-writers.ts";

export type PrivateFile = { kind: "read"; text: string } | { kind: "missing" } | { kind: "refused"; problem: string };

/** No file of an administrator's is larger. */
const MOST_BYTES = 1024 * 1024;

/** A file with secrets, UTF-8. One that everybody may read or write is refused, as a secrets file is. `problem` quotes nothing of it. */
export function readPrivateFile(file: string): PrivateFile {
  try {
    const readers = findReaders(file);
    if (readers !== undefined) return { kind: "refused", problem: `${file} ${readers}` };
    const { size } = statSync(file);
    if (size > MOST_BYTES) return { kind: "refused", problem: `${file} is larger than ${MOST_BYTES} bytes` };
    return { kind: "read", text: withoutMark(readFileSync(file, "utf8")) };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === "ENOENT" ? { kind: "missing" } : { kind: "refused", problem: `${file} cannot be read: ${code}` };
  }
}
