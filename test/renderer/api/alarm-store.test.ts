import { beforeEach, describe, expect, test } from "vitest";
import { createAlarmStore } from "../../../renderer/api/alarm-store.ts";
import type { AlarmStore } from "../../../renderer/api/alarm-store.ts";
import type { HostBridge } from "../../../renderer/api/host-bridge.ts";
import type { AlarmChanges, AlarmList } from "../../../shared/alarms-api.ts";
import { makeAlarmView } from "../../support/make-alarm-view.ts";

const [one, two, three] = ["stream:1", "stream:2", "stream:3"].map((id) => makeAlarmView({ id })) as [
  ReturnType<typeof makeAlarmView>,
  ReturnType<typeof makeAlarmView>,
  ReturnType<typeof makeAlarmView>,
];

describe("the page's alarms", () => {
  let store: AlarmStore;
  let isConnected: boolean;
  let questions: { answer: (list: AlarmList) => Promise<void>; fail: () => Promise<void> }[];
  let waits: (() => void)[];
  let tell: (changes: AlarmChanges) => void;
  let tellConnection: () => void;
  let changes: number;
  const ids = () => [...store.get().alarms.keys()];

  beforeEach(() => {
    isConnected = true;
    questions = [];
    waits = [];
    changes = 0;
    const bridge = {
      isConnected: () => isConnected,
      onConnection(listener: () => void) {
        tellConnection = listener;
        return () => undefined;
      },
      subscribe(_name: string, listener: (payload: AlarmChanges) => void) {
        tell = listener;
        return () => undefined;
      },
    } as unknown as HostBridge;
    store = createAlarmStore({
      api: {
        getAlarms: () => {
          const { promise, resolve, reject } = Promise.withResolvers<AlarmList>();
          const settled = () => promise.then(() => undefined, () => undefined); // prettier-ignore
          questions.push({
            answer: (list) => (resolve(list), settled()),
            fail: () => (reject(new Error("away")), settled()),
          });
          return promise;
        },
      },
      bridge,
      setTimeout: (callback) => waits.push(callback),
      random: () => 0,
    });
    store.subscribe(() => changes++);
  });

  test("are asked for when the page has time, and what is told before is in the answer", async () => {
    tell({ sequence: 4, changed: [one], removed: [] });
    expect(store.get().phase).toBe("loading");
    expect(questions).toHaveLength(0);
    store.load();
    await questions[0]!.answer({ sequence: 4, alarms: [one] });
    expect(store.get()).toEqual({ phase: "ready", alarms: new Map([["stream:1", one]]) });
  });

  test("change with what is told in order", async () => {
    store.load();
    await questions[0]!.answer({ sequence: 4, alarms: [one] });
    tell({ sequence: 5, changed: [two], removed: ["stream:1"] });
    expect(ids()).toEqual(["stream:2"]);
    expect(questions).toHaveLength(1);
  });

  test("a number that is missing asks for all", async () => {
    store.load();
    await questions[0]!.answer({ sequence: 4, alarms: [one] });
    tell({ sequence: 6, changed: [three], removed: [] });
    expect(questions).toHaveLength(2);
    await questions[1]!.answer({ sequence: 6, alarms: [two, three] });
    expect(ids()).toEqual(["stream:2", "stream:3"]);
    tell({ sequence: 7, changed: [one], removed: [] });
    expect(ids()).toEqual(["stream:2", "stream:3", "stream:1"]);
    expect(questions).toHaveLength(2);
  });

  test("what is told while all are asked for is applied if it is newer, and asks again if one is missing", async () => {
    store.load();
    tell({ sequence: 4, changed: [two], removed: [] });
    tell({ sequence: 5, changed: [], removed: ["stream:1"] });
    await questions[0]!.answer({ sequence: 4, alarms: [one] });
    expect(ids()).toEqual([]);
    expect(questions).toHaveLength(1);
    store.load();
    tell({ sequence: 8, changed: [three], removed: [] });
    await questions[1]!.answer({ sequence: 6, alarms: [one] });
    expect(questions).toHaveLength(3);
  });

  test("a host that was away and numbers anew is asked when it is back", async () => {
    store.load();
    await questions[0]!.answer({ sequence: 57, alarms: [one] });
    isConnected = false;
    tellConnection();
    expect(ids()).toEqual(["stream:1"]);
    isConnected = true;
    tellConnection();
    await questions[1]!.answer({ sequence: 0, alarms: [two] });
    tell({ sequence: 1, changed: [three], removed: [] });
    expect(ids()).toEqual(["stream:2", "stream:3"]);
    expect(questions).toHaveLength(2);
  });

  test("a question that fails leaves what was known, and is asked again", async () => {
    store.load();
    await questions[0]!.answer({ sequence: 1, alarms: [one] });
    store.load();
    await questions[1]!.fail();
    expect(store.get()).toMatchObject({ phase: "failed", error: { message: "away" } });
    expect(ids()).toEqual(["stream:1"]);
    waits[0]!();
    await questions[2]!.answer({ sequence: 2, alarms: [] });
    expect(store.get()).toEqual({ phase: "ready", alarms: new Map() });
  });

  test("also the very first one, of a host that is away", async () => {
    isConnected = false;
    store.load();
    await questions[0]!.fail();
    expect(waits).toHaveLength(0);
    isConnected = true;
    tellConnection();
    await questions[1]!.answer({ sequence: 0, alarms: [one] });
    expect(ids()).toEqual(["stream:1"]);
  });

  test("an alarm that says the same stays the same object", async () => {
    store.load();
    await questions[0]!.answer({ sequence: 1, alarms: [one] });
    store.load();
    await questions[1]!.answer({ sequence: 1, alarms: [structuredClone(one), two] });
    expect(store.get().alarms.get("stream:1")).toBe(one);
    expect(changes).toBe(2);
  });
});
