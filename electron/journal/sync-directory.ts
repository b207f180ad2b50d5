import { open } from "node:fs/promises";

/** Makes new and renamed names in a folder last through a power cut. Windows has no such call: there the file system's own log does it. */
export async function syncDirectory(directory: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(directory, "r");
  try {
    await handle.sync();
  } catch (error) {
    // Some network file systems know no fsync of a folder.
    if ((error as NodeJS.ErrnoException).code !== "EINVAL") throw error;
  } finally {
    await handle.close();
  }
}
