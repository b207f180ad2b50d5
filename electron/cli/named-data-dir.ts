import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { defaultDataDir } from "../settings/default-data-dir.ts";

/** The data dir that was named, else this PC's own, which need not be there yet. Throws where a named one is missing: a slip must not look like an empty log. */
export function findNamedDataDir(named: string | undefined): string {
  if (named === undefined) return defaultDataDir();
  const dataDir = resolve(named);
  if (!existsSync(dataDir)) throw new Error(`there is no folder ${dataDir}`);
  return dataDir;
}
