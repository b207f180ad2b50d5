import { stat } from "node:fs/promises";
import { dirname } from "node:path";
import { isMissing } from "./disk-failure.ts";
import { makeDirectory } from "./make-directory.ts";

/**
 * As makeDirectory, but once it was there it is not made anew on another disk than it was on: a share that has gone leaves its empty mount
 * point, and what would be written there disappears when the share comes back. Then it rejects: the folder is missing.
 */
export function createDirectoryKeeper(directory: string): () => Promise<void> {
  let disk: number | undefined;
  return async () => {
    if (disk !== undefined && !(await isThere(directory)) && (await findDisk(dirname(directory))) !== disk)
      throw Object.assign(new Error(`${directory} is gone, and with it the disk that it was on`), { code: "ENOENT" });
    await makeDirectory(directory);
    disk = (await stat(directory)).dev;
  };
}

async function isThere(directory: string): Promise<boolean> {
  return stat(directory).then(
    () => true,
    (error: unknown) => !isMissing(error),
  );
}

/** Of the nearest folder that is there. */
async function findDisk(directory: string): Promise<number> {
  try {
    return (await stat(directory)).dev;
  } catch (error) {
    if (!isMissing(error) || dirname(directory) === directory) throw error;
    return findDisk(dirname(directory));
  }
}
