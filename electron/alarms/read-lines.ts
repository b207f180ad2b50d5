import { LONGEST_SILENCE, parseStateLine, RESTATE_INTERVAL } from "../../shared/state-line.ts";
import type { RecoveryLine, StateLine } from "../../shared/state-line.ts";
import type { Journal, Position } from "../journal/types.ts";

const WINDOW = { lines: 2_000, bytes: 1024 * 1024 };

/** Calls `onText` for each line of a journal from a place on. */
export async function readLines(journal: Pick<Journal, "read">, from: Position, onText: (text: string) => void): Promise<void> {
  for (let at = from; ;) {
    const lines = await journal.read(at, WINDOW);
    const last = lines.at(-1);
    if (!last) return;
    for (const { text } of lines) onText(text);
    at = last.next;
  }
}

/** Whatever the state journal says of what held at `now`: an hour before, each page has said all that it knows. */
export async function readRecentStates(journal: Pick<Journal, "read" | "positionAt">, now: number): Promise<StateLine[]> {
  const lines: StateLine[] = [];
  await readLines(journal, await journal.positionAt(now - RESTATE_INTERVAL - 2 * LONGEST_SILENCE), (text) => {
    const line = parseStateLine(text);
    if (line && line.at <= now) lines.push(line);
  });
  return lines;
}

/** The steps of recovery since `from`. */
export async function readPastSteps(journal: Pick<Journal, "read" | "positionAt">, from: number): Promise<RecoveryLine[]> {
  const lines: RecoveryLine[] = [];
  await readLines(journal, await journal.positionAt(from), (text) => {
    const line = parseStateLine(text);
    if (line?.kind === "recovery") lines.push(line);
  });
  return lines;
}
