import { alarmStateOf } from "../../../shared/alarms/alarm.ts";
import type { AlarmEvent } from "../../../shared/alarms/alarm.ts";
import { decideAlarms } from "../../../shared/alarms/decide-alarms.ts";
import type { Alarms } from "../../../shared/alarms/apply-alarm-event.ts";
import { applyToAlarms } from "../../../shared/alarms/apply-alarm-event.ts";
import type { Evidence, ServerEvidence, TileEvidence, TileFailure } from "../../../shared/alarms/evidence.ts";
import type { PlannedStream, Situation } from "../../../shared/alarms/situation.ts";

export const START = Date.UTC(2026, 0, 8, 2, 10);
export const SECOND = 1_000;
export const MINUTE = 60_000;
export const TIMING = { onDelay: 30_000, offDelay: 30_000, reAlarm: 0 };

export type TileOptions = Partial<Omit<TileEvidence, "streamId">>;

export function makeTile(streamId: string, options: TileOptions = {}): TileEvidence {
  return { streamId, server: "a:8889", site: "", priority: "medium", ...options };
}

export function makeTiles(count: number, options: TileOptions = {}, prefix = "cam"): TileEvidence[] {
  return Array.from({ length: count }, (_, i) => makeTile(`${prefix}-${i + 1}`, options));
}

export function makeEvidence({
  servers = {},
  ...evidence
}: Partial<Omit<Evidence, "servers">> & { servers?: Record<string, ServerEvidence> }): Evidence {
  return { at: START, tiles: [], ...evidence, servers: new Map(Object.entries(servers)) };
}

/** A wall and its alarms over time: what happens is said, and time passes from one due moment to the next. */
export interface World {
  now: () => number;
  alarms: () => Alarms;
  /** Everything that was written down. */
  journal: AlarmEvent[];
  situation: Omit<Situation, "at" | "evidence">;
  evidence: Evidence;
  fail(streams: readonly string[], failure?: Partial<TileFailure>): void;
  play(streams: readonly string[]): void;
  /** Nobody looks at them any more. */
  hide(streams: readonly string[]): void;
  answer(server: string, doesAnswer: boolean): void;
  /** The host begins anew: what it knows is what was written down. */
  begin(): void;
  /** `/v3/info` of it says that it was started anew. */
  restart(server: string): void;
  setClock(time: number): void;
  say(event: Partial<AlarmEvent> & { type: AlarmEvent["type"]; alarmId: string }): void;
  /** Decides now, then at every due moment until so much later. */
  pass(milliseconds: number): void;
  /** What has been written since this was asked last, as `type alarmId`. */
  news(): string[];
  state(alarmId: string): string;
}

export function makeWorld(tiles: readonly TileEvidence[], change: Partial<Situation> = {}): World {
  let now = START;
  let alarms: Alarms = new Map();
  let ids = 0;
  let told = 0;
  const shown = new Map(tiles.map((tile) => [tile.streamId, tile]));
  const servers = new Map<string, ServerEvidence>([...new Set(tiles.map(({ server }) => server))].map((server) => [server, {}]));
  const streams = new Map<string, PlannedStream>(
    tiles.map(({ streamId, server, site, priority }) => [streamId, { server, site, priority }]),
  );
  const maintenance = { streams: new Map(), servers: new Map() };
  const situation = { streams, flapping: new Set<string>(), host: [], maintenance, timing: TIMING, ...change };
  const makeId = () => `id-${++ids}`;
  const take = (event: AlarmEvent) => {
    const copy = new Map(alarms);
    applyToAlarms(copy, event);
    alarms = copy;
    world.journal.push(event);
  };
  function decide(): number | undefined {
    const evidence = { ...world.evidence, at: now, tiles: [...shown.values()], servers };
    const decision = decideAlarms(alarms, { ...world.situation, at: now, evidence }, { makeId });
    ({ alarms } = decision);
    world.journal.push(...decision.events);
    return decision.due;
  }
  const changeTiles = (ids: readonly string[], make: (tile: TileEvidence) => TileEvidence | undefined) => {
    for (const id of ids) {
      const tile = make(shown.get(id) ?? tiles.find(({ streamId }) => streamId === id)!);
      if (tile) shown.set(id, tile);
      else shown.delete(id);
    }
  };
  const world: World = {
    now: () => now,
    alarms: () => alarms,
    journal: [],
    situation,
    evidence: makeEvidence({ gateway: { answeredAt: Infinity } }),
    fail: (ids, failure) =>
      changeTiles(ids, (tile) => ({ ...tile, playsSince: undefined, failure: { since: now, reason: "stalled_no_packets", ...failure } })),
    play: (ids) => changeTiles(ids, (tile) => ({ ...tile, failure: undefined, playsSince: now })),
    hide: (ids) => changeTiles(ids, () => undefined),
    answer(server, doesAnswer) {
      servers.set(server, { ...servers.get(server), [doesAnswer ? "answeredAt" : "failedAt"]: now });
    },
    begin() {
      const replayed = new Map();
      for (const event of world.journal) applyToAlarms(replayed, event);
      alarms = replayed;
    },
    restart: (server) => servers.set(server, { ...servers.get(server), restartedAt: now }),
    setClock(time) {
      now = time;
      world.evidence = { ...world.evidence, upset: { at: now, cause: "clock" } };
      for (const tile of shown.values()) {
        const { failure, playsSince = now } = tile;
        shown.set(tile.streamId, {
          ...tile,
          playsSince: Math.min(playsSince, now),
          ...(failure && { failure: { ...failure, since: Math.min(failure.since, now) } }),
        });
      }
    },
    say: (event) => take({ id: makeId(), at: now, ...event } as AlarmEvent),
    pass(milliseconds) {
      const end = now + milliseconds;
      for (let due = decide(); due !== undefined && due <= end; due = decide()) now = Math.max(due, now + 1);
      now = end;
      decide();
    },
    news() {
      const news = world.journal.slice(told).map(({ type, alarmId }) => `${type} ${alarmId}`);
      told = world.journal.length;
      return news;
    },
    state: (alarmId) => stateOf(alarms, alarmId),
  };
  return world;
}

function stateOf(alarms: Alarms, alarmId: string): string {
  const alarm = alarms.get(alarmId);
  return alarm ? alarmStateOf(alarm) : "normal";
}

export const idsOf = (count: number) => Array.from({ length: count }, (_, i) => `cam-${i + 1}`);

/** All fail, and server a does not answer. */
export function stopServer(world: World, streams: readonly string[]): void {
  world.fail(streams);
  world.answer("a:8889", false);
}

export function startServer(world: World, streams: readonly string[]): void {
  world.answer("a:8889", true);
  world.play(streams);
}

/** How many of each event were written, by the alarm's topic: `raised server`. */
export function countEvents(journal: readonly AlarmEvent[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { type, alarmId } of journal) {
    const key = `${type} ${alarmId.split(":")[0]}`;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}
