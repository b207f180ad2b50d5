import { appendFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { createSeededRandom, pickInteger } from "./seeded-random.ts";

/** Milliseconds: before the first time, with space, without. */
const FIRST = 3_000;
const FREE = { shortest: 200, longest: 1_100 };
const FULL = { shortest: 50, longest: 750 };
const BLOCKS = [1_048_576, 4_096, 512].map((size) => Buffer.alloc(size));

export interface Filler {
  /** Frees the disk for good; returns how often it was full. */
  stop(): number;
}

/** Another program that takes the last byte of a folder's disk, and frees it, again and again. The disk should be a small one. */
export function startFiller(folder: string, seed: number): Filler {
  const random = createSeededRandom(seed);
  const file = join(folder, "filler");
  const ended = new AbortController();
  let times = 0;

  const sleep = (milliseconds: number) => wait(milliseconds, undefined, { signal: ended.signal });
  async function run(): Promise<void> {
    for (await sleep(FIRST); ; await sleep(pickInteger(random, FREE.shortest, FREE.longest))) {
      for (const block of BLOCKS) while (takes(file, block));
      times++;
      await sleep(pickInteger(random, FULL.shortest, FULL.longest));
      rmSync(file);
    }
  }
  run().catch(() => undefined); // it ends by being aborted
  return {
    stop() {
      ended.abort();
      rmSync(file, { force: true });
      return times;
    },
  };
}

function takes(file: string, block: Buffer): boolean {
  try {
    appendFileSync(file, block);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
    return false;
  }
}
