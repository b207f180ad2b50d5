import { join } from "node:path";
import { z } from "zod";
import { writeFileAtomically } from "../journal/write-file-atomically.ts";
import { readObject } from "../settings/read-object.ts";
import type { WindowPlace } from "./window-place.ts";

const pixels = z.int().min(-1_000_000).max(1_000_000);
const length = z.int().min(1).max(100_000);
const rectangle = z.object({ x: pixels, y: pixels, width: length, height: length });
const placeSchema = z.object({
  bounds: rectangle,
  monitor: rectangle,
  size: z.enum(["normal", "maximized", "full_screen"]),
  address: z.union([z.literal(""), z.string().max(2_000).startsWith("#/")]),
});

export const MOST_WINDOWS = 8;

/** `windows.json`: the windows of this data dir, as they stood last. */
export interface WindowMemory {
  load(): WindowPlace[];
  /** Writes them, unless they are as they were. A disk that refuses is told once. */
  save(places: readonly WindowPlace[]): void;
  /** Resolves when what was saved is written, or cannot be. */
  settle(): Promise<void>;
}

export function createWindowMemory(dataDir: string, log: (message: string) => void): WindowMemory {
  const file = join(dataDir, "windows.json");
  let written = "";
  let hasFailed = false;
  let writing: Promise<void> = Promise.resolve();

  async function write(text: string): Promise<void> {
    try {
      await writeFileAtomically(file, text);
      hasFailed = false;
    } catch (error) {
      if (!hasFailed) log(`where the windows stand could not be written: ${String(error)}`);
      hasFailed = true;
    }
  }

  return {
    load() {
      const read = readObject(file);
      if (read.kind === "bad") log(`where the windows stood cannot be read: ${read.problem}`);
      const windows = read.kind === "object" && Array.isArray(read.value.windows) ? (read.value.windows as unknown[]) : [];
      return windows.slice(0, MOST_WINDOWS).flatMap((each) => placeSchema.safeParse(each).data ?? []);
    },
    save(windows) {
      const text = `${JSON.stringify({ windows }, undefined, 2)}\n`;
      if (text === written) return;
      written = text;
      writing = writing.then(() => write(text));
    },
    settle: () => writing,
  };
}
