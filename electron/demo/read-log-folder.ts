import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { ErrorRecord } from "../../shared/record.ts";

/** Every record of a log folder, read as anybody would: line by line, JSON.parse. Throws at a damaged line: the demo leaves none. */
export function readLogFolder(directory: string): ErrorRecord[] {
  const names = readdirSync(directory).filter((name) => /\.jsonl(\.gz)?$/.test(name));
  return names.flatMap((name) => {
    const bytes = readFileSync(join(directory, name));
    const lines = (name.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8").split("\n");
    return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as ErrorRecord);
  });
}
