import { LONGEST_SILENCE, parseStateLine, RESTATE_INTERVAL } from "../../shared/state-line.ts";
import type { StateLine } from "../../shared/state-line.ts";
import { readLines } from "../journal/read-lines.ts";
import type { Journal } from "../journal/types.ts";

/** Whatever the state journal says of what held at `now`: an hour before, each page has said all that it knows. */
export async function readRecentStates(journal: Pick<Journal, "read" | "positionAt">, now: number): Promise<StateLine[]> {
  const lines: StateLine[] = [];
  await readLines(journal, await journal.positionAt(now - RESTATE_INTERVAL - 2 * LONGEST_SILENCE), (text) => {
    const line = parseStateLine(text);
    if (line && line.at <= now) lines.push(line);
  });
  return lines;
}
