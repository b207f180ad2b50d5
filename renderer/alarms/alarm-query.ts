import type { AlarmOwner } from "../../shared/alarms/alarm-kinds.ts";

export const ALARM_VIEWS = ["standing", "history", "figures"] as const;
export type AlarmScreenView = (typeof ALARM_VIEWS)[number];

/** Days of the past that can be looked at. */
export const ALARM_DAYS = [1, 7, 30] as const;
export type AlarmDays = (typeof ALARM_DAYS)[number];

/** What is chosen on the alarm screen; it stands in the page's address. */
export interface AlarmQuery {
  view: AlarmScreenView;
  /** Absent: all. */
  owner?: AlarmOwner;
  /** Up to now. */
  days: AlarmDays;
  /** Past alarms that were part of another one, too. */
  withParts: boolean;
  /** Id of the alarm that is looked at. */
  alarm?: string;
}

/** Reads what `formatAlarmQuery` wrote; whatever it does not know is left out. */
export function parseAlarmQuery(query: string): AlarmQuery {
  const parameters = new URLSearchParams(query);
  const owner = (["operator", "administrator"] as const).find((name) => name === parameters.get("owner"));
  const alarm = parameters.get("alarm");
  return {
    view: ALARM_VIEWS.find((name) => name === parameters.get("view")) ?? "standing",
    days: ALARM_DAYS.find((days) => `${days}d` === parameters.get("range")) ?? 1,
    withParts: parameters.has("parts"),
    ...(owner && { owner }),
    ...(alarm !== null && { alarm }),
  };
}

/** The shortest text that `parseAlarmQuery` reads back. */
export function formatAlarmQuery({ view, owner, days, withParts, alarm }: AlarmQuery): string {
  const pairs: [string, string][] = [];
  if (view !== "standing") pairs.push(["view", view]);
  if (owner) pairs.push(["owner", owner]);
  if (days !== 1) pairs.push(["range", `${days}d`]);
  if (withParts) pairs.push(["parts", "1"]);
  if (alarm !== undefined) pairs.push(["alarm", alarm]);
  return new URLSearchParams(pairs).toString();
}
