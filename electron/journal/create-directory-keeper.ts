import { stat } from "node:fs/promises";
import { dirname } from "node:path";
import { isMissing } from "./disk-failure.ts";
import { makeDirectory } from "./make-directory.ts";

/**
 * As makeDirectory, but what was on a mounted disk is neither made anew nor taken while that is not mounted: a share that has gone leaves its
 * bare mount point, at times with a folder of the same name, and what would be written there disappears when the share comes back. Then it
 * rejects: the folder is missing.
 */
export function createDirectoryKeeper(directory: string): () => Promise<void> {
  let mountPoint: string | undefined;
  return async () => {
    if (mountPoint !== undefined && (await isBare(mountPoint)))
      throw Object.assign(new Error(`${directory} is gone: no disk is mounted at ${mountPoint}`), { code: "ENOENT" });
    await makeDirectory(directory);
    mountPoint = await findMountPoint(directory);
  };
}

/** The topmost folder on the way up that is on the same disk; undefined where all are. */
async function findMountPoint(directory: string): Promise<string | undefined> {
  const parent = dirname(directory);
  if (parent === directory) return undefined;
  return (await findDisk(directory)) === (await findDisk(parent)) ? findMountPoint(parent) : directory;
}

async function isBare(mountPoint: string): Promise<boolean> {
  const disk = await findDisk(mountPoint);
  return disk === undefined || disk === (await findDisk(dirname(mountPoint)));
}

/** The number of the disk that a folder is on; undefined where there is no such folder. */
async function findDisk(directory: string): Promise<number | undefined> {
  try {
    return (await stat(directory)).dev;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
