import { expect, test } from "vitest";
import { listFigureRows } from "../../../renderer/alarms/figure-rows.ts";
import { createFormats } from "../../../shared/create-formats.ts";
import { ko } from "../../../renderer/i18n/ko.ts";
import { measureAlarms, TEN_MINUTES } from "../../../shared/alarms/alarm-figures.ts";
import type { AlarmSpan } from "../../../shared/alarms/create-span-collector.ts";
import { T0 } from "../../support/make-alarm-view.ts";

const words = { texts: ko, formats: createFormats("ko") };
const show = (spans: AlarmSpan[], bins: number) => {
  const from = Math.floor(T0 / TEN_MINUTES) * TEN_MINUTES;
  return listFigureRows(measureAlarms(spans, { from, to: from + bins * TEN_MINUTES }), words);
};
const bad = (rows: ReturnType<typeof show>) => rows.filter(({ isBad }) => isBad).map(({ name }) => name);

test("a quiet day is good", () => {
  const rows = show([{ alarmId: "stream:1", priority: "medium", raisedAt: T0, clearedAt: T0 + 60_000 }], 144);
  expect(bad(rows)).toEqual([]);
  expect(Object.fromEntries(rows.map(({ name, value }) => [name, value]))).toMatchObject({
    raised: "1",
    mean: "0",
    peak: "1",
    overTwo: "0%",
  });
});

test("a flood of one camera is bad in each way that it is", () => {
  const spans = Array.from({ length: 24 }, (_, n) => {
    const raisedAt = T0 + n * 20_000;
    return { alarmId: "stream:1", priority: "high" as const, raisedAt, clearedAt: raisedAt + 5_000 };
  });
  const rows = show(spans, 144);
  expect(bad(rows)).toEqual(["peak", "floods", "chattering", "worstShare", "high"]);
  expect(rows.find(({ name }) => name === "peak")).toMatchObject({ value: "24", target: "10 이하" });
});

test("few alarms are no ground for a share of them", () => {
  const rows = show([{ alarmId: "server:a", priority: "high", raisedAt: T0, clearedAt: T0 + 60_000 }], 144);
  expect(rows.find(({ name }) => name === "high")).toMatchObject({ value: "100%", isBad: false });
});
