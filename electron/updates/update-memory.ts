import { join } from "node:path";
import { z } from "zod";
import { createTurns } from "../../shared/create-turns.ts";
import { parseSafely } from "../../shared/parse-safely.ts";
import type { UpdateMemory } from "../../shared/updates/decide-update.ts";
import { writeFileAtomically } from "../journal/write-file-atomically.ts";
import { readObject } from "../settings/read-object.ts";

const moment = z.number();
const problemSchema = z.object({
  kind: z.enum(["unreachable", "no_file", "http", "bad_file", "checksum", "signature", "disk", "not_replaced", "other"]),
  detail: z.string().max(1_000),
  since: moment,
});

const memorySchema = z.object({
  feed: z.string(),
  triedAt: moment.optional(),
  hasFailed: z.boolean().optional(),
  lookedAt: moment.optional(),
  found: z.object({ version: z.string(), since: moment, isFit: z.boolean() }).optional(),
  heldSince: moment.optional(),
  blockedSince: moment.optional(),
  attempts: z.array(z.object({ version: z.string(), from: z.string(), at: moment })),
  problems: z.object({ check: problemSchema.optional(), download: problemSchema.optional(), install: problemSchema.optional() }),
}) as z.ZodType<UpdateMemory>;

/** What is remembered of updates from one start to the next. Losing it costs a look at the server. */
export interface UpdateMemoryFile {
  read(): UpdateMemory | undefined;
  /** Resolves when it is on disk, or cannot be. */
  write(memory: UpdateMemory): Promise<void>;
}

export function createUpdateMemoryFile(dataDir: string, log: (message: string) => void): UpdateMemoryFile {
  const file = join(dataDir, "updates.json");
  const inTurn = createTurns();
  let written = "";
  return {
    read() {
      const read = readObject(file);
      const parsed = read.kind === "object" ? parseSafely(memorySchema, read.value) : undefined;
      return parsed?.success ? parsed.data : undefined;
    },
    write(memory) {
      const text = `${JSON.stringify(memory)}\n`;
      return inTurn(async () => {
        if (text !== written) await writeFileAtomically(file, text);
        written = text;
      }).catch((error: unknown) => log(`${file} could not be written: ${String(error)}`));
    },
  };
}
