import fc from "fast-check";
import { PRIORITIES } from "../../../shared/alarms/alarm-kinds.ts";
import type { AlarmChange, AlarmEvent } from "../../../shared/alarms/alarm.ts";

/** An event of one PC's alarm journal. */
export interface RoomEvent {
  clientId: string;
  event: AlarmEvent;
}

export const SERVER = "server:a:8889";
export const STREAM = "stream:cam-1";

let ids = 0;
/** In the order in which they are made, as a PC's journal has them. */
export const nextId = (): string => `id-${String(++ids).padStart(8, "0")}`;

export function from(clientId: string, at: number, change: AlarmChange, alarmId = SERVER): RoomEvent {
  return { clientId, event: { id: nextId(), at, alarmId, ...change } };
}

/** What a person does at a PC. */
export function actAt(clientId: string, at: number, change: AlarmChange, alarmId = SERVER): RoomEvent {
  return from(clientId, at, { ...change, client: { id: clientId, name: `name of ${clientId}` } } as AlarmChange, alarmId);
}

export const raisedSince = (since: number, change: { cause?: string } = {}): AlarmChange => ({
  type: "raised",
  condition: { kind: "server_down", verdict: "server_down", since, priority: "high", ...change },
});
export const clearedSince = (since: number): AlarmChange => ({ type: "cleared", since });

const times = fc.nat(100_000);
const clients = fc.constantFrom("pc-1", "pc-2", "pc-3");
const cause = fc.option(fc.constantFrom("server:a:8889", "network:pc"), { nil: undefined });
const type = <T extends string>(name: T) => fc.constant(name);
const priority = fc.constantFrom(...PRIORITIES);
const seen: fc.Arbitrary<AlarmChange> = fc.oneof(
  fc.tuple(times, cause).map(([since, of]) => raisedSince(since, of === undefined ? {} : { cause: of })),
  times.map(clearedSince),
  fc.record({ type: type("realarmed") }),
  fc.record({ type: type("escalated"), priority }),
  fc.record({ type: type("diagnosed"), kind: type("server_restarted"), verdict: type("server_restarted") }),
  fc.record({ type: type("suppressed"), cause: type("network:pc") }),
  fc.record({ type: type("released"), since: times }),
);
const done: fc.Arbitrary<AlarmChange> = fc.oneof(
  times.map((since): AlarmChange => ({ type: "acknowledged", occurrenceId: "o", since })),
  fc.record({ type: type("shelved"), until: times, reason: type("r") }),
  fc.record({ type: type("unshelved") }),
  fc.record({ type: type("out_of_service"), reason: type("r") }),
  fc.record({ type: type("in_service") }),
  fc.record({ type: type("commented"), text: fc.string() }),
);
const alarmIds = fc.constantFrom(SERVER, STREAM, "disk:pc");

/** Some events, as often and in the order in which they may reach a collector: any. */
export const someDeliveries: fc.Arbitrary<{ events: RoomEvent[]; delivered: RoomEvent[] }> = fc
  .array(fc.tuple(clients, times, alarmIds, fc.boolean(), seen, done), { maxLength: 40 })
  .map((all) =>
    all.map(([clientId, at, alarmId, isAct, saw, did]) => (isAct ? actAt(clientId, at, did, alarmId) : from(clientId, at, saw, alarmId))),
  )
  .chain((events) =>
    fc.record({
      events: fc.constant(events),
      delivered: fc
        .tuple(fc.shuffledSubarray(events, { minLength: events.length }), fc.shuffledSubarray(events))
        .map(([once, again]) => [...once, ...again]),
    }),
  );
