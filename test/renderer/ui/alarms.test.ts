import { describe, expect, test } from "vitest";
import { planAlarmAction } from "../../../renderer/ui/alarm-actions.ts";
import type { AlarmAction } from "../../../renderer/ui/alarm-actions.ts";
import { listForBanner } from "../../../renderer/ui/order-alarms.ts";
import { findServerDownSince, findTileState, listTileTargets } from "../../../renderer/ui/tile-alarms.ts";
import type { AlarmView } from "../../../shared/alarms-api.ts";
import { makeAlarmView, T0, toMap } from "../../support/make-alarm-view.ts";

const camera = makeAlarmView({ id: "stream:1" });
const part = makeAlarmView({ id: "stream:1", state: "suppressed", cause: "server:a:1", isAcknowledged: true });
const server = makeAlarmView({ id: "server:a:1", kind: "server_down", priority: "high", since: T0 + 5 });
const shelf = { at: T0, until: T0 + 1, reason: "known" };
const lens = { at: T0, reason: "lens" };

test("the banner shows operators' alarms that nobody has acknowledged, the most urgent first", () => {
  const views = [
    makeAlarmView({ id: "stream:2", state: "returned_unacknowledged" }),
    makeAlarmView({ id: "stream:3", state: "acknowledged" }),
    makeAlarmView({ id: "stream:4", state: "shelved" }),
    makeAlarmView({ id: "disk:pc", kind: "disk_failing", owner: "administrator", priority: "high" }),
    part,
    server,
    makeAlarmView({ id: "stream:5" }),
  ];
  expect(listForBanner(toMap(...views)).map(({ id }) => id)).toEqual(["server:a:1", "stream:5", "stream:2"]);
});

describe("a tile's badge", () => {
  test.each<[string, AlarmView[], string | undefined]>([
    ["nothing", [], undefined],
    ["its own alarm", [camera], "unacknowledged"],
    ["its own, shelved", [{ ...camera, state: "shelved", shelf }], "shelved"],
    ["that it comes and goes", [makeAlarmView({ id: "unstable:1", kind: "unstable", state: "acknowledged" })], "acknowledged"],
    ["the alarm it is part of", [part, { ...server, state: "acknowledged" }], "acknowledged"],
    ["that it is part of one, where that one is not known", [part], "suppressed"],
    ["a server that is out of service", [{ ...server, state: "out_of_service", outOfService: lens }], "out_of_service"],
    ["not a server's alarm that it is no part of", [server], undefined],
  ])("%s", (_name, views, expected) => {
    expect(findTileState(toMap(...views), { streamId: "1", server: "a:1" })).toBe(expected);
  });

  test("a server that is down speaks for it, one that is over or may be this PC's network does not", () => {
    expect(findServerDownSince(toMap(part, server), "1")).toBe(T0 + 5);
    expect(findServerDownSince(toMap(part, { ...server, until: T0 + 9 }), "1")).toBeUndefined();
    expect(findServerDownSince(toMap(part, { ...server, verdict: "server_or_network" }), "1")).toBeUndefined();
    expect(findServerDownSince(toMap(part, { ...server, kind: "upstream_down" }), "1")).toBeUndefined();
    expect(findServerDownSince(toMap(camera, server), "1")).toBeUndefined();
  });
});

describe("an action", () => {
  const targets = (...views: AlarmView[]) => views.map((view) => ({ alarmId: view.id, view }));
  const plan = (action: AlarmAction, ...views: AlarmView[]) => planAlarmAction(action, targets(...views));

  test.each<[string, ReturnType<typeof plan>, object]>([
    ["acknowledges those that ask for it", plan("acknowledge", camera, { ...server, state: "acknowledged" }), { step: "acknowledge", targets: targets(camera) }], // prettier-ignore
    ["nothing to acknowledge", plan("acknowledge", part), { step: "nothing" }],
    ["asks why something is shelved", plan("shelve", camera), { step: "ask", action: "shelve", targets: targets(camera) }],
    ["ends that of what is shelved", plan("shelve", { ...camera, shelf }), { step: "unshelve" }],
    ["shelves all of some", plan("shelve", { ...camera, shelf }, server), { step: "ask" }],
    ["ends the service of what is out of it", plan("outOfService", { ...camera, outOfService: lens }), { step: "inService" }],
    ["takes a stream without an alarm out of service", planAlarmAction("outOfService", [{ alarmId: "stream:1" }]), { step: "ask" }],
    ["but does not shelve it", planAlarmAction("shelve", [{ alarmId: "stream:1" }]), { step: "nothing" }],
    ["asks for a comment", plan("comment", camera), { step: "ask", action: "comment" }],
    ["has nothing to do with nothing", plan("outOfService"), { step: "nothing" }],
  ])("%s", (_name, planned, expected) => {
    expect(planned).toMatchObject(expected);
  });

  test("at a tile is for its own alarm, an acknowledgement for what it is part of, too", () => {
    const ids = (action: AlarmAction, ...views: AlarmView[]) => listTileTargets(action, toMap(...views), "1").map(({ alarmId }) => alarmId);
    expect(ids("acknowledge", part, server)).toEqual(["stream:1", "server:a:1"]);
    expect(ids("shelve", part, server)).toEqual(["stream:1"]);
    expect(ids("outOfService")).toEqual(["stream:1"]);
    expect(ids("outOfService", makeAlarmView({ id: "unstable:1", kind: "unstable" }))).toEqual(["stream:1"]);
    expect(ids("comment", makeAlarmView({ id: "unstable:1", kind: "unstable" }))).toEqual(["unstable:1"]);
  });
});
