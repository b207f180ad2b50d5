import { stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

/** The data dir, or the copy of one, that a folder is or belongs to: itself, its `logs/`, or its failures' journal. Undefined: it is none. */
export async function dataDirOf(path: string): Promise<string | undefined> {
  const isFolder = async (folder: string): Promise<boolean> => (await stat(folder).catch(() => undefined))?.isDirectory() ?? false;
  if (await isFolder(join(path, "logs"))) return path;
  const logs = basename(path) === "mediamtx_errors" ? dirname(path) : path;
  return basename(logs) === "logs" && (await isFolder(path)) ? dirname(logs) : undefined;
}
