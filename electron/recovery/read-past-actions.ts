import { parseStateLine } from "../../shared/state-line.ts";
import type { RecoveryLine } from "../../shared/state-line.ts";
import { readLines } from "../journal/read-lines.ts";
import type { Journal } from "../journal/types.ts";
import type { ServerAction } from "./decide-server-action.ts";

export type ActionLine = RecoveryLine & { step: ServerAction };

/** What the state journal says of the past, as far as budgets ask. */
export interface PastActions {
  actions: ActionLine[];
  /** When each stream was last said to play, by id. */
  playedAt: Map<string, number>;
}

/** Since `from`. Rejects where the journal cannot be read. */
export async function readPastActions(journal: Pick<Journal, "read" | "positionAt">, from: number): Promise<PastActions> {
  const actions: ActionLine[] = [];
  const playedAt = new Map<string, number>();
  await readLines(journal, await journal.positionAt(from), (text) => {
    const line = parseStateLine(text);
    if (line?.kind === "recovery" && isServerAction(line)) actions.push(line);
    if (line?.kind === "state" && line.state === "up") playedAt.set(line.streamId, line.at);
  });
  return { actions, playedAt };
}

function isServerAction(line: RecoveryLine): line is ActionLine {
  return line.step === "kick" || line.step === "webhook";
}
