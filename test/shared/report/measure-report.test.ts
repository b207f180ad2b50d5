import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { measureReport } from "../../../shared/report/measure-report.ts";
import type { ReportPart, ReportQuestion } from "../../../shared/report/measure-report.ts";
import type { ReportMeasure } from "../../../shared/report/measure-part.ts";
import { listClosedTime } from "../../../shared/report/service-hours.ts";
import type { Outage, StreamTimeline } from "../../../shared/statistics/build-timelines.ts";
import type { StepTaken } from "../../../shared/statistics/step-taken.ts";

const zone = process.env.TZ;
/** Where the clocks are changed on 29 March and 25 October. */
const useBerlin = (): void => void (process.env.TZ = "Europe/Berlin");
afterEach(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

const HOUR = 3_600_000;
const local = (text: string): number => new Date(text).getTime();
const METRO = { from: "05:00", to: "01:00" };

describe("the time without service", () => {
  beforeEach(useBerlin);
  /** As `8T01:00+4h`: local day of the month, time, length. */
  function tell(hours: { from: string; to: string }, from: string, to: string): string[] {
    return listClosedTime(hours, { from: local(from), to: local(to) }).map((interval) => {
      const date = new Date(interval.from);
      const clock = [date.getHours(), date.getMinutes()].map((part) => String(part).padStart(2, "0")).join(":");
      return `${date.getDate()}T${clock}+${(interval.to - interval.from) / HOUR}h`;
    });
  }
  test.each<[string, { from: string; to: string }, string, string, string[]]>([
    ["over midnight: the first hour of the window is service", METRO, "2026-01-01T00:00", "2026-01-03T00:00", ["1T01:00+4h", "2T01:00+4h"]],
    ["within a day", { from: "09:00", to: "18:00" }, "2026-01-01T00:00", "2026-01-02T00:00", ["1T00:00+9h", "1T18:00+6h"]],
    ["until midnight", { from: "06:00", to: "00:00" }, "2026-01-01T00:00", "2026-01-03T00:00", ["1T00:00+6h", "2T00:00+6h"]],
    ["a night with an hour less", METRO, "2026-03-29T00:00", "2026-03-30T00:00", ["29T01:00+3h"]],
    ["a night with an hour more", METRO, "2026-10-25T00:00", "2026-10-26T00:00", ["25T01:00+5h"]],
    ["summer time begins within the hours", { from: "01:00", to: "05:00" }, "2026-03-29T00:00", "2026-03-30T00:00", ["29T00:00+1h", "29T05:00+19h"]],
    ["a window within the hours", METRO, "2026-01-01T08:00", "2026-01-01T20:00", []],
  ])("%s", (_name, hours, from, to, expected) => expect(tell(hours, from, to)).toEqual(expected)); // prettier-ignore
});

const window = { from: local("2026-01-01T00:00"), to: local("2026-01-03T00:00") };
const at = (hours: number): number => window.from + hours * HOUR;
const outage = (from: number, to: number, incidentId: string, reason?: Outage["reason"]): Outage => ({
  from: at(from),
  to: at(to),
  incidentId,
  ...(reason && { reason }),
});
const timeline = (streamId: string, down: Outage[], unknown: [number, number][] = []): StreamTimeline => ({
  streamId,
  server: "a:1",
  down,
  unknown: unknown.map(([from, to]) => ({ from: at(from), to: at(to) })),
});
const SITES: Record<string, string> = { gate: "강남", hall: "강남", yard: "역삼" };

function measure(timelines: StreamTimeline[], given: Partial<ReportQuestion> = {}, steps: StepTaken[] = []) {
  return measureReport(timelines, steps, {
    window,
    configured: [],
    siteOf: (id) => SITES[id] ?? "",
    isWanted: () => true,
    maintenanceOf: () => [],
    hours: METRO,
    ...given,
  });
}

/** Hours of up, down, unknown and maintenance; incidents, the longest in hours, causes. */
function tell({ up, down, unknown, maintenance, incidents, longest, causes }: ReportMeasure) {
  return [
    ...[up, down, unknown, maintenance].map((time) => time / HOUR),
    incidents,
    longest === undefined ? undefined : longest / HOUR,
    causes.map(({ key, incidents: count }) => `${key} ${count}`).join(),
  ];
}
const both = ({ allDay, service }: ReportPart) => [tell(allDay), tell(service!)];

describe("the figures of service hours (05:00-01:00 on two days: 40 hours, closed 01:00-05:00)", () => {
  test.each<[string, StreamTimeline, Partial<ReportQuestion>, unknown[], unknown[]]>([
    ["nothing", timeline("gate", []), {}, [48, 0, 0, 0, 0, undefined, ""], [40, 0, 0, 0, 0, undefined, ""]],
    [
      "an outage while it is closed is none",
      timeline("gate", [outage(2, 4, "i", "refused")]),
      {},
      [46, 2, 0, 0, 1, 2, "refused 1"],
      [40, 0, 0, 0, 0, undefined, ""],
    ],
    [
      "one over the whole night is one incident, down for what lies in the hours",
      timeline("gate", [outage(0.5, 6, "i", "refused")]),
      {},
      [42.5, 5.5, 0, 0, 1, 5.5, "refused 1"],
      [38.5, 1.5, 0, 0, 1, 1.5, "refused 1"],
    ],
    [
      "one over two nights, and another",
      timeline("gate", [outage(24.5, 30, "i", "refused"), outage(40, 41, "j", "no_stream")]),
      {},
      [41.5, 6.5, 0, 0, 2, 5.5, "refused 1,no_stream 1"],
      [37.5, 2.5, 0, 0, 2, 1.5, "refused 1,no_stream 1"],
    ],
    [
      "unknown time counts where it lies",
      timeline("gate", [outage(10, 11, "i")], [[0, 6], [20, 22]]), // prettier-ignore
      {},
      [39, 1, 8, 0, 1, 1, "null 1"],
      [35, 1, 4, 0, 1, 1, "null 1"],
    ],
    [
      "maintenance partly while it is closed",
      timeline("gate", [outage(4, 7, "i", "refused")]),
      { maintenanceOf: () => [{ from: at(3), to: at(6) }] },
      [44, 1, 0, 3, 1, 1, "refused 1"],
      [38, 1, 0, 1, 1, 1, "refused 1"],
    ],
  ])("%s", (_name, given, question, allDay, service) => {
    const { streams } = measure([given], question);
    expect(both(streams[0]!)).toEqual([allDay, service]);
  });

  test("are absent without hours in the settings", () => {
    const figures = measure([timeline("gate", [])], { hours: undefined });
    expect(figures).not.toHaveProperty("hours");
    expect(figures.whole).not.toHaveProperty("service");
  });

  test("of a day with an hour more", () => {
    useBerlin();
    const day = { from: local("2026-10-25T00:00"), to: local("2026-10-26T00:00") };
    const { whole } = measure([{ streamId: "gate", server: "", down: [], unknown: [] }], { window: day });
    expect([whole.allDay.observed, whole.service!.observed]).toEqual([25 * HOUR, 20 * HOUR]);
  });

  test("of what nobody saw are none", () => {
    const { streams } = measure([], { configured: [{ id: "gate", server: "a:1" }] });
    expect(streams[0]!.service).toMatchObject({ observed: 0, unknown: 40 * HOUR, incidents: 0 });
    expect(streams[0]!.service).not.toHaveProperty("availability");
  });
});

describe("sites", () => {
  const step = (streamId: string, outcome: StepTaken["outcome"], hours = 1): StepTaken =>
    ({ at: at(hours), streamId, server: "a:1", incidentId: "i", step: "ice_restart", outcome, took: 100 }); // prettier-ignore

  test("add up their streams; what has no site stands last, what is narrowed away nowhere", () => {
    const timelines = [
      timeline("gate", [outage(10, 12, "i", "refused")]),
      timeline("hall", [outage(10, 11, "j", "no_stream"), outage(14, 15, "k", "no_stream")], [[20, 24]]),
      timeline("yard", []),
      timeline("lost", []),
      timeline("other", [outage(1, 2, "x")]),
    ];
    const steps = [step("gate", "recovered"), step("gate", "failed"), step("hall", "given_up"), step("yard", "failed", -1)];
    const figures = measure(timelines, { isWanted: ({ id }) => id !== "other" }, steps);
    expect(figures.sites.map(({ site, streams, allDay }) => [site, streams, ...tell(allDay)])).toEqual([
      ["강남", 2, 88, 4, 4, 0, 3, 2, "no_stream 2,refused 1"],
      ["역삼", 1, 48, 0, 0, 0, 0, undefined, ""],
      ["", 1, 48, 0, 0, 0, 0, undefined, ""],
    ]);
    expect(tell(figures.whole.allDay)).toEqual([184, 4, 4, 0, 3, 2, "no_stream 2,refused 1"]);
    expect(figures.streams.map(({ streamId }) => streamId)).toEqual(["gate", "hall", "yard", "lost"]);
    expect([figures.streams, figures.sites].flat().map(({ steps: { tried, recovered } }) => `${recovered}/${tried}`).join(" ")).toBe("1/2 0/0 0/0 0/0 1/2 0/0 0/0"); // prettier-ignore
    expect(figures.whole.allDay.availability).toBeCloseTo(184 / 188, 12);
  });

  test("do not list a stream that was seen on a server which is not asked for, whatever the settings say of it now", () => {
    const asked = { configured: [{ id: "gate", server: "b:1" }], isWanted: ({ server }: { server: string }) => server === "b:1" };
    expect(measure([timeline("gate", [])], asked).streams).toEqual([]);
    expect(measure([], asked).streams.map(({ streamId }) => streamId)).toEqual(["gate"]);
  });

  test("do not list what was seen at another time and is in no settings", () => {
    expect(measure([timeline("gone", [], [[0, 48]])]).streams).toEqual([]);
  });
});
