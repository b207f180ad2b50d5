import { join } from "node:path";
import { isMissing } from "../journal/disk-failure.ts";
import { listSegments } from "../journal/list-segments.ts";
import { scanLines } from "../journal/segment-lines.ts";
import type { PlacedLine } from "./check-chain.ts";

/** Calls `onLine` for each whole line of a folder, oldest first, compressed files too. A folder that is not there has none. */
export async function readAuditFiles(directory: string, onLine: (line: PlacedLine) => void): Promise<void> {
  for (const file of await listFiles(directory)) {
    let line = 0;
    await scanLines({ path: join(directory, file), from: 0, to: Infinity }, ({ bytes }) => {
      onLine({ file, line: ++line, text: bytes.toString() });
      return true;
    });
  }
}

async function listFiles(directory: string): Promise<string[]> {
  try {
    const { segments } = await listSegments(directory);
    return segments.map(({ name }) => name);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}
