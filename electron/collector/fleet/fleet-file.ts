import { readFile } from "node:fs/promises";
import { z } from "zod";
import { createTurns } from "../../../shared/create-turns.ts";
import { heartbeatSchema } from "../../../shared/heartbeat.ts";
import { parseObject } from "../../../shared/parse-object.ts";
import { parseSafely } from "../../../shared/parse-safely.ts";
import { isMissing } from "../../journal/disk-failure.ts";
import { writeFileAtomically } from "../../journal/write-file-atomically.ts";

const keptSchema = heartbeatSchema.extend({
  /** When its last sign came, ISO. */
  heardAt: z.iso.datetime({ precision: 3 }),
  /** It was found silent since. */
  isSilent: z.boolean(),
});
/** A PC's last heartbeat as it is kept over a restart of the collector. */
export type KeptPc = z.output<typeof keptSchema>;

const fileSchema = z.object({ pcs: z.array(keptSchema) });

export interface FleetFile {
  /** Resolves when what `list` gives then is on disk; those who ask while it is being written share the next writing. Rejects when the disk refuses. */
  save(list: () => readonly KeptPc[]): Promise<void>;
}

/** The PCs of the file; none where there is no file. One that is damaged is begun anew: within 30 s every PC that is there is in it again. */
export async function readFleetFile(file: string, log: (message: string) => void): Promise<KeptPc[]> {
  try {
    const parsed = parseSafely(fileSchema, parseObject(await readFile(file, "utf8")));
    if (parsed.success) return parsed.data.pcs;
    log(`${file} is damaged: which PCs were silent before is not known`);
  } catch (error) {
    if (!isMissing(error)) log(`${file} cannot be read: ${(error as Error).message}`);
  }
  return [];
}

export function createFleetFile(file: string): FleetFile {
  const inTurn = createTurns();
  let isDue = false;
  return {
    save(list) {
      isDue = true;
      return inTurn(async () => {
        if (!isDue) return;
        isDue = false;
        try {
          await writeFileAtomically(file, `${JSON.stringify({ pcs: list() })}\n`);
        } catch (error) {
          isDue = true; // who shares this writing has nothing on disk either
          throw error;
        }
      });
    },
  };
}
