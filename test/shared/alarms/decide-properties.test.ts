import fc from "fast-check";
import { expect, test } from "vitest";
import { applyToAlarms } from "../../../shared/alarms/apply-alarm-event.ts";
import type { Alarms } from "../../../shared/alarms/apply-alarm-event.ts";
import { isOpen } from "../../../shared/alarms/alarm.ts";
import type { Alarm } from "../../../shared/alarms/alarm.ts";
import { makeTiles, makeWorld, MINUTE, SECOND, TIMING } from "./make-world.ts";
import type { World } from "./make-world.ts";

const TILES = [
  ...makeTiles(4, { site: "강남" }),
  ...makeTiles(2, {}, "spare"),
  ...makeTiles(4, { server: "b:8889", priority: "high" }, "b"),
];
const STREAMS = TILES.map(({ streamId }) => streamId);

const someStreams = fc.subarray(STREAMS, { minLength: 1 });
const someServer = fc.constantFrom("a:8889", "b:8889");
const someAlarm = fc.constantFrom(
  "server:a:8889",
  "server:b:8889",
  "site:강남",
  "network:pc",
  "credentials:b:8889",
  ...STREAMS.map((id) => `stream:${id}`),
);

type Step = (world: World) => void;
const failing = fc.constantFrom({}, { reason: "auth" as const, statusCode: 401 }, { reason: "no_stream" as const, statusCode: 404 });
const someStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.integer({ min: 1, max: 90 }).map(
      (seconds): Step =>
        (world) =>
          world.pass(seconds * SECOND),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(someStreams, failing).map(
      ([ids, failure]): Step =>
        (world) =>
          world.fail(ids, failure),
    ),
  },
  {
    weight: 3,
    arbitrary: someStreams.map(
      (ids): Step =>
        (world) =>
          world.play(ids),
    ),
  },
  someStreams.map(
    (ids): Step =>
      (world) =>
        world.hide(ids),
  ),
  fc.tuple(someServer, fc.boolean()).map(
    ([server, doesAnswer]): Step =>
      (world) =>
        world.answer(server, doesAnswer),
  ),
  someServer.map(
    (server): Step =>
      (world) =>
        world.restart(server),
  ),
  fc.subarray(STREAMS, { maxLength: 3 }).map(
    (ids): Step =>
      (world) =>
        void (world.situation = { ...world.situation, flapping: new Set(ids) }),
  ),
  someAlarm.map((alarmId): Step => (world) => {
    const occurrenceId = world.alarms().get(alarmId)?.occurrence?.id;
    if (occurrenceId !== undefined) world.say({ type: "acknowledged", alarmId, occurrenceId });
  }),
  fc.tuple(someAlarm, fc.integer({ min: 1, max: 30 })).map(([alarmId, minutes]): Step => (world) => {
    world.say({ type: "shelved", alarmId, until: world.now() + minutes * MINUTE, reason: "r" });
  }),
  fc.integer({ min: -180, max: 180 }).map(
    (minutes): Step =>
      (world) =>
        world.setClock(world.now() + minutes * MINUTE),
  ),
  fc.constant<Step>((world) => world.begin()),
);
const someSteps = fc.array(someStep, { maxLength: 40 });
const RUNS = { numRuns: 300 };

/** What is kept of an alarm through a restart: all but what the evidence says anyway. */
function keep(alarms: Alarms): unknown[] {
  const kept = [...alarms.values()].filter(({ occurrence, shelf, outOfService }) => occurrence ?? shelf ?? outOfService);
  const strip = (alarm: Alarm) => ({ ...alarm, condition: undefined, endedAt: undefined, kind: alarm.occurrence && alarm.kind });
  return kept.map(strip).sort((a, b) => (a.id < b.id ? -1 : 1));
}

test("the journal leads to the same alarms", () => {
  fc.assert(
    fc.property(someSteps, (steps) => {
      const world = makeWorld(TILES);
      for (const step of steps) step(world);
      const replayed = new Map<string, Alarm>();
      for (const event of world.journal) applyToAlarms(replayed, event);
      expect(keep(replayed)).toEqual(keep(world.alarms()));
    }),
    RUNS,
  );
});

test("what fails for long is shown, by itself or as part of what is; what is part of nothing is suppressed by nothing", () => {
  fc.assert(
    fc.property(someSteps, someStreams, (steps, ids) => {
      const world = makeWorld(TILES);
      for (const step of steps) step(world);
      world.fail(ids);
      world.pass(2 * MINUTE);
      const alarms = world.alarms();
      for (const id of ids) expect(isOpen(alarms.get(`stream:${id}`))).toBe(true);
      for (const { occurrence } of alarms.values()) {
        if (occurrence?.cause !== undefined) expect(isOpen(alarms.get(occurrence.cause))).toBe(true);
      }
    }),
    RUNS,
  );
});

test("when all play, every alarm is over, and what nobody has acknowledged is still there", () => {
  fc.assert(
    fc.property(someSteps, (steps) => {
      const world = makeWorld(TILES);
      for (const step of steps) step(world);
      const shown = [...world.alarms().values()].filter(
        ({ occurrence }) => occurrence && !occurrence.isAcknowledged && occurrence.cause === undefined,
      );
      for (const server of ["a:8889", "b:8889"]) world.answer(server, true);
      world.play(STREAMS);
      world.situation = { ...world.situation, flapping: new Set() };
      world.pass(5 * TIMING.offDelay);
      for (const alarm of world.alarms().values()) expect(isOpen(alarm)).toBe(false);
      for (const { id } of shown) expect(world.alarms().get(id)?.occurrence?.isAcknowledged).toBe(false);
    }),
    RUNS,
  );
});

test("it never matters how often it is decided", () => {
  fc.assert(
    fc.property(someSteps, (steps) => {
      const [once, often] = [makeWorld(TILES), makeWorld(TILES)];
      for (const step of steps) {
        step(once);
        once.pass(0);
        step(often);
        for (let n = 0; n < 3; n++) often.pass(0);
      }
      expect(often.journal.map(({ type, alarmId }) => `${type} ${alarmId}`)).toEqual(
        once.journal.map(({ type, alarmId }) => `${type} ${alarmId}`),
      );
    }),
    RUNS,
  );
});

test("an alarm is raised once for what goes on", () => {
  fc.assert(
    fc.property(someSteps, (steps) => {
      const world = makeWorld(TILES);
      for (const step of steps) step(world);
      const before = world.journal.length;
      world.pass(10 * MINUTE);
      const raised = world.journal.slice(before).filter(({ type }) => type === "raised");
      expect(new Set(raised.map(({ alarmId }) => alarmId)).size).toBe(raised.length);
    }),
    RUNS,
  );
});
