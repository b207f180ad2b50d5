import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { listMaintenance } from "../../shared/list-maintenance.ts";
import { settingsSchema } from "../../shared/settings.ts";

const zone = process.env.TZ;
beforeEach(() => {
  process.env.TZ = "Europe/Berlin";
});
afterEach(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

const servers = [
  { id: "main", whepBaseUrl: "http://10.0.0.1:8889/sub" },
  { id: "spare", whepBaseUrl: "https://10.0.0.2" },
];
const settingsOf = (...maintenance: unknown[]) => settingsSchema.parse({ servers, maintenance });
const local = (text: string): number => new Date(text).getTime();
const CAMERA = { id: "camera", server: "10.0.0.1:8889" };

/** As `8T02:00+2h`: local day of the month, time, length. */
function tell(settings: ReturnType<typeof settingsOf>, from: string, to: string, stream = CAMERA): string[] {
  return listMaintenance(settings, stream, { from: local(from), to: local(to) }).map((interval) => {
    const date = new Date(interval.from);
    const clock = [date.getHours(), date.getMinutes()].map((part) => String(part).padStart(2, "0")).join(":");
    return `${date.getDate()}T${clock}+${(interval.to - interval.from) / 3_600_000}h`;
  });
}

const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6];
const MONDAY = "2026-01-05T00:00";
const NEXT_MONDAY = "2026-01-12T00:00";
const once = { streams: ["camera"], from: "2026-01-08T02:00", to: "2026-01-08T03:00" };
const weekly = (days: number[], from: string, to: string, rest = {}) => ({ servers: ["main"], weekly: { days, from, to }, ...rest });

describe("maintenance", () => {
  test.each<[string, unknown[], string, string, string[]]>([
    ["none", [], MONDAY, NEXT_MONDAY, []],
    ["once", [once], MONDAY, NEXT_MONDAY, ["8T02:00+1h"]],
    [
      "once, in another zone's time",
      [{ ...once, from: "2026-01-08T02:00:00Z", to: "2026-01-08T13:00:00+09:00" }],
      MONDAY,
      NEXT_MONDAY,
      ["8T03:00+2h"],
    ],
    ["cut at the window", [once], "2026-01-08T02:30", "2026-01-08T02:45", ["8T02:30+0.25h"]],
    ["outside of the window", [once], "2026-01-08T03:00", NEXT_MONDAY, []],
    ["of another stream", [{ ...once, streams: ["other"] }], MONDAY, NEXT_MONDAY, []],
    ["of its server", [{ ...once, streams: [], servers: ["main"] }], MONDAY, NEXT_MONDAY, ["8T02:00+1h"]],
    ["of another server", [{ ...once, streams: [], servers: ["spare"] }], MONDAY, NEXT_MONDAY, []],
    ["of a server that is no longer there", [{ ...once, streams: [], servers: ["gone"] }], MONDAY, NEXT_MONDAY, []],
    ["of nothing", [{ ...once, streams: [] }], MONDAY, NEXT_MONDAY, []],
    ["two that overlap", [once, { ...once, from: "2026-01-08T02:30", to: "2026-01-08T04:00" }], MONDAY, NEXT_MONDAY, ["8T02:00+2h"]],
    [
      "weekly",
      [weekly([1, 4], "02:00", "04:00")],
      MONDAY,
      "2026-01-20T00:00",
      ["5T02:00+2h", "8T02:00+2h", "12T02:00+2h", "15T02:00+2h", "19T02:00+2h"],
    ],
    ["weekly, over midnight", [weekly([6], "22:00", "06:00")], MONDAY, NEXT_MONDAY, ["10T22:00+8h"]],
    ["weekly, begun the evening before", [weekly([0], "22:00", "06:00")], MONDAY, "2026-01-06T00:00", ["5T00:00+6h"]],
    ["weekly, whole days", [weekly([6, 0], "00:00", "00:00")], MONDAY, NEXT_MONDAY, ["10T00:00+48h"]],
    ["weekly, from a day on", [weekly([2, 4], "02:00", "04:00", { from: "2026-01-08T00:00" })], MONDAY, NEXT_MONDAY, ["8T02:00+2h"]],
    [
      "weekly, until a moment",
      [weekly([2, 4], "02:00", "04:00", { to: "2026-01-08T03:00" })],
      MONDAY,
      NEXT_MONDAY,
      ["6T02:00+2h", "8T02:00+1h"],
    ],
    [
      "on the day that has 23 hours",
      [weekly(EVERY_DAY, "01:00", "04:00")],
      "2026-03-28T12:00",
      "2026-03-30T12:00",
      ["29T01:00+2h", "30T01:00+3h"],
    ],
    [
      "at a time that this day does not have",
      [weekly(EVERY_DAY, "02:00", "02:30")],
      "2026-03-29T00:00",
      "2026-03-30T00:00",
      ["29T03:00+0.5h"],
    ],
    [
      "on the day that has 25 hours",
      [weekly(EVERY_DAY, "01:00", "04:00")],
      "2026-10-24T12:00",
      "2026-10-26T12:00",
      ["25T01:00+4h", "26T01:00+3h"],
    ],
    ["over the night to it", [weekly(EVERY_DAY, "22:00", "06:00")], "2026-10-24T12:00", "2026-10-25T12:00", ["24T22:00+9h"]],
  ])("%s", (_name, maintenance, from, to, expected) => {
    expect(tell(settingsOf(...maintenance), from, to)).toEqual(expected);
  });

  test.each([
    ["neither times nor weekly", { streams: ["camera"] }],
    ["no end", { ...once, to: "" }],
    ["ends before it begins", { ...once, to: "2026-01-08T01:00" }],
    ["a day that there is not", weekly([7], "02:00", "04:00")],
    ["no day", weekly([], "02:00", "04:00")],
    ["an hour that there is not", weekly([1], "24:00", "04:00")],
    ["no time", { ...once, from: "tomorrow" }],
    ["a date that there is not", { ...once, from: "2026-02-30T02:00", to: "2026-03-30T02:00" }],
  ])("is refused with %s", (_name, maintenance) => {
    expect(settingsSchema.safeParse({ maintenance: [maintenance] }).success).toBe(false);
  });
});
