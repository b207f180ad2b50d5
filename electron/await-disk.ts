import { opendir } from "node:fs/promises";

/** Milliseconds. A disk that has to spin up first takes as long. */
export const PATIENCE = 5_000;

export const sayWaiting = (folder: string): string => `waiting for ${folder}: the disk or the share that it is on does not answer`;
export const sayAnswers = (folder: string): string => `${folder} answers`;

/**
 * Resolves when the disk of a folder answers, whatever it says. To be awaited before a folder is read synchronously: a share that hangs would
 * stop the whole program, without a word.
 */
export async function awaitDisk(
  folder: string,
  say: (message: string) => void,
  { patience = PATIENCE, look = lookInto }: { patience?: number; look?: (folder: string) => Promise<void> } = {},
): Promise<void> {
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    say(sayWaiting(folder));
  }, patience);
  await look(folder).catch(() => undefined);
  clearTimeout(timer);
  if (isLate) say(sayAnswers(folder));
}

async function lookInto(folder: string): Promise<void> {
  const handle = await opendir(folder);
  await handle.close();
}
