import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { UUID_PATTERN } from "../../../shared/uuid-v7.ts";
import { writeFileAtomically } from "../../journal/write-file-atomically.ts";

/** Which room a journal is of, made with it and gone with it: by that a PC notices that a collector knows nothing of its alarms. */
export async function loadRoomId(directory: string, log: (message: string) => void): Promise<string> {
  const file = join(directory, ".room");
  const known = (await readFile(file, "utf8").catch(() => "")).trim();
  if (UUID_PATTERN.test(known)) return known;
  const id = randomUUID();
  // Not kept, the next start is another room: the PCs say again what they have said, and nothing is there twice.
  await writeFileAtomically(file, `${id}\n`).catch((error: unknown) => log(`${file} could not be written: ${String(error)}`));
  return id;
}
