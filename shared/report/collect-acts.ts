import { ACT_TYPES } from "../alarms/acts-on-alarms.ts";
import type { ActType } from "../alarms/acts-on-alarms.ts";
import type { ActClient, AlarmEvent } from "../alarms/alarm.ts";
import { ALARM_KIND_NAMES, ALARM_KINDS } from "../alarms/alarm-kinds.ts";
import type { AlarmKind } from "../alarms/alarm-kinds.ts";
import { isOfOnePc } from "../room/room-act.ts";
import type { Interval } from "../statistics/intervals.ts";

/** What somebody did about an alarm. Moments are Unix milliseconds. */
export interface ReportAct {
  at: number;
  type: ActType;
  /** What the alarm was last. */
  kind: AlarmKind;
  source: string;
  /** Whose alarm it is, where it concerns one PC alone: that of who did it. */
  pc?: string;
  by?: string;
  /** The comment, or why it was hidden. */
  text?: string;
  /** Until when it is hidden. */
  until?: number;
}

export interface ReportActs {
  /** In order, the last `MOST_ACTS`. */
  acts: ReportAct[];
  /** Of each kind of act in the month. */
  counts: Record<ActType, number>;
}

/** So many are printed; more nobody goes through on paper. */
export const MOST_ACTS = 300;

export interface ActsQuestion {
  window: Interval;
  isWanted: (act: Pick<ReportAct, "kind" | "source">) => boolean;
}

export interface ActCollector {
  /** Events of the alarm journal, in their order; a line that stands there twice counts once. */
  note(event: AlarmEvent): void;
  acts(): ReportActs;
}

export function createActCollector({ window, isWanted }: ActsQuestion): ActCollector {
  const kinds = new Map<string, AlarmKind>();
  /** Until when what an act ends would hold by itself: type and alarm. */
  const ends = new Map<string, number>();
  const seen = new Set<string>();
  const counts = Object.fromEntries(ACT_TYPES.map((type) => [type, 0])) as Record<ActType, number>;
  const acts: ReportAct[] = [];

  function note(event: AlarmEvent): void {
    const { alarmId, at, id } = event;
    if (event.type === "raised") kinds.set(alarmId, event.condition.kind);
    if (event.type === "diagnosed") kinds.set(alarmId, event.kind);
    if (event.type === "shelved") ends.set(`unshelved ${alarmId}`, event.until);
    if (event.type === "out_of_service") ends.set(`in_service ${alarmId}`, event.until ?? Infinity);
    const type = ACT_TYPES.find((each) => each === event.type);
    if (!type || at < window.from || at >= window.to || seen.has(id)) return;
    const { by, client, text, reason, until } = event as Said;
    const isSigned = by !== undefined || client !== undefined;
    if (!isSigned && at >= (ends.get(`${type} ${alarmId}`) ?? Infinity)) return; // nobody's act: its time was over
    const kind = kinds.get(alarmId) ?? kindOfTopic(alarmId);
    const source = alarmId.slice(alarmId.indexOf(":") + 1);
    if (!kind || !isWanted({ kind, source })) return;
    seen.add(id);
    counts[type]++;
    const said = text ?? reason;
    acts.push({
      at,
      type,
      kind,
      source,
      ...(client && client.name !== "" && isOfOnePc(alarmId) && { pc: client.name }),
      ...(by !== undefined && { by }),
      ...(said !== undefined && said !== "" && { text: said }),
      ...(until !== undefined && { until }),
    });
  }

  return { note, acts: () => ({ acts: acts.toSorted((a, b) => a.at - b.at).slice(-MOST_ACTS), counts }) };
}

/** Of an act what it has of these. */
interface Said {
  by?: string;
  client?: ActClient;
  text?: string;
  reason?: string;
  until?: number;
}

/** Of one that was raised longer ago than is read. */
function kindOfTopic(alarmId: string): AlarmKind | undefined {
  return ALARM_KIND_NAMES.find((kind) => alarmId.startsWith(`${ALARM_KINDS[kind].topic}:`));
}
