import type { AlarmView } from "../../shared/alarms-api.ts";

/** It waits for somebody to acknowledge it, whether it goes on or not. */
export function asksForSomebody({ state }: Pick<AlarmView, "state">): boolean {
  return state === "unacknowledged" || state === "returned_unacknowledged";
}

/** It belongs in the banner: an operator's. An administrator's is never loud. */
export function asksOperator(view: Pick<AlarmView, "state" | "owner">): boolean {
  return view.owner === "operator" && asksForSomebody(view);
}
