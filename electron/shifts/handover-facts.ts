import { isActOnAlarm } from "../../shared/alarms/acts-on-alarms.ts";
import type { ActOnAlarm } from "../../shared/alarms/acts-on-alarms.ts";
import { parseAlarmLine } from "../../shared/alarms/alarm-line.ts";
import { readAlarmId } from "../../shared/alarms/alarm-kinds.ts";
import type { AlarmEvent } from "../../shared/alarms/alarm.ts";
import type { AlarmView } from "../../shared/alarms/make-alarm-view.ts";
import type { DeliveryStatus } from "../../shared/host-status.ts";
import { MOST_ACTS } from "../../shared/shifts/handover.ts";
import type { HandoverAct, HandoverFacts } from "../../shared/shifts/handover.ts";
import { LONGEST_SILENCE, parseStateLine, RESTATE_INTERVAL } from "../../shared/state-line.ts";
import type { StateLine } from "../../shared/state-line.ts";
import { buildTimelines } from "../../shared/statistics/build-timelines.ts";
import { findBlindTime } from "../../shared/statistics/find-blind-time.ts";
import type { Interval } from "../../shared/statistics/intervals.ts";
import { readLines } from "../journal/read-lines.ts";
import type { Journal } from "../journal/types.ts";

type Source = Pick<Journal, "read" | "positionAt">;

/** Alarms as the next shift has to know them. What is part of another stands there. */
export function sortAlarms(views: readonly AlarmView[]): Pick<HandoverFacts, "open" | "shelved" | "outOfService"> {
  const own = views.filter(({ cause }) => cause === undefined).toSorted((a, b) => a.since - b.since);
  const inState = (...states: AlarmView["state"][]): AlarmView[] => own.filter(({ state }) => states.includes(state));
  return {
    open: inState("unacknowledged", "acknowledged", "returned_unacknowledged"),
    shelved: inState("shelved"),
    outOfService: inState("out_of_service"),
  };
}

/** What people did to alarms in a window, from the alarm journal: here, and in a room at other PCs, whose acts may stand there later. */
export async function readActs(journal: Source, { from, to }: Interval): Promise<Pick<HandoverFacts, "acts" | "moreActs">> {
  const acts: HandoverAct[] = [];
  let moreActs = 0;
  await readLines(journal, await journal.positionAt(from), (text) => {
    const event = parseAlarmLine(text);
    if (!event || event.at < from || event.at >= to || !isActOnAlarm(event)) return;
    acts.push(toAct(event));
    if (acts.length <= MOST_ACTS) return;
    acts.shift();
    moreActs++;
  });
  return { acts: acts.sort((a, b) => a.at - b.at), moreActs };
}

function toAct(event: AlarmEvent & ActOnAlarm): HandoverAct {
  const { at, alarmId, type, by } = event;
  const text = "reason" in event ? event.reason : "text" in event ? event.text : undefined;
  const until = "until" in event ? event.until : undefined;
  return {
    at,
    type,
    ...readAlarmId(alarmId),
    ...(by !== undefined && { by }),
    ...(text !== undefined && { text }),
    ...(until !== undefined && { until }),
  };
}

/** When nobody looked, from the state journal. */
export async function readBlindTime(journal: Source, window: Interval): Promise<Interval[]> {
  const lines: StateLine[] = [];
  // What holds at the begin was said within this before it.
  await readLines(journal, await journal.positionAt(window.from - RESTATE_INTERVAL - 2 * LONGEST_SILENCE), (text) => {
    const line = parseStateLine(text);
    if (line) lines.push(line);
  });
  return findBlindTime(buildTimelines(lines, window, window.to), window);
}

export function tellBacklog({ state, waiting, held }: DeliveryStatus, lost: number): HandoverFacts["backlog"] {
  return { isOn: state !== "off", waiting, held, lost };
}
