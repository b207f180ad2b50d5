import { describe, expect, test } from "vitest";
import { ALARM_KINDS, alarmIdOf } from "../../../shared/alarms/alarm-kinds.ts";
import type { AlarmKind, KindOfAlarm } from "../../../shared/alarms/alarm-kinds.ts";
import { describeAlarm } from "../../../shared/alarms/describe-alarm.ts";
import { countEvents, idsOf, makeTiles, makeWorld, MINUTE, SECOND, START, startServer, stopServer, TIMING } from "./make-world.ts";

describe("what else has failed shows when a wider cause is over", () => {
  test("the network is back, one of two servers is not", () => {
    const world = makeWorld([...makeTiles(8), ...makeTiles(8, { server: "b:8889" }, "b")]);
    const b = Array.from({ length: 8 }, (_, i) => `b-${i + 1}`);
    world.evidence = { ...world.evidence, gateway: { failedAt: START + SECOND } };
    world.fail([...idsOf(8), ...b]);
    for (const server of ["a:8889", "b:8889"]) world.answer(server, false);
    world.pass(SECOND);
    for (const server of ["a:8889", "b:8889"]) world.answer(server, false);
    world.pass(MINUTE);
    expect(countEvents(world.journal)).toEqual({ "raised network": 1, "raised stream": 16 });
    world.evidence = { ...world.evidence, gateway: { answeredAt: world.now() } };
    startServer(world, idsOf(8));
    world.pass(SECOND);
    world.answer("b:8889", false);
    world.pass(MINUTE);
    expect(countEvents(world.journal)).toEqual({
      "raised network": 1,
      "cleared network": 1,
      "raised server": 1,
      "raised stream": 16,
      "cleared stream": 8,
      "suppressed stream": 8,
    });
    expect(world.alarms().get("server:b:8889")?.occurrence?.since).toBe(START);
    expect(world.state("stream:b-1")).toBe("suppressed");
  });

  test("a cable that is pulled is one alarm, although pages say nothing of their streams meanwhile", () => {
    const world = makeWorld(makeTiles(8));
    world.hide(idsOf(8));
    world.evidence = { ...world.evidence, link: { isUp: false, since: START } };
    world.pass(10 * MINUTE);
    expect(world.news()).toEqual(["raised network:pc"]);
    world.evidence = { ...world.evidence, link: { isUp: true, since: world.now() } };
    world.play(idsOf(8));
    world.pass(30 * SECOND);
    expect(world.news()).toEqual(["cleared network:pc"]);
  });

  test("wrong credentials of a server are one alarm at once, and right ones its end", () => {
    const world = makeWorld(makeTiles(8));
    world.answer("a:8889", true);
    world.fail(idsOf(4), { reason: "auth", statusCode: 401 });
    world.pass(0);
    expect(world.news()).toEqual(["raised credentials:a:8889"]);
    world.pass(MINUTE);
    world.play(idsOf(4));
    world.pass(30 * SECOND);
    expect(world.state("credentials:a:8889")).toBe("returned_unacknowledged");
    expect(countEvents(world.journal)).toMatchObject({ "raised stream": 4, "cleared stream": 4, "cleared credentials": 1 });
  });

  test("a blocked media path is one alarm for all streams of its server, though it is proven for one", () => {
    const world = makeWorld(makeTiles(8));
    const media = { arePacketsGrowing: false, areFramesGrowing: false };
    const path = { isAvailable: true, isOnline: true };
    world.answer("a:8889", true);
    world.fail(idsOf(8), { media, path });
    world.fail(["cam-1"], { media, path: { ...path, isOutboundGrowing: true } });
    world.pass(10 * MINUTE);
    expect(countEvents(world.journal)).toEqual({ "raised udp_path": 1, "raised stream": 8 });
    world.play(idsOf(8));
    world.pass(MINUTE);
    expect(countEvents(world.journal)).toMatchObject({ "cleared udp_path": 1, "cleared stream": 8 });
  });

  test("a cause that is raised at once counts streams whose own on-delay has not passed", () => {
    const world = makeWorld(makeTiles(8));
    world.answer("a:8889", true);
    world.fail(["cam-1"], { reason: "auth", statusCode: 401 });
    world.pass(SECOND);
    world.fail(["cam-2", "cam-3"], { reason: "auth", statusCode: 401 });
    world.pass(SECOND);
    const { streams } = describeAlarm(world.alarms().get("credentials:a:8889")!, world.alarms());
    expect(streams).toMatchObject({ total: 3, missing: [{ streamId: "cam-1" }, { streamId: "cam-2" }, { streamId: "cam-3" }] });
  });

  test("what each stream's own failure proves stays so, whatever else happens to its server", () => {
    const world = makeWorld(makeTiles(4));
    world.fail(idsOf(3), { reason: "auth", statusCode: 401 });
    world.pass(0);
    world.restart("a:8889");
    world.fail(["cam-4"]);
    world.pass(10 * MINUTE);
    expect(countEvents(world.journal)).toEqual({ "raised credentials": 1, "raised stream": 4 });
    expect(world.state("stream:cam-4")).toBe("unacknowledged");
  });

  test("a server that dies takes along the stream whose own cause was just over, and was not told of as over yet", () => {
    const world = makeWorld(makeTiles(8));
    world.answer("a:8889", true);
    world.fail(["cam-7"], { reason: "auth", statusCode: 401 });
    world.pass(32 * SECOND);
    world.play(["cam-7"]);
    world.answer("a:8889", true);
    world.pass(22 * SECOND);
    stopServer(world, idsOf(8));
    for (let looks = 0; looks < 12; looks++) {
      world.answer("a:8889", false);
      world.pass(5 * SECOND);
    }
    expect(countEvents(world.journal)).toEqual({
      "raised credentials": 1,
      "raised stream": 8,
      "cleared credentials": 1,
      "raised server": 1,
      "suppressed stream": 1,
    });
    expect(describeAlarm(world.alarms().get("server:a:8889")!, world.alarms()).streams?.total).toBe(8);
  });

  test("a stream that comes and goes is one alarm, and its single failures are part of it", () => {
    const world = makeWorld(makeTiles(8), { flapping: new Set(["cam-1"]) });
    world.fail(["cam-1"]);
    world.pass(MINUTE);
    expect(world.news()).toEqual(["raised unstable:cam-1", "raised stream:cam-1"]);
    expect(world.state("stream:cam-1")).toBe("suppressed");
    world.situation = { ...world.situation, flapping: new Set() };
    world.pass(MINUTE);
    expect(world.news()).toEqual(["cleared unstable:cam-1", "released stream:cam-1"]);
  });
});

describe("streams that come and go", () => {
  const raisedOf = (flapping: readonly string[]) => {
    const world = makeWorld([...makeTiles(8), ...makeTiles(2, { server: "b:8889" }, "b")], { flapping: new Set(flapping) });
    world.pass(0);
    return world.news();
  };

  test.each<[string, string[], string[]]>([
    ["fewer than half of a server's", idsOf(3), idsOf(3).map((id) => `raised unstable:${id}`)],
    ["half of a server's", idsOf(4), ["raised unstable:a:8889"]],
    ["both of a server that has no more", ["b-1", "b-2"], ["raised unstable:b-1", "raised unstable:b-2"]],
  ])("%s", (_, flapping, news) => expect(raisedOf(flapping)).toEqual(news));

  test("with their server, which is part of it: what is down when that is over is an alarm of the server", () => {
    const world = makeWorld(makeTiles(8), { flapping: new Set(idsOf(8)) });
    stopServer(world, idsOf(8));
    world.pass(MINUTE);
    expect(countEvents(world.journal)).toEqual({ "raised unstable": 1, "raised server": 1, "raised stream": 8 });
    expect(world.state("server:a:8889")).toBe("suppressed");
    expect(world.journal[0]).toMatchObject({ alarmId: "unstable:a:8889", streams: 8 });
    world.situation = { ...world.situation, flapping: new Set() };
    world.pass(MINUTE);
    expect(countEvents(world.journal)).toMatchObject({ "cleared unstable": 1, "released server": 1 });
    expect(world.state("server:a:8889")).toBe("unacknowledged");
    expect(world.state("stream:cam-1")).toBe("suppressed");
  });
});

describe("an alarm of its own", () => {
  test("stays one when others fail after it", () => {
    const world = makeWorld(makeTiles(8), { timing: { ...TIMING, onDelay: 0 } });
    world.fail(["cam-1"]);
    world.pass(5 * SECOND);
    stopServer(world, idsOf(8).slice(1));
    world.pass(0);
    expect(world.news()).toEqual([
      "raised stream:cam-1",
      "raised server:a:8889",
      ...idsOf(8)
        .slice(1)
        .map((id) => `raised stream:${id}`),
    ]);
    expect(world.state("stream:cam-1")).toBe("unacknowledged");
  });
});

test("what is shown already becomes part of a wider alarm only once that is raised", () => {
  const world = makeWorld(makeTiles(3));
  world.fail(["cam-1"]);
  world.pass(MINUTE);
  world.situation = { ...world.situation, flapping: new Set(["cam-1"]) };
  world.pass(0);
  expect(world.news()).toEqual(["raised stream:cam-1", "raised unstable:cam-1", "suppressed stream:cam-1"]);
});

test("a cause is raised before what is part of it, also when it was found later", () => {
  const world = makeWorld(makeTiles(2));
  world.fail(idsOf(2));
  world.pass(5 * SECOND);
  world.answer("a:8889", false);
  world.pass(MINUTE);
  expect(world.news()).toEqual(["raised server:a:8889", "raised stream:cam-1", "raised stream:cam-2"]);
});

test("findings about this PC are alarms of the administrator; one about the same thing goes on", () => {
  const world = makeWorld(makeTiles(1), { host: [{ kind: "forwarding_stuck", source: "pc" }] });
  world.pass(10 * MINUTE - 1);
  expect(world.news()).toEqual([]);
  world.pass(1);
  expect(world.news()).toEqual(["raised central:pc"]);
  world.situation = { ...world.situation, host: [{ kind: "central_misconfigured", source: "pc" }] };
  world.pass(MINUTE);
  expect(world.news()).toEqual(["diagnosed central:pc"]);
  world.situation = { ...world.situation, host: [] };
  world.pass(30 * SECOND);
  expect(world.news()).toEqual(["cleared central:pc"]);
  expect(world.alarms().size).toBe(0);
});

const OF_THE_ADMINISTRATOR = Object.entries<KindOfAlarm>(ALARM_KINDS).filter(([, { owner }]) => owner === "administrator");
test.each(OF_THE_ADMINISTRATOR as [AlarmKind, KindOfAlarm][])("%s is over when nobody finds it any more", (kind) => {
  const world = makeWorld(makeTiles(1), { host: [{ kind, source: "pc" }] });
  world.pass(10 * MINUTE);
  world.situation = { ...world.situation, host: [] };
  world.pass(MINUTE);
  expect(world.news()).toEqual([`raised ${alarmIdOf(kind, "pc")}`, `cleared ${alarmIdOf(kind, "pc")}`]);
});

test("a clock that goes back holds up no finding for longer than its delay", () => {
  const world = makeWorld(makeTiles(1), { host: [{ kind: "forwarding_stuck", source: "pc" }] });
  world.pass(5 * MINUTE);
  world.setClock(START - 60 * MINUTE);
  world.pass(10 * MINUTE);
  expect(world.news()).toEqual(["raised central:pc"]);
});
