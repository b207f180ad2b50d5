import { PRIORITIES } from "../../shared/alarms/alarm-kinds.ts";
import type { AlarmState } from "../../shared/alarms/alarm.ts";
import type { AlarmView } from "../../shared/alarms-api.ts";
import { asksOperator } from "./asks-for-somebody.ts";

/** What asks for somebody first. */
const STATES: readonly AlarmState[] = ["unacknowledged", "returned_unacknowledged", "acknowledged"];

/** By priority, then by state, then the newest first. */
export function compareAlarms(a: AlarmView, b: AlarmView): number {
  return (
    PRIORITIES.indexOf(a.priority) - PRIORITIES.indexOf(b.priority) ||
    STATES.indexOf(a.state) - STATES.indexOf(b.state) ||
    (b.raisedAt ?? b.since) - (a.raisedAt ?? a.since) ||
    (a.id < b.id ? -1 : 1)
  );
}

/** What the banner shows: operators' alarms that nobody has acknowledged, the most urgent first. What goes on comes before what is over. */
export function listForBanner(alarms: ReadonlyMap<string, AlarmView>): AlarmView[] {
  return [...alarms.values()].filter(asksOperator).sort(compareAlarms);
}
