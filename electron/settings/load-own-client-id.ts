import { rm } from "node:fs/promises";
import { join } from "node:path";
import { startsOf } from "../delivery/find-place.ts";
import { loadClientId } from "./client-id.ts";
import type { ClientIdOptions } from "./client-id.ts";

export interface OwnClientIdOptions extends Omit<ClientIdOptions, "onCopy"> {
  log: (message: string) => void;
}

/** The id that a data dir has on this machine. In a copy the cursors are another client's, and go. */
export function loadOwnClientId({ dataDir, log, ...options }: OwnClientIdOptions): Promise<string> {
  return loadClientId({
    ...options,
    dataDir,
    async onCopy() {
      log("this data dir was copied from another machine: a new client id and a fresh cursor");
      for (const folder of [join(dataDir, "cursors"), startsOf(dataDir)]) {
        await rm(folder, { recursive: true, force: true }).catch((error: Error) => {
          log(`its cursor cannot be removed, the next start tries again: ${error.message}`);
          throw error;
        });
      }
    },
  });
}
