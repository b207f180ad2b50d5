import { expect, test } from "vitest";
import { followStarts } from "../../../electron/recovery/server-watch.ts";

const [FIRST, SECOND] = ["2026-01-01T00:00:00.000Z", "2026-01-01T00:05:00.000Z"];
const silent = (at: number) => ({ at, info: { kind: "failed", condition: "off" } as const });
const says = (at: number, started: string, runningFor?: number) => ({
  at,
  info: { kind: "ok", value: { version: "v1.20.1", started, ...(runningFor !== undefined && { runningFor }) } } as const,
});
const follow = (...looks: Parameters<typeof followStarts>[1][]) => looks.reduce(followStarts, {});

test("a server that says another start than before has been restarted, whatever lay between", () => {
  expect(follow(says(0, FIRST, 60_000))).toEqual({ started: FIRST });
  expect(follow(says(0, FIRST, 60_000), silent(5_000), says(8_000, FIRST, 68_000))).toEqual({ started: FIRST });
  const restarted = { started: SECOND, startedBefore: FIRST, restartedAt: 8_000 };
  expect(follow(says(0, FIRST, 60_000), silent(5_000), says(8_000, SECOND, 2_000))).toEqual(restarted);
  expect(follow(says(0, FIRST), says(8_000, SECOND), says(10_000, SECOND))).toEqual(restarted);
});

test("one that had never said anything has been restarted if it is younger than the first look", () => {
  expect(follow(silent(0), silent(3_000), says(6_000, FIRST, 2_000))).toEqual({ started: FIRST, restartedAt: 6_000 });
  expect(follow(silent(0), silent(3_000), says(6_000, FIRST, 2_000), says(9_000, FIRST, 5_000)).restartedAt).toBe(6_000);
});

test("one that was there before the first look has not, nor one that may have been, nor one that does not say", () => {
  expect(follow(silent(0), says(6_000, FIRST, 60_000))).toEqual({ started: FIRST });
  expect(follow(silent(0), says(6_000, FIRST, 5_000))).toEqual({ started: FIRST }); // its clock has whole seconds
  expect(follow(silent(0), says(6_000, FIRST))).toEqual({ started: FIRST });
  expect(follow(says(0, FIRST, 0))).toEqual({ started: FIRST });
});
