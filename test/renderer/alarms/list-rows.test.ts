import { describe, expect, test } from "vitest";
import { keepActive, listSections } from "../../../renderer/alarms/list-rows.ts";
import type { ListChoice } from "../../../renderer/alarms/list-rows.ts";
import type { AlarmView } from "../../../shared/alarms-api.ts";
import { makeAlarmView, T0, toMap } from "../../support/make-alarm-view.ts";

const MINUTE = 60_000;
const show = (views: AlarmView[], choice: Partial<ListChoice> = {}) =>
  listSections(toMap(...views), { folds: new Map(), ...choice }).map(({ name, rows }) => [
    name,
    rows.map(({ view, level }) => `${level === 2 ? "  " : ""}${view.id}`),
  ]);
const camera = (n: number, change: Partial<AlarmView> = {}) => makeAlarmView({ id: `stream:${n}`, ...change });
const server = makeAlarmView({ id: "server:a", kind: "server_down", priority: "high", state: "acknowledged" });
const partsOf = (count: number) =>
  Array.from({ length: count }, (_, n) => camera(n + 1, { state: "suppressed", cause: "server:a", since: T0 - n }));

describe("the list", () => {
  test("stands by priority, state and time", () => {
    const views = [
      camera(1, { priority: "low" }),
      camera(2, { state: "acknowledged" }),
      camera(3, { raisedAt: T0 }),
      camera(4, { state: "returned_unacknowledged" }),
      camera(5, { raisedAt: T0 + MINUTE }),
      server,
    ];
    expect(show(views)).toEqual([["standing", ["server:a", "stream:5", "stream:3", "stream:4", "stream:2", "stream:1"]]]);
  });

  test("has sections for what is shelved and out of service, and none that is empty", () => {
    const views = [camera(1, { state: "shelved" }), camera(2, { state: "out_of_service" }), camera(3)];
    expect(show(views)).toEqual([
      ["standing", ["stream:3"]],
      ["shelved", ["stream:1"]],
      ["out_of_service", ["stream:2"]],
    ]);
    expect(show([])).toEqual([]);
  });

  test("has parts under their cause, the longest first, wherever the cause stands", () => {
    expect(show([...partsOf(2), server])).toEqual([["standing", ["server:a", "  stream:2", "  stream:1"]]]);
    expect(show([...partsOf(1), { ...server, state: "shelved" }])).toEqual([["shelved", ["server:a", "  stream:1"]]]);
  });

  test("a part whose cause is not there, or that is out of service itself, stands by itself", () => {
    const reason = { at: T0, reason: "lens" };
    const views = [camera(1, { cause: "server:gone", state: "suppressed" }), camera(2, { cause: "server:a", outOfService: reason, state: "out_of_service" }), server]; // prettier-ignore
    expect(show(views)).toEqual([
      ["standing", ["server:a", "stream:1"]],
      ["out_of_service", ["stream:2"]],
    ]);
  });

  test("folds many parts until somebody wants them, and few when somebody does not", () => {
    expect(show([...partsOf(13), server])[0]![1]).toEqual(["server:a"]);
    expect(show([...partsOf(13), server], { folds: new Map([["server:a", true]]) })[0]![1]).toHaveLength(14);
    expect(show([...partsOf(2), server], { folds: new Map([["server:a", false]]) })[0]![1]).toEqual(["server:a"]);
  });

  test("is one owner's on demand", () => {
    const disk = makeAlarmView({ id: "disk:pc", kind: "disk_low", owner: "administrator" });
    expect(show([disk, server], { owner: "administrator" })).toEqual([["standing", ["disk:pc"]]]);
  });
});

describe("the active row", () => {
  test.each([
    ["stays while it is there", "b", ["a", "b", "c"], ["c", "b"], "b"],
    ["hands over to the next", "b", ["a", "b", "c"], ["a", "c"], "c"],
    ["or to the one before", "c", ["a", "b", "c"], ["a", "b"], "b"],
    ["is the first of a list that comes to be", undefined, [], ["a", "b"], "a"],
    ["is none of an empty one", "a", ["a"], [], undefined],
  ])("%s", (_name, active, before, after, expected) => {
    expect(keepActive(active, before, after)).toBe(expected);
  });
});
