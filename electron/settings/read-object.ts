import { readFileSync, statSync } from "node:fs";
import { withoutMark } from "../../shared/without-mark.ts";
import { isObject } from "./read-settings.ts";
import type { RawSettings } from "./read-settings.ts";

export type ReadObject = { kind: "absent" } | { kind: "object"; value: RawSettings } | { kind: "bad"; problem: string };

/** Ten thousand streams take some 2 MB. */
export const MOST_BYTES = 16 * 1024 * 1024;

const TOO_LARGE = { kind: "bad", problem: `larger than ${MOST_BYTES} bytes` } as const;

export function readObject(file: string): ReadObject {
  try {
    if (statSync(file).size > MOST_BYTES) return TOO_LARGE;
    return parseObject(readFileSync(file, "utf8"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return { kind: "absent" };
    return { kind: "bad", problem: (error as Error).message };
  }
}

export function parseObject(text: string): Exclude<ReadObject, { kind: "absent" }> {
  if (Buffer.byteLength(text) > MOST_BYTES) return TOO_LARGE;
  try {
    const value: unknown = JSON.parse(withoutMark(text));
    return isObject(value) ? { kind: "object", value } : { kind: "bad", problem: "not a JSON object" };
  } catch (error) {
    return { kind: "bad", problem: (error as Error).message };
  }
}
