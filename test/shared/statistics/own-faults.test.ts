import { describe, expect, test } from "vitest";
import type { AlarmEvent } from "../../../shared/alarms/alarm.ts";
import { countOwnFault, listOwnFaults, pickFaultEvent } from "../../../shared/statistics/own-faults.ts";
import { idsOf, makeTiles, makeWorld, MINUTE, SECOND, START, startServer, stopServer } from "../alarms/make-world.ts";
import type { World } from "../alarms/make-world.ts";

/** A server and nobody else who could be asked. */
function makeLonelyWall(count = 4): World {
  const world = makeWorld(makeTiles(count));
  world.evidence = { ...world.evidence, gateway: undefined! };
  return world;
}

const faultsOf = (events: readonly AlarmEvent[]) =>
  Object.fromEntries(listOwnFaults(events.flatMap((event) => pickFaultEvent(event) ?? [])));

describe("time that may be this PC's own fault", () => {
  test("is what is part of an alarm that may be the server or this PC's network", () => {
    const world = makeLonelyWall(3);
    stopServer(world, idsOf(3));
    world.pass(2 * MINUTE);
    expect(faultsOf(world.journal)["cam-1"]).toEqual([{ from: START, to: Infinity }]);
    startServer(world, idsOf(3));
    world.pass(MINUTE);
    const interval = { from: START, to: START + 2 * MINUTE };
    expect(faultsOf(world.journal)).toEqual({ "cam-1": [interval], "cam-2": [interval], "cam-3": [interval] });
  });

  test("is what other PCs play meanwhile", () => {
    const world = makeWorld(makeTiles(3));
    stopServer(world, idsOf(3));
    world.fail(idsOf(3), { since: START, elsewhere: "plays" });
    world.pass(2 * MINUTE);
    expect(faultsOf(world.journal)["cam-1"]).toEqual([{ from: START, to: Infinity }]);
  });

  test("is none when the server is found to be down", () => {
    const world = makeWorld(makeTiles(3));
    stopServer(world, idsOf(3));
    world.pass(2 * MINUTE);
    expect(faultsOf(world.journal)).toEqual({});
  });

  test("is none of a server that turns out to have been started anew", () => {
    const world = makeLonelyWall();
    stopServer(world, idsOf(4));
    world.pass(MINUTE);
    world.restart("a:8889");
    startServer(world, idsOf(4));
    world.pass(MINUTE);
    expect(faultsOf(world.journal)).toEqual({});
  });

  test("ends for a stream that outlives its cause when it is set free", () => {
    const world = makeLonelyWall();
    stopServer(world, idsOf(4));
    world.pass(2 * MINUTE);
    startServer(world, idsOf(4).slice(1));
    world.pass(60 * MINUTE);
    expect(faultsOf(world.journal)["cam-1"]).toEqual([{ from: START, to: START + 2 * MINUTE + 30 * SECOND }]);
  });
});

test("counts as unknown and not as down, and the rest stays as it is", () => {
  const timeline = {
    streamId: "cam",
    server: "a:8889",
    down: [
      { from: 10, to: 20, incidentId: "first" },
      { from: 50, to: 90, incidentId: "second" },
    ],
    unknown: [{ from: 0, to: 5 }],
  };
  expect(countOwnFault(timeline, [{ from: 0, to: 60 }])).toEqual({
    ...timeline,
    down: [{ from: 60, to: 90, incidentId: "second" }],
    unknown: [
      { from: 0, to: 5 },
      { from: 10, to: 20 },
      { from: 50, to: 60 },
    ],
  });
});
