import { visitKinds } from "../../shared/statistics/partition.ts";
import type { KindInterval, Partition } from "../../shared/statistics/partition.ts";

/** All kinds of time of a window, in order. */
export function listKinds(partition: Partition): KindInterval[] {
  const kinds: KindInterval[] = [];
  visitKinds(partition, (kind, from, to) => kinds.push({ kind, from, to }));
  return kinds;
}
