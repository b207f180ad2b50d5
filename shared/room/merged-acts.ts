import { MOST_COMMENTS } from "../alarms/alarm.ts";
import { isLater } from "./room-act.ts";
import type { RoomAct } from "./room-act.ts";

type ActOf<T extends RoomAct["type"]> = Extract<RoomAct, { type: T }>;

/** What stands of all that people did about one alarm: the last word on each matter, whoever said it and in whatever order it came. */
export interface MergedActs {
  acknowledged?: ActOf<"acknowledged">;
  shelf?: ActOf<"shelved" | "unshelved">;
  service?: ActOf<"out_of_service" | "in_service">;
  /** In order of time. */
  comments: readonly ActOf<"commented">[];
}

export const NO_ACTS: MergedActs = { comments: [] };

/** Merges in any order, and again, to the same; `acts` itself where the act is not news. */
export function mergeAct(acts: MergedActs, act: RoomAct): MergedActs {
  switch (act.type) {
    case "acknowledged":
      return isNews(act, acts.acknowledged) ? { ...acts, acknowledged: act } : acts;
    case "shelved":
    case "unshelved":
      return isNews(act, acts.shelf) ? { ...acts, shelf: act } : acts;
    case "out_of_service":
    case "in_service":
      return isNews(act, acts.service) ? { ...acts, service: act } : acts;
    case "commented":
      return addComment(acts, act);
  }
}

/** When the last of them was, by the clocks of those who did them. */
export function lastActAt({ acknowledged, shelf, service, comments }: MergedActs): number {
  return Math.max(...[acknowledged, shelf, service, comments.at(-1)].map((act) => act?.at ?? -Infinity));
}

function isNews(act: RoomAct, known: RoomAct | undefined): boolean {
  return known === undefined || isLater(act, known);
}

function addComment(acts: MergedActs, act: ActOf<"commented">): MergedActs {
  if (acts.comments.some(({ id }) => id === act.id)) return acts;
  const comments = [...acts.comments, act].sort((a, b) => (isLater(a, b) ? 1 : -1)).slice(-MOST_COMMENTS);
  return comments.includes(act) ? { ...acts, comments } : acts;
}
