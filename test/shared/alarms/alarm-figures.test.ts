import { describe, expect, test } from "vitest";
import { findFloods, isStale, measureAlarms, TEN_MINUTES } from "../../../shared/alarms/alarm-figures.ts";
import { createSpanCollector } from "../../../shared/alarms/create-span-collector.ts";
import type { AlarmSpan } from "../../../shared/alarms/create-span-collector.ts";
import type { AlarmChange, AlarmEvent } from "../../../shared/alarms/alarm.ts";

const SECOND = 1_000;
const HOUR = 3_600_000;
const DAY = { from: 0, to: 24 * HOUR };

/** Raised and cleared at these seconds. */
const span = (raised: number, cleared?: number, alarmId = "stream:cam"): AlarmSpan => ({
  alarmId,
  priority: "medium",
  raisedAt: raised * SECOND,
  ...(cleared !== undefined && { clearedAt: cleared * SECOND }),
});

describe("floods", () => {
  test("begin with more than ten and end with fewer than five", () => {
    const floods = (...bins: number[]) => findFloods(bins, 0).map(({ from, to }) => [from / TEN_MINUTES, to / TEN_MINUTES]);
    expect(floods(10)).toEqual([]);
    expect(floods(11)).toEqual([[0, 1]]);
    expect(floods(0, 11, 5, 10)).toEqual([[1, 4]]);
    expect(floods(11, 4, 10)).toEqual([[0, 1]]);
    expect(floods(11, 4, 11)).toEqual([[0, 1], [2, 3]]); // prettier-ignore
  });

  test("have a length, a count and a peak", () => {
    expect(findFloods([11, 30, 5, 0], 0)).toEqual([{ from: 0, to: 3 * TEN_MINUTES, alarms: 46, peak: 30 }]);
  });

  test("have a share of the window", () => {
    const spans = Array.from({ length: 11 }, (_, i) => span(i));
    expect(measureAlarms(spans, DAY)).toMatchObject({
      floodShare: 1 / 144,
      tenMinutes: { bins: 144, peak: 11, overTwo: 1 / 144, overTen: 1 / 144 },
    });
  });
});

describe("an alarm is", () => {
  test("stale after more than 24 hours", () => {
    expect(isStale(span(0), 24 * HOUR - SECOND)).toBe(false);
    expect(isStale(span(0), 24 * HOUR)).toBe(false);
    expect(isStale(span(0), 24 * HOUR + SECOND)).toBe(true);
    expect(isStale(span(0, 100), 48 * HOUR)).toBe(false);
  });

  test("chattering with three times in a minute", () => {
    const chattering = (...spans: AlarmSpan[]) => measureAlarms(spans, DAY).chattering;
    expect(chattering(span(0, 10), span(20, 30))).toEqual([]);
    expect(chattering(span(0, 10), span(20, 30), span(40, 60))).toEqual(["stream:cam"]);
    expect(chattering(span(0, 10), span(20, 30), span(40, 61))).toEqual([]);
    expect(chattering(span(0, 10), span(20, 30), span(40, 50, "stream:other"))).toEqual([]);
  });

  test("fleeting when it clears within ten seconds and does not come again at once", () => {
    const fleeting = (...spans: AlarmSpan[]) => measureAlarms(spans, DAY).fleeting;
    expect(fleeting(span(0, 9))).toBe(1);
    expect(fleeting(span(0, 10))).toBe(0);
    expect(fleeting(span(0, 9), span(68))).toBe(0);
    expect(fleeting(span(0, 9), span(69))).toBe(1);
  });
});

test("the worst ten and their share, and how grave they were", () => {
  const spans = Array.from({ length: 12 }, (_, i) =>
    Array.from({ length: i + 1 }, (_, n) => span(i * 1_000 + n * 60, undefined, `s:${i + 1}`)),
  ).flat();
  const figures = measureAlarms([...spans, { ...span(1), priority: "high" }], { from: 0, to: 48 * HOUR });
  expect(figures.raised).toBe(79);
  expect(figures.worst[0]).toEqual({ alarmId: "s:12", count: 12 });
  expect(figures.worst).toHaveLength(10);
  expect(figures.worstShare).toBeCloseTo(75 / 79);
  expect(figures.priorities).toEqual({ high: 1, medium: 78, low: 0 });
});

test("nothing happened", () => {
  expect(measureAlarms([], DAY)).toMatchObject({ raised: 0, floodShare: 0, worstShare: 0, tenMinutes: { bins: 144, peak: 0 } });
});

test("only what somebody saw by itself is counted", () => {
  const at = (seconds: number, alarmId: string, change: AlarmChange): AlarmEvent => ({ id: "", at: seconds * SECOND, alarmId, ...change });
  const condition = { kind: "stream_down", since: 0, priority: "medium" } as const;
  const events = [
    at(1, "server:a", { type: "raised", condition: { ...condition, kind: "server_down", priority: "high" } }),
    at(1, "stream:1", { type: "raised", condition: { ...condition, cause: "server:a" } }),
    at(1, "stream:2", { type: "raised", condition: { ...condition, cause: "server:a" } }),
    at(9, "server:a", { type: "cleared", since: 8 }),
    at(9, "stream:1", { type: "cleared", since: 8 }),
    at(9, "stream:2", { type: "released", since: 0 }),
    at(12, "stream:2", { type: "escalated", priority: "high" }),
  ];
  const collector = createSpanCollector();
  for (const event of events) collector.note(event);
  expect(collector.spans()).toEqual([
    { alarmId: "server:a", priority: "high", raisedAt: 1_000, clearedAt: 9_000 },
    { alarmId: "stream:2", priority: "high", raisedAt: 9_000 },
  ]);
});
