import { rm, statfs, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

/** A little disk space held back, so that the first records after "disk full" still find room. */
export interface ReserveFile {
  /** True when there was a reserve to give up. */
  giveUp(): Promise<boolean>;
  /** Makes it again as soon as the disk has plenty. */
  restore(): Promise<void>;
}

const BYTES = 1024 * 1024;
/** Space that must be free before so much is taken away from others. */
const PLENTY = 16 * BYTES;

export function createReserveFile(file: string): ReserveFile {
  return {
    async giveUp() {
      try {
        await rm(file);
        return true;
      } catch {
        return false;
      }
    },
    async restore() {
      try {
        const { bavail, bsize } = await statfs(dirname(file));
        if (bavail * bsize < PLENTY) return;
        await writeFile(file, Buffer.alloc(BYTES), { flush: true, flag: "wx" });
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EEXIST") await rm(file, { force: true }).catch(() => undefined);
      }
    },
  };
}
