import { highestOf } from "../alarms/alarm-kinds.ts";
import type { AlarmKind, Priority } from "../alarms/alarm-kinds.ts";
import type { AlarmEvidence } from "../alarms/alarm-evidence.ts";
import type { AlarmEvent } from "../alarms/alarm.ts";
import type { Verdict } from "../alarms/evidence.ts";

const SEEN_TYPES = ["raised", "cleared", "realarmed", "escalated", "diagnosed", "suppressed", "released"] as const;
type SeenType = (typeof SEEN_TYPES)[number];
type SeenEvent = Extract<AlarmEvent, { type: SeenType }>;

/**
 * What one PC says of one alarm: the last event of each sort. Which is last is said by the ids, which a PC gives in the order of its
 * journal: in whatever order they come, and however often, they lead to the same.
 */
export type Sighting = { readonly [T in SeenType]?: Extract<SeenEvent, { type: T }> };

export function isSeenEvent(event: AlarmEvent): event is SeenEvent {
  return SEEN_TYPES.some((type) => type === event.type);
}

export function mergeSighting(sighting: Sighting, event: SeenEvent): Sighting {
  return isAfter(event, sighting[event.type]) ? { ...sighting, [event.type]: event } : sighting;
}

/** What a PC sees, or saw last. */
export interface Seen {
  /** That of its `raised` event. */
  id: string;
  kind: AlarmKind;
  priority: Priority;
  verdict?: Verdict;
  evidence?: AlarmEvidence;
  since: number;
  raisedAt: number;
  name?: string;
  /** host:port of a stream's server. */
  server?: string;
  streams?: number;
  /** Id of the alarm that it is part of on this PC. */
  cause?: string;
  /** Absent: it goes on. */
  over?: { since: number; at: number };
  /** When it was asked for again last: re-alarmed, graver, or no longer part of another alarm. */
  askedAgainAt?: number;
}

/** Undefined: it has never raised it. */
export function readSighting({ raised, cleared, realarmed, escalated, diagnosed, suppressed, released }: Sighting): Seen | undefined {
  if (!raised) return undefined;
  const { condition, name, streams } = raised;
  const later = <T extends AlarmEvent>(event: T | undefined): T | undefined => (isAfter(event, raised) ? event : undefined);
  const [known, graver, over, part, free] = [later(diagnosed), later(escalated), later(cleared), later(suppressed), later(released)];
  const asked = [later(realarmed), graver, free].flatMap((event) => event?.at ?? []);
  const verdict = known?.verdict ?? condition.verdict;
  const evidence = known?.evidence ?? raised.evidence;
  const isFree = free !== undefined && !isAfter(part, free);
  const cause = isFree ? undefined : (part?.cause ?? condition.cause);
  return {
    id: raised.id,
    kind: known?.kind ?? condition.kind,
    priority: highestOf(condition.priority, ...(graver ? [graver.priority] : [])),
    ...(verdict && { verdict }),
    ...(evidence && { evidence }),
    since: free?.since ?? condition.since,
    raisedAt: raised.at,
    ...(name !== undefined && { name }),
    ...(condition.server !== undefined && { server: condition.server }),
    ...(streams !== undefined && { streams }),
    ...(cause !== undefined && { cause }),
    ...(over && { over: { since: over.since, at: over.at } }),
    ...(asked.length > 0 && { askedAgainAt: Math.max(...asked) }),
  };
}

function isAfter<T extends { id: string }>(event: T | undefined, other: { id: string } | undefined): event is T {
  return event !== undefined && (other === undefined || event.id > other.id);
}
