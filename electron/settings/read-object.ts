import { readFileSync, statSync } from "node:fs";
import { isObject } from "./read-settings.ts";
import type { RawSettings } from "./read-settings.ts";

export type ReadObject = { kind: "absent" } | { kind: "object"; value: RawSettings } | { kind: "bad"; problem: string };

/** Ten thousand streams take some 2 MB. */
const MOST_BYTES = 16 * 1024 * 1024;

export function readObject(file: string): ReadObject {
  try {
    if (statSync(file).size > MOST_BYTES) return { kind: "bad", problem: `larger than ${MOST_BYTES} bytes` };
    return parseObject(readFileSync(file, "utf8"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return { kind: "absent" };
    return { kind: "bad", problem: (error as Error).message };
  }
}

export function parseObject(text: string): Exclude<ReadObject, { kind: "absent" }> {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, "")); // Windows editors like to put a mark there
    return isObject(value) ? { kind: "object", value } : { kind: "bad", problem: "not a JSON object" };
  } catch (error) {
    return { kind: "bad", problem: (error as Error).message };
  }
}
