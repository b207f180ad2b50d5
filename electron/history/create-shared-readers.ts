import { join } from "node:path";
import { OWN_LOGS } from "../../shared/log-facets.ts";
import { apiError } from "../api-error.ts";
import { createSharedReader } from "./create-shared-reader.ts";
import type { SharedReader } from "./create-shared-reader.ts";
import { dataDirOf } from "./data-dir-of.ts";
import { linesOf, nameOf } from "./open-sources.ts";

/** For each of the logs that are asked about what is known of the streams. */
export interface SharedReaders {
  /** `path`: of chosen logs, as they were opened. Rejects (`invalid_input`) without. */
  open(source: string, path: string | undefined): Promise<SharedReader>;
  /** Forgets chosen ones. */
  close(source: string): void;
}

/** `dataDirs`: of the own logs. */
export function createSharedReaders({ dataDirs, indexDirectory }: { dataDirs: readonly string[]; indexDirectory: string }): SharedReaders {
  const own = createSharedReader(dataDirs, join(indexDirectory, "states"));
  const chosen = new Map<string, SharedReader>();
  return {
    async open(source, path) {
      if (source === OWN_LOGS) return own;
      if (path === undefined) throw apiError("invalid_input", "these logs are not open");
      const known = chosen.get(source);
      if (known) return known;
      const found = await Promise.all(linesOf(path).map(dataDirOf));
      const made = createSharedReader(
        [...new Set(found)].filter((dataDir) => dataDir !== undefined),
        join(indexDirectory, `states-${nameOf(path)}`),
      );
      chosen.set(source, made);
      return made;
    },
    close: (source) => void chosen.delete(source),
  };
}
