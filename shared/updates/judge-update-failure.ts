import { THIS_PC } from "../alarms/alarm-kinds.ts";
import type { HostFinding } from "../alarms/situation.ts";
import type { UpdateMemory } from "./decide-update.ts";

/** A server that is away overnight, or somebody who comes on Monday, is nobody's alarm. */
const LONG = 3 * 86_400_000;

/** What an administrator has to see to: a version that was not installed although it was tried, and what has gone on for three days. */
export function judgeUpdateFailure({ problems, blockedSince }: UpdateMemory, at: number): HostFinding[] {
  const lasting = [problems.check?.since, problems.download?.since, blockedSince].filter(
    (since) => since !== undefined && at - since >= LONG,
  );
  const moments = [problems.install?.since, ...lasting].filter((since) => since !== undefined);
  return moments.length === 0 ? [] : [{ kind: "update_failed", source: THIS_PC, since: Math.min(...moments) }];
}
