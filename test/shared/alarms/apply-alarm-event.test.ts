import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ALARM_KINDS, isHigher, PRIORITIES } from "../../../shared/alarms/alarm-kinds.ts";
import { alarmStateOf, isJournaled, trueStateOf } from "../../../shared/alarms/alarm.ts";
import type { Alarm, AlarmChange, AlarmEvent, Condition } from "../../../shared/alarms/alarm.ts";
import { applyAlarmEvent } from "../../../shared/alarms/apply-alarm-event.ts";

const CONDITION: Condition = { kind: "stream_down", since: 0, priority: "medium" };
const ID = "stream:cam";

/** Events with ids `1`, `2` …, a second apart. */
function apply(changes: readonly AlarmChange[], before?: Alarm): Alarm | undefined {
  const events = changes.map((change, i): AlarmEvent => ({ id: `${i + 1}`, at: (i + 1) * 1_000, alarmId: ID, ...change }));
  return events.reduce<Alarm | undefined>(applyAlarmEvent, before);
}

const raised: AlarmChange = { type: "raised", condition: CONDITION };
const raisedAs = (change: Partial<Condition>): AlarmChange => ({ type: "raised", condition: { ...CONDITION, ...change } });
const cleared: AlarmChange = { type: "cleared", since: 500 };
const acknowledged: AlarmChange = { type: "acknowledged", occurrenceId: "1" };
const shelved: AlarmChange = { type: "shelved", until: 9_000, reason: "r" };
const outOfService: AlarmChange = { type: "out_of_service", reason: "r" };

describe("the states of ISA-18.2", () => {
  test.each<[string, AlarmChange[], string]>([
    ["raise", [raised], "unacknowledged"],
    ["acknowledge", [raised, acknowledged], "acknowledged"],
    ["clear", [raised, cleared], "returned_unacknowledged"],
    ["clear, acknowledge", [raised, cleared, acknowledged], "normal"],
    ["acknowledge, clear", [raised, acknowledged, cleared], "normal"],
    ["clear, raise again", [raised, cleared, raised], "unacknowledged"],
    ["acknowledge, a higher priority", [raised, acknowledged, { type: "escalated", priority: "high" }], "unacknowledged"],
    ["acknowledge, the same priority", [raised, acknowledged, { type: "escalated", priority: "medium" }], "acknowledged"],
    ["acknowledge, a lower priority", [raised, acknowledged, { type: "escalated", priority: "low" }], "acknowledged"],
    ["acknowledge, still there", [raised, acknowledged, { type: "realarmed" }], "unacknowledged"],
    ["acknowledge an older occurrence", [raised, cleared, raised, acknowledged], "unacknowledged"],
    ["shelve", [raised, shelved], "shelved"],
    ["shelve and unshelve", [raised, shelved, { type: "unshelved" }], "unacknowledged"],
    ["shelve, clear, unshelve", [raised, shelved, cleared, { type: "unshelved" }], "returned_unacknowledged"],
    ["shelve, acknowledge, clear", [raised, shelved, acknowledged, cleared], "shelved"],
    ["shelve, acknowledge, clear, unshelve", [raised, shelved, acknowledged, cleared, { type: "unshelved" }], "normal"],
    ["out of service", [raised, outOfService], "out_of_service"],
    ["out of service and back", [raised, outOfService, { type: "in_service" }], "unacknowledged"],
    ["out of service before it ever failed", [outOfService], "out_of_service"],
    ["suppress", [raised, { type: "suppressed", cause: "server:a" }], "suppressed"],
    ["suppress, clear", [raised, { type: "suppressed", cause: "server:a" }, cleared], "returned_unacknowledged"],
    ["raised as part of a cause", [raisedAs({ cause: "server:a" })], "suppressed"],
    ["raised as part of a cause, over", [raisedAs({ cause: "server:a" }), cleared], "normal"],
    ["raised as part of a cause, outlives it", [raisedAs({ cause: "server:a" }), { type: "released", since: 0 }], "unacknowledged"],
    [
      "acknowledge, suppress, release",
      [raised, acknowledged, { type: "suppressed", cause: "s" }, { type: "released", since: 0 }],
      "unacknowledged",
    ],
    ["a kind that is not latching is gone with its condition", [raisedAs({ kind: "settings_bad", priority: "low" }), cleared], "normal"],
    ["unless it is of the highest priority", [raisedAs({ kind: "settings_bad", priority: "high" }), cleared], "returned_unacknowledged"],
    ["nothing is acknowledged or cleared that is not there", [acknowledged, cleared], "normal"],
  ])("%s", (_, changes, state) => {
    const alarm = apply(changes);
    expect(alarm ? alarmStateOf(alarm) : "normal").toBe(state);
  });

  test("each raise is an occurrence of its own, and the highest priority stays until it is acknowledged", () => {
    const alarm = apply([raisedAs({ priority: "high" }), cleared, raisedAs({ priority: "low" })]);
    expect(alarm?.occurrence).toMatchObject({ id: "3", priority: "high", isAcknowledged: false });
    const seen = apply([raisedAs({ priority: "high" }), cleared, acknowledged, raisedAs({ priority: "low" })]);
    expect(seen?.occurrence).toMatchObject({ id: "4", priority: "low" });
  });

  test("a raise that comes twice is one", () => {
    expect(apply([raised, raised])?.occurrence?.id).toBe("1");
  });

  test("what outlives its cause has the start of its own failure", () => {
    const back: AlarmChange[] = [
      raisedAs({ cause: "server:a" }),
      { type: "ended", since: 900 },
      { type: "began", condition: { ...CONDITION, since: 1_500 } },
    ];
    const alarm = apply([...back, { type: "released", since: 1_500, outlived: "7" }]);
    expect(alarm?.occurrence).toMatchObject({ since: 1_500, outlived: "7" });
    expect(alarm?.condition?.since).toBe(1_500);
  });

  test("a condition that goes on keeps its start", () => {
    expect(apply([raised, { type: "began", condition: { ...CONDITION, since: 5_000 } }])?.condition?.since).toBe(0);
  });
});

const someCondition = fc.record({
  kind: fc.constantFrom("stream_down" as const, "settings_bad" as const, "disk_failing" as const),
  since: fc.nat(100),
  priority: fc.constantFrom(...PRIORITIES),
});
const someCause = fc.constantFrom("server:a", "network:pc");
const someChange: fc.Arbitrary<AlarmChange> = fc.oneof(
  fc.record({ type: fc.constant("began" as const), condition: someCondition }),
  fc.record({ type: fc.constant("ended" as const), since: fc.nat(100) }),
  fc.record({ type: fc.constant("raised" as const), condition: someCondition }),
  fc.tuple(someCondition, someCause).map(([condition, cause]) => ({ type: "raised" as const, condition: { ...condition, cause } })),
  fc.record({ type: fc.constant("cleared" as const), since: fc.nat(100) }),
  fc.record({ type: fc.constant("acknowledged" as const), occurrenceId: fc.nat(20).map(String) }),
  fc.record({ type: fc.constant("realarmed" as const) }),
  fc.record({ type: fc.constant("escalated" as const), priority: fc.constantFrom(...PRIORITIES) }),
  fc.record({ type: fc.constant("diagnosed" as const), kind: fc.constant("disk_low" as const), verdict: fc.constant("unknown" as const) }),
  fc.record({ type: fc.constant("suppressed" as const), cause: someCause }),
  fc.record({ type: fc.constant("released" as const), since: fc.nat(100) }),
  fc.record({ type: fc.constant("shelved" as const), until: fc.nat(1_000), reason: fc.constant("r") }),
  fc.record({ type: fc.constant("unshelved" as const) }),
  fc.record({ type: fc.constant("out_of_service" as const), reason: fc.constant("r") }),
  fc.record({ type: fc.constant("in_service" as const) }),
);
const someChanges = fc.array(someChange, { maxLength: 25 });

const number = (changes: readonly AlarmChange[]): AlarmEvent[] =>
  changes.map((change, i): AlarmEvent => ({ id: `${i}`, at: i * 10, alarmId: ID, ...change }));
const replay = (events: readonly AlarmEvent[]) => events.reduce<Alarm | undefined>(applyAlarmEvent, undefined);

describe("whatever happens", () => {
  test("acknowledge and clear commute", () => {
    fc.assert(
      fc.property(someChanges, (changes) => {
        const events = number(changes);
        const occurrenceId = replay(events)?.occurrence?.id ?? "";
        const both: AlarmEvent[] = [
          { id: "a", at: 1_000, alarmId: ID, type: "acknowledged", occurrenceId },
          { id: "c", at: 1_000, alarmId: ID, type: "cleared", since: 900 },
        ];
        expect(replay([...events, ...both])).toEqual(replay([...events, ...both.toReversed()]));
      }),
    );
  });

  test("what is written down leads to what was, but for what the evidence says anyway", () => {
    const known = (alarm: Alarm | undefined) => {
      const { condition: _, endedAt: __, comments: ___, kind: ____, ...rest } = alarm ?? { comments: [], kind: "" };
      return Object.keys(rest).length > 2 ? rest : undefined;
    };
    fc.assert(
      fc.property(someChanges, (changes) => {
        // As decideAlarms raises: what is there is raised as it is.
        const events: AlarmEvent[] = [];
        let alarm: Alarm | undefined;
        for (const event of number(changes)) {
          const { condition } = alarm ?? {};
          const next = event.type === "raised" && condition ? { ...event, condition } : event;
          events.push(next);
          alarm = applyAlarmEvent(alarm, next);
        }
        expect(known(replay(events.filter(isJournaled)))).toEqual(known(alarm));
      }),
    );
  });

  test("an unacknowledged alarm of the highest priority, once shown, goes only when it is acknowledged", () => {
    fc.assert(
      fc.property(someChanges, (changes) => {
        let alarm: Alarm | undefined;
        for (const event of number(changes)) {
          const before = alarm;
          alarm = applyAlarmEvent(alarm, event);
          const { occurrence } = before ?? {};
          if (!occurrence || occurrence.isAcknowledged || occurrence.priority !== "high" || event.type === "acknowledged") continue;
          expect(alarm?.occurrence).toMatchObject({ isAcknowledged: false, priority: "high" });
        }
      }),
    );
  });

  test("the priority of an occurrence never falls", () => {
    fc.assert(
      fc.property(someChanges, (changes) => {
        let alarm: Alarm | undefined;
        for (const event of number(changes)) {
          const before = alarm?.occurrence;
          alarm = applyAlarmEvent(alarm, event);
          const after = alarm?.occurrence;
          if (before && after?.id === before.id) expect(isHigher(before.priority, after.priority)).toBe(false);
        }
      }),
    );
  });

  test("what hides an alarm changes nothing beneath", () => {
    const hiding = new Set(["shelved", "unshelved", "out_of_service", "in_service"]);
    fc.assert(
      fc.property(someChanges, (changes) => {
        const events = number(changes);
        const stateOf = (alarm: Alarm | undefined) => trueStateOf(alarm ?? {});
        expect(stateOf(replay(events))).toBe(stateOf(replay(events.filter(({ type }) => !hiding.has(type)))));
      }),
    );
  });
});

test("each kind has an owner and says what to do", () => {
  for (const kind of Object.values(ALARM_KINDS)) {
    expect(kind.guidance).not.toBe("");
    expect(["operator", "administrator"]).toContain(kind.owner);
  }
  const topics = Object.entries(ALARM_KINDS).map(([name, { topic, owner }]) => `${topic} ${owner} ${name.length > 0}`);
  // Findings about one thing are one alarm: it cannot change its owner.
  expect(new Set(topics).size).toBe(new Set(Object.values(ALARM_KINDS).map(({ topic }) => topic)).size);
});
