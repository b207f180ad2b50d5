import fc from "fast-check";
import { expect, test } from "vitest";
import { parseAlarmLine, toAlarmRecord } from "../../../shared/alarms/alarm-line.ts";
import { ALARM_KIND_NAMES, PRIORITIES } from "../../../shared/alarms/alarm-kinds.ts";
import type { AlarmChange } from "../../../shared/alarms/alarm.ts";
import { VERDICTS } from "../../../shared/alarms/evidence.ts";
import { REASON_NAMES } from "../../../shared/reasons.ts";

const time = fc.nat(2_000_000_000_000);
const words = fc.string();
const by = { by: words };
const record = <T>(shape: { [K in keyof T]: fc.Arbitrary<T[K]> }, required: (keyof T)[]) => fc.record(shape, { requiredKeys: required });
const type = <T extends string>(name: T) => fc.constant(name);

const condition = fc.record(
  {
    kind: fc.constantFrom(...ALARM_KIND_NAMES),
    since: time,
    priority: fc.constantFrom(...PRIORITIES),
    verdict: fc.constantFrom(...VERDICTS),
    reason: fc.constantFrom(...REASON_NAMES),
    incidentId: words,
    server: words,
    cause: words,
  },
  { requiredKeys: ["kind", "since", "priority"] },
);
const evidence = fc.record(
  {
    streams: fc.record({ failing: fc.nat(), all: fc.nat() }),
    server: fc.constantFrom("answers", "silent"),
    isRestarted: fc.constant(true as const),
    reason: fc.constantFrom(...REASON_NAMES),
    path: fc.record({ isAvailable: fc.boolean(), isOnline: fc.boolean(), isOutboundGrowing: fc.boolean() }),
  },
  { requiredKeys: [] },
);
const someChange: fc.Arbitrary<AlarmChange> = fc.oneof(
  record({ type: type("raised"), condition, streams: fc.nat(), evidence }, ["type", "condition"]),
  record({ type: type("cleared"), since: time, streams: fc.nat() }, ["type", "since"]),
  record({ type: type("acknowledged"), occurrenceId: words, ...by }, ["type", "occurrenceId"]),
  fc.record({ type: type("realarmed") }),
  fc.record({ type: type("escalated"), priority: fc.constantFrom(...PRIORITIES) }),
  record({ type: type("diagnosed"), kind: fc.constantFrom(...ALARM_KIND_NAMES), verdict: fc.constantFrom(...VERDICTS), evidence }, [
    "type",
    "kind",
    "verdict",
  ]),
  fc.record({ type: type("suppressed"), cause: words }),
  record({ type: type("released"), since: time, outlived: words, evidence }, ["type", "since"]),
  record({ type: type("shelved"), until: time, reason: words, ...by }, ["type", "until", "reason"]),
  record({ type: type("unshelved"), ...by }, ["type"]),
  record({ type: type("out_of_service"), until: time, reason: words, ...by }, ["type", "reason"]),
  record({ type: type("in_service"), ...by }, ["type"]),
  record({ type: type("commented"), text: words, ...by }, ["type", "text"]),
);

test("an event comes back from its line as it was", () => {
  fc.assert(
    fc.property(someChange, time, words, (change, at, alarmId) => {
      const event = { id: "019b9d9a-5895-7b1f-9d2c-5a0e6f1c2d3e", at, alarmId, ...change };
      expect(parseAlarmLine(JSON.stringify(toAlarmRecord(event)))).toEqual(event);
    }),
  );
});

test("a line reads as documented", () => {
  const at = Date.UTC(2026, 0, 8, 2, 10, 30);
  const change = {
    type: "raised",
    condition: { kind: "server_down", since: at - 30_000, priority: "high", verdict: "server_down" },
    streams: 12,
  } as const;
  expect(JSON.stringify(toAlarmRecord({ id: "i", at, alarmId: "server:a:8889", ...change }))).toBe(
    '{"timestamp":"2026-01-08T02:10:30.000Z","alarmId":"server:a:8889","event":"raised","kind":"server_down","since":"2026-01-08T02:10:00.000Z","priority":"high","verdict":"server_down","streams":12,"id":"i"}',
  );
});

test.each([
  "",
  "{",
  "null",
  "[]",
  "{}",
  '{"timestamp":"yesterday","alarmId":"stream:1","event":"realarmed","id":"i"}',
  '{"timestamp":"2026-01-08T02:10:30.000Z","alarmId":"stream:1","event":"teleported","id":"i"}',
  '{"timestamp":"2026-01-08T02:10:30.000Z","alarmId":"stream:1","event":"raised","kind":"of_a_later_version","priority":"high","since":"2026-01-08T02:10:30.000Z","id":"i"}',
  '{"timestamp":"2026-01-08T02:10:30.000Z","alarmId":"stream:1","event":"raised","kind":"constructor","priority":"high","since":"2026-01-08T02:10:30.000Z","id":"i"}',
  '{"timestamp":"-000001-01-01T00:00:00.000Z","alarmId":"stream:1","event":"realarmed","id":"i"}',
  '{"timestamp":"2026-01-08T02:10:30.000Z","alarmId":"stream:1","event":"cleared","since":"+010000-01-01T00:00:00.000Z","id":"i"}',
  '{"timestamp":"2026-01-08T02:10:30.000Z","alarmId":7,"event":"realarmed","id":"i"}',
])("%j is no line of ours", (text) => {
  expect(parseAlarmLine(text)).toBeUndefined();
});
