import type { TimelinePiece } from "../statistics-api.ts";
import type { Outage } from "./build-timelines.ts";
import { findFirst } from "./intervals.ts";
import { visitKinds } from "./partition.ts";
import type { KindInterval, KindOfTime, Partition } from "./partition.ts";

/** What is joined is shown as the worst of it. */
const BADNESS: Record<KindOfTime, number> = { up: 0, maintenance: 1, unknown: 2, down: 3 };

/**
 * A stream's timeline in `pieces` pieces at most (0: none), in order and without a gap. None is shorter than the window divided by `pieces`:
 * one that is takes what it lacks from a better one beside it and is joined with a worse one. So nothing is shown better than it was, and worse
 * for no longer than one such length.
 */
export function traceKinds(partition: Partition, pieces: number): TimelinePiece[] {
  if (pieces === 0) return [];
  const shortest = Math.ceil((partition.window.to - partition.window.from) / pieces);
  const traced: KindInterval[] = [];
  /** The last one while it is too short. */
  let open: KindInterval | undefined;
  visitKinds(partition, (kind, begin, to) => {
    let from = begin;
    if (open) {
      const isWorse = BADNESS[kind] >= BADNESS[open.kind];
      if (isWorse) open.kind = kind;
      from = open.to = isWorse ? to : Math.min(to, open.from + shortest);
      if (open.to - open.from < shortest) return; // all of it is in it
      append(traced, open);
      open = undefined;
    }
    if (to - from >= shortest) append(traced, { kind, from, to });
    else if (from < to) open = { kind, from, to };
  });
  if (open) appendLast(traced, open, shortest);
  return traced.map((piece) => ({ ...piece, ...reasonOf(piece, partition.down) }));
}

function append(traced: KindInterval[], next: KindInterval): void {
  const last = traced.at(-1);
  if (last?.kind === next.kind) last.to = next.to;
  else traced.push(next);
}

/** Nothing follows from which it could take what it lacks. */
function appendLast(traced: KindInterval[], open: KindInterval, shortest: number): void {
  const last = traced.pop();
  const from = open.to - shortest;
  if (last && BADNESS[open.kind] > BADNESS[last.kind] && from - last.from >= shortest) {
    traced.push({ ...last, to: from }, { ...open, from });
  } else {
    const kind = last && BADNESS[last.kind] > BADNESS[open.kind] ? last.kind : open.kind;
    append(traced, { kind, from: last?.from ?? open.from, to: open.to });
  }
}

function reasonOf({ kind, from }: KindInterval, down: readonly Outage[]): Pick<TimelinePiece, "reason"> {
  if (kind !== "down") return {};
  const reason = down[findFirst(down.length, (n) => down[n]!.to > from)]?.reason;
  return reason ? { reason } : {};
}
