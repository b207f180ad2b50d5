import { alarmIdOf, highestOf } from "./alarm-kinds.ts";
import type { Priority } from "./alarm-kinds.ts";
import { isOpen } from "./alarm.ts";
import type { Alarms } from "./apply-alarm-event.ts";
import { ENOUGH, MOST_OF_A_GROUP } from "./judge-evidence.ts";
import type { Plan } from "./plan-conditions.ts";
import type { Situation } from "./situation.ts";

/** What comes and goes: a stream, or a server (host:port) of which most streams do. */
export interface Unstable {
  source: string;
  server: string;
  priority: Priority;
  /** Ids of its streams. */
  streams: string[];
}

/** Streams that come and go together, because their server does, are one: as many as fail together for a common cause. */
export function listUnstable({ flapping, streams }: Pick<Situation, "flapping" | "streams">): Unstable[] {
  const ofServers = new Map<string, { all: number; flapping: string[]; priority: Priority }>();
  for (const [id, { server, priority }] of streams) {
    const known = ofServers.get(server) ?? { all: 0, flapping: [], priority: "low" };
    const isFlapping = flapping.has(id);
    ofServers.set(server, {
      all: known.all + 1,
      flapping: isFlapping ? [...known.flapping, id] : known.flapping,
      priority: isFlapping ? highestOf(priority, known.priority) : known.priority,
    });
  }
  return [...ofServers].flatMap(([server, { all, flapping: ids, priority }]): Unstable[] => {
    if (ids.length >= ENOUGH && ids.length >= MOST_OF_A_GROUP * all) return [{ source: server, server, priority, streams: ids }];
    return ids.map((id) => ({ source: id, server, priority: streams.get(id)!.priority, streams: [id] }));
  });
}

/** While something comes and goes, that is the alarm, and each single failure a part of it. */
export function planUnstable(plan: Plan, situation: Situation, alarms: Alarms): void {
  const { at, streams } = situation;
  for (const { source, server, priority, streams: members } of listUnstable(situation)) {
    const id = alarmIdOf("unstable", source);
    plan.conditions.set(id, { kind: "unstable", since: alarms.get(id)?.condition?.since ?? at, priority, server });
    joinUnstable(plan, [`server:${source}`, ...members.map((member) => `stream:${member}`)], id);
  }
  for (const alarm of alarms.values()) {
    const { id, kind, source } = alarm;
    if (kind !== "unstable" || !isOpen(alarm) || plan.conditions.has(id)) continue;
    plan.ends.set(id, at);
    const members = [...streams].flatMap(([stream, { server }]) => (stream === source || server === source ? [`stream:${stream}`] : []));
    joinUnstable(plan, [`server:${source}`, ...members], id);
  }
}

function joinUnstable({ conditions }: Plan, alarmIds: readonly string[], cause: string): void {
  for (const id of alarmIds) {
    const down = conditions.get(id);
    if (down && down.cause === undefined) conditions.set(id, { ...down, cause });
  }
}
