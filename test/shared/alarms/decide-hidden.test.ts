import { describe, expect, test } from "vitest";
import { countEvents, idsOf, makeTiles, makeWorld, MINUTE, SECOND, START, stopServer } from "./make-world.ts";
import type { World } from "./make-world.ts";

describe("maintenance", () => {
  const window = { from: START + 5 * MINUTE, to: START + 65 * MINUTE };
  const intoWindow = 6 * MINUTE;
  const inMaintenance = () => makeWorld(makeTiles(3), { maintenance: { streams: new Map([["cam-1", [window]]]), servers: new Map() } });

  test("down before and down after: no news", () => {
    const world = inMaintenance();
    world.fail(["cam-1"]);
    world.pass(4 * MINUTE);
    expect(world.news()).toEqual(["raised stream:cam-1"]);
    world.pass(120 * MINUTE);
    expect(world.news()).toEqual([]);
    expect(world.state("stream:cam-1")).toBe("unacknowledged");
  });

  test("recovered within: over at its end", () => {
    const world = inMaintenance();
    world.fail(["cam-1"]);
    world.pass(intoWindow);
    world.news();
    world.play(["cam-1"]);
    world.pass(window.to - world.now() - 1);
    expect(world.news()).toEqual([]);
    world.pass(1);
    expect(world.news()).toEqual(["cleared stream:cam-1"]);
    expect(world.journal.at(-1)).toMatchObject({ at: window.to, since: START + intoWindow });
  });

  test("newly down at its end: raised then", () => {
    const world = inMaintenance();
    world.pass(intoWindow);
    world.fail(["cam-1"]);
    world.pass(window.to - world.now() - 1);
    expect(world.news()).toEqual([]);
    world.pass(1);
    expect(world.news()).toEqual(["raised stream:cam-1"]);
  });

  test("down and back within: nothing", () => {
    const world = inMaintenance();
    world.pass(intoWindow);
    world.fail(["cam-1"]);
    world.pass(10 * MINUTE);
    world.play(["cam-1"]);
    world.pass(120 * MINUTE);
    expect(world.journal).toEqual([]);
  });

  test("of a whole server: its streams that are still down at the end are one alarm", () => {
    const streams = new Map(idsOf(8).map((id) => [id, [window]]));
    const world = makeWorld(makeTiles(8), { maintenance: { streams, servers: new Map([["a:8889", [window]]]) } });
    world.pass(intoWindow);
    stopServer(world, idsOf(8));
    world.pass(window.to - world.now() - 1);
    expect(world.journal).toEqual([]);
    world.pass(1);
    expect(countEvents(world.journal)).toEqual({ "raised server": 1, "raised stream": 8 });
  });

  test("a stream in it is no evidence for its server's failure", () => {
    const streams = new Map(idsOf(6).map((id) => [id, [{ from: START, to: window.to }]]));
    const world = makeWorld(makeTiles(8), { maintenance: { streams, servers: new Map() } });
    stopServer(world, idsOf(7));
    world.pass(MINUTE);
    expect(world.news()).toEqual(["raised stream:cam-7"]);
  });

  test("out of service is the same, until somebody ends it", () => {
    const world = makeWorld(makeTiles(3));
    world.say({ type: "out_of_service", alarmId: "stream:cam-1", reason: "lens" });
    world.fail(["cam-1"]);
    world.pass(600 * MINUTE);
    expect(world.news()).toEqual(["out_of_service stream:cam-1"]);
    world.say({ type: "in_service", alarmId: "stream:cam-1" });
    world.pass(0);
    expect(world.news()).toEqual(["in_service stream:cam-1", "raised stream:cam-1"]);
  });
});

test("a server out of service takes its streams with it", () => {
  const world = makeWorld(makeTiles(3));
  world.say({ type: "out_of_service", alarmId: "server:a:8889", until: START + 60 * MINUTE, reason: "update" });
  stopServer(world, idsOf(3));
  world.pass(60 * MINUTE - 1);
  expect(world.news()).toEqual(["out_of_service server:a:8889"]);
  world.pass(1);
  expect(countEvents(world.journal)).toMatchObject({ "in_service server": 1, "raised server": 1, "raised stream": 3 });
});

describe("a shelf", () => {
  const shelve = (world: World) =>
    world.say({ type: "shelved", alarmId: "stream:cam-1", until: world.now() + 60 * MINUTE, reason: "known" });

  test("ends by itself, and what happened beneath shows then", () => {
    const world = makeWorld(makeTiles(3));
    world.fail(["cam-1"]);
    world.pass(MINUTE);
    shelve(world);
    world.play(["cam-1"]);
    world.pass(59 * MINUTE);
    expect(world.state("stream:cam-1")).toBe("shelved");
    world.pass(MINUTE);
    expect(world.state("stream:cam-1")).toBe("returned_unacknowledged");
    expect(world.news()).toEqual(["raised stream:cam-1", "shelved stream:cam-1", "cleared stream:cam-1", "unshelved stream:cam-1"]);
  });

  test("lasts its own length at most when the clock goes back, and ends when it leaps beyond", () => {
    const world = makeWorld(makeTiles(3));
    world.fail(["cam-1"]);
    world.pass(MINUTE);
    shelve(world);
    world.setClock(START - 400 * 24 * 60 * MINUTE);
    world.pass(0);
    world.pass(60 * MINUTE - 1);
    expect(world.state("stream:cam-1")).toBe("shelved");
    world.pass(1);
    expect(world.state("stream:cam-1")).toBe("unacknowledged");
    shelve(world);
    world.setClock(START);
    world.pass(0);
    expect(world.state("stream:cam-1")).toBe("unacknowledged");
  });
});

test("out of service for a time lasts its own length at most when the clock goes back", () => {
  const world = makeWorld(makeTiles(3));
  world.say({ type: "out_of_service", alarmId: "stream:cam-1", until: world.now() + 60 * MINUTE, reason: "lens" });
  world.setClock(START - 400 * 24 * 60 * MINUTE);
  world.pass(0);
  world.pass(60 * MINUTE - 1);
  expect(world.state("stream:cam-1")).toBe("out_of_service");
  world.pass(1);
  expect(world.news().at(-1)).toBe("in_service stream:cam-1");
});

describe("a clock that leaps", () => {
  test("back holds up neither a raise nor a clear", () => {
    const world = makeWorld(makeTiles(3));
    world.fail(["cam-1", "cam-2"]);
    world.pass(MINUTE);
    world.play(["cam-1"]);
    world.pass(0);
    world.setClock(START - 60 * MINUTE);
    world.pass(30 * SECOND);
    expect(world.state("stream:cam-1")).toBe("returned_unacknowledged");
  });

  test("is no failure: what failed around it counts from a window later", () => {
    const world = makeWorld(makeTiles(3));
    world.evidence = { ...world.evidence, upset: { at: START, cause: "clock" } };
    world.fail(["cam-1"]);
    world.pass(44 * SECOND);
    expect(world.journal).toEqual([]);
    world.pass(SECOND);
    expect(world.news()).toEqual(["raised stream:cam-1"]);
  });
});
