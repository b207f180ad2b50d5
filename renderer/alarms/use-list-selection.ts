import { useState } from "react";
import { keepActive } from "./list-rows.ts";

export interface ListSelection {
  /** Id of the row that keys move. */
  active: string | undefined;
  /** Ids of the chosen rows that are there. */
  chosen: ReadonlySet<string>;
  /** `isExtended`: everything from the active row to this one is chosen, too. */
  activate(id: string, how: { isExtended: boolean }): void;
  toggle(id: string): void;
  chooseAll(): void;
  chooseNone(): void;
}

/**
 * Follows the rows as they change: what is gone is chosen no more, and the active row hands over to its neighbour. `first` is what is active
 * from the beginning, and whenever it is another.
 */
export function useListSelection(ids: readonly string[], first: string | undefined): ListSelection {
  const [state, setState] = useState({ ids, first, active: first ?? ids[0], chosen: new Set<string>() as ReadonlySet<string> });
  let present = state;
  if (state.first !== first) {
    present = { ...present, first, active: first ?? present.active };
    setState(present);
  }
  if (state.ids !== ids && state.ids.join("\n") !== ids.join("\n")) {
    const active = keepActive(present.active, state.ids, ids);
    present = { ...present, ids, active, chosen: new Set([...state.chosen].filter((id) => ids.includes(id))) };
    setState(present);
  }
  const change = (next: Partial<typeof state>) => setState({ ...present, ...next });
  const { active, chosen } = present;
  return {
    active,
    chosen,
    activate(id, { isExtended }) {
      const [from, to] = [ids.indexOf(active ?? id), ids.indexOf(id)].sort((a, b) => a - b);
      change({ active: id, ...(isExtended && { chosen: new Set([...chosen, ...ids.slice(Math.max(0, from!), to! + 1)]) }) });
    },
    toggle(id) {
      const next = new Set(chosen);
      if (!next.delete(id)) next.add(id);
      change({ active: id, chosen: next });
    },
    chooseAll: () => change({ chosen: new Set(ids) }),
    chooseNone: () => change({ chosen: new Set() }),
  };
}
