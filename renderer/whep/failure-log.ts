import { addDrop, addFailedAttempt, addHealthyTick, NO_ATTEMPTS } from "./attempt-history.ts";
import { classifyFailure } from "./classify-failure.ts";
import type { Evidence } from "./classify-failure.ts";
import { SHORT_SESSION } from "./deadlines.ts";
import type { SessionMonitor } from "./session-monitor.ts";
import type { AttemptFailure, PlayableStream, PlayerPoolDeps } from "./types.ts";

/** Turns what one stream's attempts end with into failures, numbered within their incident. */
export interface FailureLog {
  /** `ended` is the session that failed; without it the attempt had not come so far. */
  record(evidence: Evidence, ended?: SessionMonitor): AttemptFailure;
  noteHealthyTick(): void;
  /** Unix milliseconds of the present incident's first failure. */
  incidentSince(): number | undefined;
  incidentId(): string | undefined;
  /** The next failure opens an incident of its own. */
  reset(): void;
}

export function createFailureLog(stream: PlayableStream, { wallClock, makeId }: Pick<PlayerPoolDeps, "wallClock" | "makeId">): FailureLog {
  let history = NO_ATTEMPTS;

  /** What it comes to, seen beside the sessions before it. */
  const weigh = (evidence: Evidence, connectedFor: number | undefined): Evidence => {
    const isDrop = evidence.kind === "closed_by_server" || evidence.kind === "ice_failed";
    // Whatever ends a session that lasted, the short ones before it no longer count.
    if (connectedFor === undefined || (!isDrop && connectedFor < SHORT_SESSION)) return evidence;
    const [next, weighed] = addDrop(history, { evidence, connectedFor });
    history = next;
    return weighed;
  };

  return {
    record(evidence, ended) {
      const failure = classifyFailure(weigh(evidence, ended?.connectedFor()), ended?.phase() ?? "post_offer");
      const at = wallClock();
      const { incident, ...rest } = addFailedAttempt(history, { id: makeId(), at });
      history = { ...rest, incident };
      return {
        ...failure,
        ...(ended && { sessionId: ended.session.id, playedFor: ended.playedFor(), stats: ended.statistics() }),
        streamId: stream.id,
        streamName: stream.name,
        whepUrl: stream.whepUrl,
        at,
        attempt: incident.attempts,
        incidentId: incident.id,
        ...(stream.role === "main" && { mainStream: true as const }),
      };
    },
    noteHealthyTick() {
      history = addHealthyTick(history);
    },
    incidentSince: () => history.incident?.startedAt,
    incidentId: () => history.incident?.id,
    reset() {
      history = NO_ATTEMPTS;
    },
  };
}
