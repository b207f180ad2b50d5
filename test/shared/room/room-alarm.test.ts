import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Alarm, AlarmChange } from "../../../shared/alarms/alarm.ts";
import { makeRoomAlarm } from "../../../shared/room/make-room-alarm.ts";
import { applyToRoom, listSeen } from "../../../shared/room/room-alarm.ts";
import type { RoomAlarm } from "../../../shared/room/room-alarm.ts";
import { actAt, clearedSince, from, nextId, raisedSince, SERVER, someDeliveries, STREAM } from "./room-events.ts";
import type { RoomEvent } from "./room-events.ts";

const everybody = (_clientId: string): boolean => true;

function roomOf(events: readonly RoomEvent[]): Map<string, RoomAlarm> {
  const room = new Map<string, RoomAlarm>();
  for (const { clientId, event } of events) applyToRoom(room, clientId, event);
  return room;
}

/** What is shown of it; undefined: no PC has it. */
function show(events: readonly RoomEvent[], { id = SERVER, isPresent = everybody, at = 1_000_000, looking = 3 } = {}): Alarm | undefined {
  const alarm = roomOf(events).get(id);
  const seen = alarm && listSeen(alarm, isPresent);
  return seen && seen.size > 0 ? makeRoomAlarm(alarm, { at, occurrenceId: "o", seen, looking }) : undefined;
}

test("in whatever order events come, and however often: the room's state is the same", () => {
  const asValues = (events: readonly RoomEvent[]) =>
    [...roomOf(events)].sort().map(([id, { sightings, acts }]) => ({ id, acts, sightings: [...sightings].sort() }));
  fc.assert(
    fc.property(someDeliveries, ({ events, delivered }) => {
      expect(asValues(delivered)).toEqual(asValues(events));
    }),
    { numRuns: 500 },
  );
});

describe("one alarm for all PCs", () => {
  const two = [from("pc-1", 30_000, raisedSince(0)), from("pc-2", 31_000, raisedSince(-500))];

  test("says how many of those that look see it, since when, and what they say", () => {
    expect(show(two)).toMatchObject({
      kind: "server_down",
      source: "a:8889",
      occurrence: { since: -500, priority: "high", verdict: "server_down", seenBy: { pcs: 2, of: 3 }, isAcknowledged: false },
    });
  });

  test("is open while any PC has it", () => {
    expect(show([...two, from("pc-1", 60_000, clearedSince(30_000))])?.occurrence?.seenBy).toEqual({ pcs: 1, of: 3 });
    expect(show([...two, from("pc-1", 60_000, clearedSince(30_000)), from("pc-2", 61_000, clearedSince(30_000))])).toBeUndefined();
  });

  test("of a PC that is gone it stands until another that saw it says that it is over", () => {
    const isPresent = (id: string) => id !== "pc-2";
    expect(show([two[1]!], { isPresent })?.occurrence?.seenBy?.pcs).toBe(1);
    expect(show([...two, from("pc-1", 60_000, clearedSince(30_000))], { isPresent })).toBeUndefined();
  });

  test("what concerns one PC alone is one alarm for each", () => {
    const full = (clientId: string) =>
      from(clientId, 0, { type: "raised", condition: { kind: "disk_low", since: 0, priority: "medium" } }, "disk:pc");
    expect([...roomOf([full("pc-1"), full("pc-2")]).keys()]).toEqual(["disk:pc@pc-1", "disk:pc@pc-2"]);
  });

  test("a stream is part of another alarm where at least half of the PCs say so", () => {
    const part = from("pc-1", 30_000, raisedSince(0, { cause: SERVER }), STREAM);
    const alone = (clientId: string) => from(clientId, 30_000, raisedSince(0), STREAM);
    expect(show([part, alone("pc-2")], { id: STREAM })?.occurrence?.cause).toBe(SERVER);
    expect(show([part, alone("pc-2"), alone("pc-3")], { id: STREAM })?.occurrence?.cause).toBeUndefined();
    const ownNetwork = from("pc-1", 30_000, raisedSince(0, { cause: "network:pc" }), STREAM);
    expect(show([ownNetwork], { id: STREAM })?.occurrence?.cause).toBe("network:pc@pc-1");
    const free = from("pc-1", 90_000, { type: "released", since: 40_000 }, STREAM);
    expect(show([part, free], { id: STREAM })?.occurrence).toMatchObject({ since: 40_000 });
    expect(show([part, free], { id: STREAM })?.occurrence?.cause).toBeUndefined();
  });
});

test("a PC that takes a stream for its own trouble does not hide it from the room where another sees it without", () => {
  const ownNetwork = from("pc-1", 30_000, raisedSince(0, { cause: "network:pc" }), STREAM);
  const alone = from("pc-2", 30_000, raisedSince(0), STREAM);
  const part = from("pc-3", 30_000, raisedSince(0, { cause: SERVER }), STREAM);
  expect(show([ownNetwork, alone], { id: STREAM })?.occurrence).toMatchObject({ seenBy: { pcs: 2, of: 3 } });
  expect(show([ownNetwork, alone], { id: STREAM })?.occurrence?.cause).toBeUndefined();
  expect(show([ownNetwork, part], { id: STREAM })?.occurrence?.cause).toBe(SERVER);
});

describe("what people did", () => {
  const acknowledge = (since: number, until?: number): AlarmChange => ({
    type: "acknowledged",
    occurrenceId: nextId(),
    since,
    ...(until !== undefined && { until }),
  });
  const isSeen = (events: readonly RoomEvent[]) => show(events)?.occurrence?.isAcknowledged;

  test("one acknowledgement is enough for all that see the same outage, also for who raises it later", () => {
    const act = actAt("pc-1", 40_000, acknowledge(0));
    expect(isSeen([from("pc-1", 30_000, raisedSince(0)), from("pc-2", 30_000, raisedSince(2_000)), act])).toBe(true);
    expect(isSeen([from("pc-1", 30_000, raisedSince(0)), act, from("pc-2", 45_000, raisedSince(5_000))])).toBe(true);
  });

  test("it does not reach an outage that began after it, or after the one that was seen was over", () => {
    const act = actAt("pc-1", 40_000, acknowledge(0));
    expect(isSeen([from("pc-1", 30_000, raisedSince(0)), act, from("pc-2", 100_000, raisedSince(70_000))])).toBe(false);
    const late = actAt("pc-1", 200_000, acknowledge(0, 60_000));
    expect(isSeen([from("pc-2", 150_000, raisedSince(120_000)), late])).toBe(false);
  });

  test.each<AlarmChange>([{ type: "escalated", priority: "high" }, { type: "realarmed" }, { type: "released", since: 0 }])(
    "nor what was asked for again since: $type",
    (again) => {
      const act = actAt("pc-1", 40_000, acknowledge(0));
      expect(isSeen([from("pc-1", 30_000, raisedSince(0)), act, from("pc-1", 50_000, again)])).toBe(false);
    },
  );

  test("the last word on shelving counts, whatever came first", () => {
    const raised = from("pc-1", 30_000, raisedSince(0));
    const shelf = actAt("pc-1", 40_000, { type: "shelved", until: 2_000_000, reason: "r" });
    const unshelf = actAt("pc-2", 50_000, { type: "unshelved" });
    expect(show([raised, shelf])?.shelf).toMatchObject({ until: 2_000_000 });
    expect(show([raised, unshelf, shelf])?.shelf).toBeUndefined();
    expect(show([raised, shelf], { at: 2_000_001 })?.shelf).toBeUndefined();
  });

  test("of acts at the same moment the same one counts everywhere", () => {
    const acts = [
      actAt("pc-1", 40_000, { type: "out_of_service", reason: "one" }),
      actAt("pc-2", 40_000, { type: "out_of_service", reason: "other" }),
    ];
    const raised = from("pc-1", 30_000, raisedSince(0));
    expect(show([raised, ...acts])?.outOfService).toEqual(show([raised, ...acts.toReversed()])?.outOfService);
  });
});
