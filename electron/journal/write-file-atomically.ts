import { randomUUID } from "node:crypto";
import { rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { makeDirectory } from "./make-directory.ts";
import { retryWhileBusy } from "./retry-while-busy.ts";
import { syncDirectory } from "./sync-directory.ts";

export interface WriteFileOptions {
  /** Where the text is first written to; on the same file system as the file. The file's own folder unless told otherwise. */
  temporaryDirectory?: string;
  /** Permissions of the file, as of open(2). */
  mode?: number;
}

/** Replaces a file's text. After a crash or a failure the file holds the old text or the new, never a part. Makes missing folders. */
export async function writeFileAtomically(
  file: string,
  text: string | Uint8Array,
  { temporaryDirectory = dirname(file), mode = 0o666 }: WriteFileOptions = {},
): Promise<void> {
  const temporary = join(temporaryDirectory, `.${basename(file)}.${randomUUID()}.tmp`);
  await makeDirectory(dirname(file));
  await makeDirectory(temporaryDirectory);
  try {
    await writeFile(temporary, text, { flush: true, mode });
    await retryWhileBusy(() => rename(temporary, file));
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncDirectory(dirname(file));
}
