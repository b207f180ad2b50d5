import { createStateReader } from "../../electron/states/read-states.ts";
import type { StateLine } from "../../shared/state-line.ts";
import type { Interval } from "../../shared/statistics/intervals.ts";

/** All lines from which the states within a window follow, as a process that has just started reads them. */
export async function readStateLines(folder: string, window: Interval): Promise<StateLine[]> {
  const reader = createStateReader(folder);
  return [...(await reader.read(window, await reader.pick(await reader.list(window), window))).values()].flat();
}
