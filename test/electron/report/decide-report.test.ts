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

test.each<[string, { at: string; done?: string; failed?: string }, string]>([
  ["never written, before the hour", { at: "2026-11-01T02:59" }, "wait 2026-11-01T03:00"],
  ["never written, at the hour", { at: "2026-11-01T03:00" }, "write 2026-10"],
  ["off on the 1st, on again weeks later", { at: "2026-11-28T10:00", done: "2026-09" }, "write 2026-10"],
  ["off for half a year: the last month only", { at: "2027-04-02T10:00", done: "2026-09" }, "write 2027-03"],
  ["written", { at: "2026-11-01T03:01", done: "2026-10" }, "wait 2026-12-01T03:00"],
  ["over the year", { at: "2027-01-01T03:00", done: "2026-11" }, "write 2026-12"],
  ["a clock that was set back writes nothing again", { at: "2026-10-05T00:00", done: "2026-10" }, "wait 2026-11-01T03:00"],
  ["failed a moment ago", { at: "2026-11-01T03:05", failed: "2026-11-01T03:00" }, "wait 2026-11-01T03:10"],
  ["failed ten minutes ago", { at: "2026-11-01T03:10", failed: "2026-11-01T03:00" }, "write 2026-10"],
])("%s", (_name, { at, done, failed }, expected) => {
  const decision = decideReport({ at: local(at), done, ...(failed !== undefined && { failedAt: local(failed) }) });
  expect(decision.kind === "write" ? `write ${decision.month}` : `wait ${tell(decision.until)}`).toBe(expected);
});
