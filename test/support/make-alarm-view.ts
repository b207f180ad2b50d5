import type { AlarmView } from "../../shared/alarms-api.ts";

export const T0 = Date.UTC(2026, 0, 8, 2, 10);

/** A camera that an operator is asked about, as a page has it. */
export function makeAlarmView(change: Partial<AlarmView> & Pick<AlarmView, "id">): AlarmView {
  return {
    kind: "stream_down",
    owner: "operator",
    guidance: "check_camera",
    state: "unacknowledged",
    priority: "medium",
    verdict: "unknown",
    source: change.id.slice(change.id.indexOf(":") + 1),
    since: T0,
    occurrenceId: `${change.id} 1`,
    raisedAt: T0 + 30_000,
    isAcknowledged: false,
    comments: [],
    ...change,
  };
}

export function toMap(...views: AlarmView[]): ReadonlyMap<string, AlarmView> {
  return new Map(views.map((view) => [view.id, view]));
}
