import type { AlarmView } from "../../shared/alarms-api.ts";
import { asksForSomebody } from "./asks-for-somebody.ts";
import { plainKeyOf } from "./plain-key.ts";
import type { KeyPress } from "./plain-key.ts";

/** What an operator does with alarms; the first three are the operator's buttons (spec section 9). */
export const ALARM_ACTIONS = ["acknowledge", "shelve", "outOfService", "comment"] as const;
export type AlarmAction = (typeof ALARM_ACTIONS)[number];

/** Plain keys, in the list and on a tile. */
export const ALARM_ACTION_KEYS: Record<AlarmAction, string> = { acknowledge: "a", shelve: "s", outOfService: "x", comment: "c" };

/** The action of a key; not of one that is held down, for it may be in service, out of it and in it again. */
export function findAlarmAction(press: KeyPress & Pick<KeyboardEvent, "repeat">): AlarmAction | undefined {
  const key = plainKeyOf(press);
  return press.repeat ? undefined : ALARM_ACTIONS.find((action) => ALARM_ACTION_KEYS[action] === key);
}

/** What something is done to; without a view it is a stream or server that has no alarm. */
export interface AlarmTarget {
  alarmId: string;
  view?: AlarmView;
}

export type RunAlarmAction = (action: AlarmAction, targets: readonly AlarmTarget[]) => void;

/** What becomes of an action: done at once, after a reason is asked for, or the end of what was done before. `targets`: those that it is for. */
export type PlannedAction =
  | { step: "acknowledge" | "unshelve" | "inService"; targets: readonly AlarmTarget[] }
  | { step: "ask"; action: Exclude<AlarmAction, "acknowledge">; targets: readonly AlarmTarget[] }
  | { step: "nothing" };

export function planAlarmAction(action: AlarmAction, targets: readonly AlarmTarget[]): PlannedAction {
  const known = targets.filter(({ view }) => view);
  const every = (holds: (view: AlarmView) => unknown) => targets.length > 0 && targets.every(({ view }) => view && holds(view));
  switch (action) {
    case "acknowledge": {
      const open = known.filter(({ view }) => view?.occurrenceId !== undefined && asksForSomebody(view));
      return open.length > 0 ? { step: "acknowledge", targets: open } : { step: "nothing" };
    }
    case "shelve":
      if (every(({ shelf }) => shelf)) return { step: "unshelve", targets };
      break;
    case "outOfService":
      if (every(({ outOfService }) => outOfService)) return { step: "inService", targets };
      return targets.length > 0 ? { step: "ask", action, targets } : { step: "nothing" };
    default:
  }
  return known.length > 0 ? { step: "ask", action, targets: known } : { step: "nothing" };
}
