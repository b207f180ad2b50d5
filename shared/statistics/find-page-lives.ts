import { LONGEST_SILENCE } from "../state-line.ts";
import type { HostEvent, StateLine } from "../state-line.ts";
import type { Interval } from "./intervals.ts";

/**
 * When each page was looking at its streams, in order. Every line of a page is a sign of life; between two of them it lived, unless they
 * are further apart than LONGEST_SILENCE or the host began or ended in between: at a new start everything before it ends at the last sign.
 * A host that closed in order, and `now`, are as good as a sign of the pages that lived until then.
 */
export function findPageLives(lines: readonly StateLine[], now: number): Map<string, Interval[]> {
  const signs = new Map<string, number[]>();
  const breaks: HostEvent[] = [];
  for (const line of lines) {
    if (line.at > now) continue;
    const page = "page" in line ? line.page : undefined;
    if (line.kind === "started" || line.kind === "closed") breaks.push(line);
    else if (page !== undefined && !signs.get(page)?.push(line.at)) signs.set(page, [line.at]);
  }
  breaks.sort((a, b) => a.at - b.at);
  return new Map([...signs].map(([page, times]) => [page, joinSigns(Float64Array.from(times).sort(), { breaks, now })]));
}

function joinSigns(times: Float64Array, { breaks, now }: { breaks: readonly HostEvent[]; now: number }): Interval[] {
  const lives: Interval[] = [];
  let life: Interval | undefined;
  let next = 0;
  const end = (present: Interval, until: number) => {
    while (next < breaks.length && breaks[next]!.at <= present.to) next++;
    const ending = breaks[next];
    if (!ending || ending.at > until) return false;
    if (ending.kind === "closed" && ending.at - present.to <= LONGEST_SILENCE) present.to = ending.at;
    return true;
  };
  for (const time of times) {
    if (life && !end(life, time) && time - life.to <= LONGEST_SILENCE) life.to = time;
    else lives.push((life = { from: time, to: time }));
  }
  if (life && !end(life, now) && now - life.to <= LONGEST_SILENCE) life.to = now;
  return lives;
}
