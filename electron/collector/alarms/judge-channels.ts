import { ageOf } from "../../../shared/age-of.ts";
import type { HostFinding } from "../../../shared/alarms/situation.ts";

export interface ChannelJudgement {
  /** Channels of the collector that the PCs are to replace by their own. */
  lost: ReadonlySet<string>;
  /** When the next one is; Infinity: none that fails now. Unix milliseconds. */
  due: number;
}

/** So long a channel of the collector may fail before the PCs send over theirs. Milliseconds. */
const PATIENCE = 60_000;

/** `failing`: one for each channel that fails, its source, and since when. */
export function judgeChannels(failing: readonly Pick<HostFinding, "source" | "since">[], at: number): ChannelJudgement {
  const lost = new Set<string>();
  let due = Infinity;
  for (const { source, since = 0 } of failing) {
    if (ageOf(since, at) < PATIENCE) due = Math.min(due, since + PATIENCE);
    else lost.add(source);
  }
  return { lost, due };
}
