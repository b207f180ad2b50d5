import { describe, expect, test } from "vitest";
import { describeAlarm } from "../../../shared/alarms/describe-alarm.ts";
import {
  countEvents,
  idsOf,
  makeTile,
  makeTiles,
  makeWorld,
  MINUTE,
  SECOND,
  START,
  startServer,
  stopServer,
  TIMING,
} from "./make-world.ts";

const SERVER = "server:a:8889";
describe("one stream", () => {
  test("is raised after the on-delay and over after the off-delay", () => {
    const world = makeWorld(makeTiles(3));
    world.fail(["cam-1"]);
    world.pass(29 * SECOND);
    expect(world.news()).toEqual([]);
    world.pass(1 * SECOND);
    expect(world.news()).toEqual(["raised stream:cam-1"]);
    world.pass(MINUTE);
    world.play(["cam-1"]);
    world.pass(29 * SECOND);
    expect(world.news()).toEqual([]);
    world.pass(1 * SECOND);
    expect(world.news()).toEqual(["cleared stream:cam-1"]);
    expect(world.journal.at(-1)).toMatchObject({ since: START + 90 * SECOND, at: START + 120 * SECOND });
    expect(world.state("stream:cam-1")).toBe("returned_unacknowledged");
  });

  test("raises nothing for blips shorter than the on-delay, however many", () => {
    const world = makeWorld(makeTiles(3));
    for (let n = 0; n < 50; n++) {
      world.fail(["cam-1"]);
      world.pass(29 * SECOND);
      world.play(["cam-1"]);
      world.pass(SECOND);
    }
    expect(world.journal).toEqual([]);
    expect(world.alarms().size).toBe(0);
  });

  test("stays one alarm when it comes back for less than the off-delay", () => {
    const world = makeWorld(makeTiles(3));
    world.fail(["cam-1"]);
    world.pass(40 * SECOND);
    world.play(["cam-1"]);
    world.pass(29 * SECOND);
    world.fail(["cam-1"]);
    world.pass(5 * MINUTE);
    expect(world.news()).toEqual(["raised stream:cam-1"]);
    expect(world.alarms().get("stream:cam-1")?.occurrence?.since).toBe(START);
  });

  test("stays as it is while nobody looks", () => {
    const world = makeWorld(makeTiles(3));
    world.fail(["cam-1", "cam-2"]);
    world.pass(20 * SECOND);
    world.hide(["cam-2"]);
    world.pass(MINUTE);
    world.hide(["cam-1"]);
    world.pass(60 * MINUTE);
    expect(world.news()).toEqual(["raised stream:cam-1"]);
    world.fail(["cam-1"]);
    world.pass(MINUTE);
    expect(world.news()).toEqual([]);
    expect(world.alarms().get("stream:cam-1")?.condition?.since).toBe(START);
  });

  test("is over when it leaves the settings", () => {
    const world = makeWorld(makeTiles(3));
    world.fail(["cam-1"]);
    world.pass(MINUTE);
    world.hide(["cam-1"]);
    world.situation = { ...world.situation, streams: new Map([...world.situation.streams].slice(1)) };
    world.pass(0);
    expect(world.news()).toEqual(["raised stream:cam-1", "cleared stream:cam-1"]);
  });

  test("is asked for again after the re-alarm time, each time from the last answer on", () => {
    const world = makeWorld(makeTiles(3), { timing: { ...TIMING, reAlarm: 10 * MINUTE } });
    world.fail(["cam-1"]);
    world.pass(30 * SECOND);
    const occurrenceId = world.journal[0]!.id;
    world.pass(60 * MINUTE);
    world.say({ type: "acknowledged", alarmId: "stream:cam-1", occurrenceId });
    world.pass(10 * MINUTE - 1);
    expect(world.state("stream:cam-1")).toBe("acknowledged");
    world.pass(1);
    expect(world.state("stream:cam-1")).toBe("unacknowledged");
    expect(world.news()).toEqual(["raised stream:cam-1", "acknowledged stream:cam-1", "realarmed stream:cam-1"]);
  });

  test("with a priority of its own; a raised one asks again", () => {
    const tiles = [makeTile("cam-1", { priority: "low" }), makeTile("cam-2")];
    const world = makeWorld(tiles);
    world.fail(["cam-1"]);
    world.pass(MINUTE);
    world.say({ type: "acknowledged", alarmId: "stream:cam-1", occurrenceId: world.journal[0]!.id });
    const failing = makeWorld([makeTile("cam-1", { priority: "high" }), makeTile("cam-2")]);
    failing.fail(["cam-1"]);
    failing.pass(MINUTE);
    expect(world.alarms().get("stream:cam-1")?.occurrence?.priority).toBe("low");
    expect(failing.alarms().get("stream:cam-1")?.occurrence?.priority).toBe("high");
  });
});

describe("a server with 64 streams", () => {
  const streams = idsOf(64);

  test("that is away for two minutes is one alarm with 64 children, and one clear", () => {
    const world = makeWorld(makeTiles(64));
    stopServer(world, streams);
    world.pass(120 * SECOND);
    expect(countEvents(world.journal)).toEqual({ "raised server": 1, "raised stream": 64 });
    expect(world.journal[0]).toMatchObject({
      type: "raised",
      alarmId: SERVER,
      streams: 64,
      condition: { kind: "server_down", since: START },
    });
    expect(streams.map((id) => world.state(`stream:${id}`)).every((state) => state === "suppressed")).toBe(true);
    startServer(world, streams);
    world.pass(30 * SECOND);
    expect(countEvents(world.journal)).toEqual({ "raised server": 1, "raised stream": 64, "cleared server": 1, "cleared stream": 64 });
    expect(world.state(SERVER)).toBe("returned_unacknowledged");
    expect(world.alarms().size).toBe(1);
    expect(describeAlarm(world.alarms().get(SERVER)!, world.alarms())).toMatchObject({ since: START, until: START + 120 * SECOND, streams: { total: 64, missing: [] } }); // prettier-ignore
  });

  test("without one camera that stays dead: that is an alarm of its own at once, from its own start", () => {
    const world = makeWorld(makeTiles(64));
    stopServer(world, streams);
    world.pass(120 * SECOND);
    startServer(world, streams.slice(0, 63));
    world.pass(29 * SECOND);
    expect(world.state("stream:cam-64")).toBe("suppressed");
    world.news();
    world.pass(SECOND);
    expect(world.news().filter((line) => !line.startsWith("cleared stream"))).toEqual([`cleared ${SERVER}`, "released stream:cam-64"]);
    expect(world.state("stream:cam-64")).toBe("unacknowledged");
    const { occurrence } = world.alarms().get("stream:cam-64")!;
    expect(occurrence).toMatchObject({ since: START, outlived: world.journal[0]!.id });
    expect(describeAlarm(world.alarms().get(SERVER)!, world.alarms()).streams).toEqual({
      total: 64,
      missing: [{ streamId: "cam-64", since: START }],
    });
    world.pass(10 * MINUTE);
    world.play(["cam-64"]);
    world.pass(MINUTE);
    expect(world.news()).toEqual(["cleared stream:cam-64"]);
    expect(countEvents(world.journal)["cleared server"]).toBe(1);
  });

  test("that is back without its cameras stays the one alarm until most are there", () => {
    const world = makeWorld(makeTiles(64));
    stopServer(world, streams);
    world.pass(MINUTE);
    startServer(world, streams.slice(0, 20));
    world.pass(10 * MINUTE);
    expect(countEvents(world.journal)).toEqual({ "raised server": 1, "raised stream": 64, "diagnosed server": 1 });
    expect(world.alarms().get(SERVER)).toMatchObject({ kind: "upstream_down", occurrence: { verdict: "upstream", since: START } });
    world.play(streams.slice(20, 40));
    world.pass(MINUTE);
    expect(countEvents(world.journal)).toMatchObject({ "cleared server": 1, "released stream": 24, "cleared stream": 40 });
  });

  test("that is back, and whose streams follow one after the other within half a minute, was down and nothing else", () => {
    const world = makeWorld(makeTiles(64));
    stopServer(world, streams);
    world.pass(58 * SECOND);
    world.answer("a:8889", false);
    world.pass(2 * SECOND);
    for (const [n, id] of streams.entries()) {
      world.answer("a:8889", true);
      world.play([id]);
      if (n % 3 === 0) world.pass(SECOND);
    }
    world.pass(MINUTE);
    expect(countEvents(world.journal)).toEqual({ "raised server": 1, "raised stream": 64, "cleared server": 1, "cleared stream": 64 });
    expect(world.alarms().get(SERVER)).toMatchObject({ kind: "server_down", occurrence: { verdict: "server_down" } });
  });

  test("with two streams alone stays the one alarm until one of them is there", () => {
    const world = makeWorld(makeTiles(2));
    stopServer(world, idsOf(2));
    world.pass(MINUTE);
    world.answer("a:8889", true);
    world.pass(10 * MINUTE);
    expect(countEvents(world.journal)).toEqual({ "raised server": 1, "raised stream": 2, "diagnosed server": 1 });
    world.play(["cam-1"]);
    world.pass(MINUTE);
    expect(countEvents(world.journal)).toMatchObject({ "cleared server": 1, "released stream": 1, "cleared stream": 1 });
  });

  test("that turns out to have restarted stays the same alarm", () => {
    const world = makeWorld(makeTiles(64));
    stopServer(world, streams);
    world.pass(MINUTE);
    world.news();
    startServer(world, streams.slice(0, 5));
    world.situation = { ...world.situation };
    world.restart("a:8889");
    world.pass(0);
    expect(world.news()).toEqual([`diagnosed ${SERVER}`]);
    expect(world.alarms().get(SERVER)?.kind).toBe("server_restarted");
  });

  test("that turns out to have restarted when all its streams play already is no longer called down", () => {
    const world = makeWorld(makeTiles(64));
    stopServer(world, streams);
    world.pass(MINUTE);
    startServer(world, streams);
    world.pass(2 * SECOND);
    world.news();
    world.restart("a:8889");
    world.pass(SECOND);
    expect(world.news()).toEqual([`diagnosed ${SERVER}`]);
    world.pass(MINUTE);
    expect(describeAlarm(world.alarms().get(SERVER)!, world.alarms())).toMatchObject({
      kind: "server_restarted",
      verdict: "server_restarted",
      evidence: { server: "answers", isRestarted: true, streams: { failing: 0, all: 64 } },
      until: START + MINUTE,
    });
    expect(countEvents(world.journal)).toMatchObject({ "cleared server": 1, "cleared stream": 64 });
  });

  test("that comes back before the on-delay has raised nothing", () => {
    const world = makeWorld(makeTiles(64));
    stopServer(world, streams);
    world.pass(29 * SECOND);
    startServer(world, streams);
    world.pass(10 * MINUTE);
    expect(world.journal).toEqual([]);
  });

  test("leaves a camera alone that was dead before", () => {
    const world = makeWorld(makeTiles(64));
    world.fail(["cam-1"]);
    world.pass(10 * MINUTE);
    expect(world.news()).toEqual(["raised stream:cam-1"]);
    stopServer(world, streams.slice(1));
    world.pass(MINUTE);
    expect(world.state("stream:cam-1")).toBe("unacknowledged");
    expect(countEvents(world.journal)).toEqual({ "raised server": 1, "raised stream": 64 });
  });

  test("takes in what fails later, while it lasts", () => {
    const world = makeWorld(makeTiles(64));
    stopServer(world, streams.slice(0, 60));
    world.pass(MINUTE);
    world.fail(streams.slice(60));
    world.pass(MINUTE);
    expect(countEvents(world.journal)).toEqual({ "raised server": 1, "raised stream": 64 });
    expect(world.state("stream:cam-64")).toBe("suppressed");
  });
});
