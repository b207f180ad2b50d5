import { createHash } from "node:crypto";
import { join } from "node:path";
import { MAX_BATCH } from "../../shared/record.ts";
import type { Settings } from "../../shared/settings.ts";
import { readStateLine } from "../../shared/state-line.ts";
import type { KeyOf } from "./follow-journal.ts";
import { openStore } from "./open-store.ts";
import type { StoreOptions } from "./open-store.ts";
import type { CollectorPart } from "./routes.ts";
import { createTakeLines } from "./take-lines.ts";

export interface StatesOptions extends Pick<StoreOptions, "quarantineDirectory" | "now" | "log"> {
  dataDir: string;
  limits: Settings["logs"];
}

/** 400 days of 200 PCs with 64 streams each take half of it: of twenty 2 MB a day, compressed. */
const MOST_MEGABYTES = 16 * 1024;
/** What a PC sends twice (after a crash, or with an answer that was lost) it sends at once; a line that stands there twice says no more than once. */
const MEMORY = 7 * 86_400_000;

/** What the PCs of a room see of their streams: their state journals, each line with the PC that wrote it. */
export async function openStates({ dataDir, limits, ...options }: StatesOptions): Promise<CollectorPart & { close(): Promise<void> }> {
  const { maxFileMegabytes, compressAfterDays, stateRetentionDays: retentionDays } = limits;
  const { store, close } = await openStore({
    ...options,
    directory: join(dataDir, "logs", "states"),
    indexFile: join(dataDir, "states.sqlite"),
    memory: MEMORY,
    keyOf,
    isGuarded: true, // who has the records' journal has this one
    limits: () => ({ maxFileMegabytes, compressAfterDays, retentionDays, maxTotalMegabytes: MOST_MEGABYTES, minFreeMegabytes: 0 }),
  });
  const answer = createTakeLines({ store, isOurs: (line) => readStateLine(line) !== undefined, keyOf });
  const route = { method: "POST", path: "/api/v1/states", accepts: "application/x-ndjson", maxBytes: MAX_BATCH.bytes } as const;
  return { feature: "states", routes: [{ ...route, isForPcs: true, answer }], close };
}

/** A host says what it does to a server before it does it, and under the same id what came of it: both are to stand there, each once. */
const keyOf: KeyOf = ({ id, event, outcome }) => {
  if (event !== "recovery" || outcome === "given_up") return id;
  return createHash("sha256")
    .update(`${id.toLowerCase()} ${String(outcome)}`)
    .digest("hex")
    .slice(0, 32);
};
