import { afterEach, beforeEach, expect, test } from "vitest";
import { decideReport } from "../../../electron/report/decide-report.ts";

const zone = process.env.TZ;
beforeEach(() => void (process.env.TZ = "Asia/Seoul"));
afterEach(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

const local = (text: string): number => new Date(text).getTime();
/** 2026-11-01T03:00, local. */
const tell = (time: number): string => new Date(time - new Date(time).getTimezoneOffset() * 60_000).toISOString().slice(0, 16);

test.each<[string, { at: string; done?: string }, string]>([
  ["never written, before the hour", { at: "2026-11-01T02:59" }, "wait 2026-11-01T03:00"],
  ["never written, at the hour", { at: "2026-11-01T03:00" }, "write 2026-10"],
  ["off on the 1st, on again weeks later", { at: "2026-11-28T10:00", done: "2026-09" }, "write 2026-10"],
  ["off for half a year: the last month only", { at: "2027-04-02T10:00", done: "2026-09" }, "write 2027-03"],
  ["written", { at: "2026-11-01T03:01", done: "2026-10" }, "wait 2026-12-01T03:00"],
  ["over the year", { at: "2027-01-01T03:00", done: "2026-11" }, "write 2026-12"],
  ["a clock that was set back writes nothing again", { at: "2026-10-05T00:00", done: "2026-09 2026-10" }, "wait 2026-11-01T03:00"],
  [
    "a clock that was years ahead once keeps no later month from being written",
    { at: "2026-11-01T03:00", done: "2026-09 2031-04" },
    "write 2026-10",
  ],
  ["and none is written again", { at: "2026-11-01T03:01", done: "2031-04 2026-10" }, "wait 2026-12-01T03:00"],
])("%s", (_name, { at, done = "" }, expected) => {
  const decision = decideReport({ at: local(at), done: done.split(" ") });
  expect(decision.kind === "write" ? `write ${decision.month}` : `wait ${tell(decision.until)}`).toBe(expected);
});
