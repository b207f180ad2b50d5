import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Every line of the daily files below a data dir, parsed; throws at the first that is not whole, as `jq` would. */
export function readJournalFiles(dataDir: string): Record<string, unknown>[] {
  const directory = join(dataDir, "logs", "mediamtx_errors");
  return readdirSync(directory)
    .filter((name) => name.endsWith(".jsonl"))
    .flatMap((name) => readFileSync(join(directory, name), "utf8").split("\n").slice(0, -1))
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}
