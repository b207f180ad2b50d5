import { describe, expect, test } from "vitest";
import { levelOf } from "../../../renderer/dashboard/cells-option.ts";
import type { Figure } from "../../../renderer/dashboard/figure.ts";
import { formatDashboardQuery, parseDashboardQuery } from "../../../renderer/dashboard/dashboard-query.ts";
import type { OutageChoice } from "../../../renderer/dashboard/outage-choice.ts";
import { makeCalendar, placeDays } from "../../../renderer/dashboard/figure-calendar.ts";
import { makeCauses } from "../../../renderer/dashboard/figure-causes.ts";
import { makeHeatMap } from "../../../renderer/dashboard/figure-heat-map.ts";
import { makeLengths } from "../../../renderer/dashboard/figure-lengths.ts";
import { makeQuality } from "../../../renderer/dashboard/figure-quality.ts";
import { makeTypes } from "../../../renderer/dashboard/figure-types.ts";
import { createLogLinks } from "../../../renderer/dashboard/log-links.ts";
import { createFormats } from "../../../shared/create-formats.ts";
import { en } from "../../../renderer/i18n/en.ts";
import { parseLogQuery } from "../../../renderer/ui/log-query.ts";
import type { Reason } from "../../../shared/reasons.ts";
import { makeStatistics } from "../../support/make-statistics.ts";

const at = (day: number, hour = 0, minute = 0) => new Date(2026, 0, day, hour, minute).getTime();
const window = { from: at(4), to: at(8) }; // Sunday to Wednesday
const MINUTE = 60_000;

/** A down of so many minutes. */
const outage = (from: number, minutes: number, reason?: Reason) => ({
  from,
  to: from + minutes * MINUTE,
  incidentId: `${from}`,
  ...(reason && { reason }),
});

const statistics = makeStatistics({
  window,
  timelines: [
    {
      streamId: "a",
      server: "s:1",
      down: [outage(at(4, 3), 2, "refused"), outage(at(5, 3), 2, "refused"), outage(at(5, 3, 30), 20, "no_stream"), outage(at(7, 9), 300)],
      unknown: [{ from: at(6), to: at(7) }],
    },
    { streamId: "b", server: "s:2", down: [outage(at(5, 14), 0.1, "refused")], unknown: [{ from: at(6), to: at(7) }] },
  ],
  maintenance: { a: [{ from: at(4, 12), to: at(4, 18) }] },
});
const words = { texts: en, formats: createFormats("en") };
const link = createLogLinks({ ...window, streams: [], servers: [] });
const linkToOutages = (outages: OutageChoice) =>
  `#/dashboard?${formatDashboardQuery({ range: { kind: "today" }, streams: [], servers: [], folder: "", outages })}`;
const outagesOf = (href: string | undefined) => parseDashboardQuery(href!.split("?")[1]!).outages;
const textsOf = ({ table }: Figure) => table.rows.map((row) => row.map(({ text }) => text));
const labelsOf = ({ points }: Figure) => points.map(({ label }) => label);
const goalOf = (href: string | undefined) => parseLogQuery(href!.split("?")[1]!);

describe("errors by type", () => {
  const figure = makeTypes(statistics, { counted: "incidents", words, link });

  test("have a piece for each type of each day that had any, and lead to its log", () => {
    expect(labelsOf(figure)).toEqual([
      "Sun, Jan 4, Server not reached, 1 incident",
      "Mon, Jan 5, Server not reached, 2 incidents",
      "Mon, Jan 5, Play request refused, 1 incident",
      "Wed, Jan 7, Other error, 1 incident",
    ]);
    expect(goalOf(figure.points[2]!.href)).toMatchObject({
      range: { kind: "days", from: "2026-01-05", until: "2026-01-05" },
      facets: { type: { include: ["whep_post_failed"] } },
    });
    expect(figure.summary).toBe("5 incidents in all, most at Mon, Jan 5: 3 incidents");
  });

  test("say the same as a table, with a total", () => {
    expect(textsOf(figure)[1]).toEqual(["Mon, Jan 5", "2", "1", "0", "0", "0", "3"]);
  });

  test("count lines where they are known", () => {
    const byType = { fetch_error: [7, 0, 0, 0] };
    const lines = { total: 7, streams: {}, servers: {}, reasons: {}, byType, days: [7, 0, 0, 0], hourOfWeek: [] };
    expect(labelsOf(makeTypes({ ...statistics, lines }, { counted: "lines", words, link }))).toEqual([
      "Sun, Jan 4, Server not reached, 7 lines",
    ]);
    expect(makeTypes(statistics, { counted: "lines", words, link })).toMatchObject({ points: [], summary: "None in this time" });
  });
});

describe("the calendar", () => {
  const figure = makeCalendar(statistics, words, link);

  test("says of a day that nobody observed that it is unknown, not that it was quiet", () => {
    expect(labelsOf(figure)[2]).toBe("Tue, Jan 6, unknown");
    expect(textsOf(figure)[2]).toEqual(["Tue, Jan 6", "0", "…", "No data"]);
    expect(figure.summary).toBe("Worst day Mon, Jan 5: 3; days without an incident: 0");
  });

  test("a day's availability leaves maintenance out", () => {
    // 2 min of 24 h of b and of 18 h of a.
    expect(labelsOf(figure)[0]).toBe("Sun, Jan 4, incidents: 1, availability 99.921%");
  });

  test("weeks go right, weekdays down", () => {
    expect(placeDays([at(9), at(10), at(11), at(12)])).toEqual([
      { column: 0, row: 5 },
      { column: 0, row: 6 },
      { column: 1, row: 0 },
      { column: 1, row: 1 },
    ]);
  });
});

describe("the heat map", () => {
  const figure = makeHeatMap(statistics, words, link);

  test("has a cell for each hour of each weekday; it leads to that hour of each week", () => {
    expect(figure.points).toHaveLength(168);
    const cell = figure.points.find(({ label }) => label === "Mon 03:00, incidents: 2")!;
    expect([cell.column, cell.row]).toEqual([3, 1]);
    expect(goalOf(cell.href)).toMatchObject({
      range: { kind: "days", from: "2026-01-04", until: "2026-01-07" },
      hourOfWeek: { day: 1, hour: 3 },
    });
    expect(figure.summary).toBe("Most at Mon 03:00, incidents: 2");
  });

  test.each([
    [0, 8, -1],
    [1, 8, 0],
    [2, 8, 1],
    [5, 8, 2],
    [6, 8, 3],
    [8, 8, 3],
  ])("%i of %i at most has level %i", (count, most, level) => expect(levelOf(count, most)).toBe(level));
});

describe("causes", () => {
  test("by reason: the first that make 80 % are the few that matter", () => {
    const figure = makeCauses(statistics, { by: "reasons", words, link, linkToOutages });
    expect(textsOf(figure)).toEqual([
      ["Server refused the connection", "3", "60%", "60%", "4m 6s", "…"],
      ["Waited for a dead server", "1", "20%", "80%", "5h", "…"],
      ["Nothing is published on this path", "1", "20%", "100%", "20m", "…"],
    ]);
    expect(figure.summary).toBe("The first 2 make 80% of all incidents");
    expect(goalOf(figure.points[0]!.href).facets).toEqual({ reason: { include: ["refused"] } });
    expect(outagesOf(figure.points[1]!.href)).toEqual({ reason: null });
    expect(outagesOf(figure.table.rows[1]![1]!.href)).toEqual({ reason: null });
  });

  test("by server", () => {
    const figure = makeCauses(statistics, { by: "servers", words, link, linkToOutages });
    expect(labelsOf(figure)).toEqual(["s:1, 4 incidents, cumulative 80%", "s:2, 1 incident, cumulative 100%"]);
    expect(goalOf(figure.points[1]!.href).facets).toEqual({ server: { include: ["s:2"] } });
  });
});

test("outages by length, each leads to the log of its own", () => {
  const figure = makeLengths(statistics, words, link);
  const bounds = figure.points.map(({ href }) => goalOf(href).outages);
  const inWindow = { from: new Date(window.from).toISOString(), until: new Date(window.to).toISOString() };
  expect(bounds).toEqual(
    statistics.lengths.map(({ from, to }) => ({ ...inWindow, ...(from && { longerThan: from }), ...(to && { shorterThan: to }) })),
  );
  expect(figure.table.rows.map((row) => goalOf(row[1]!.href).outages)).toEqual(bounds);
  expect(labelsOf(figure)).toEqual([
    "under 10s, 1 incident (20%)",
    "10s–30s, 0 incidents (0%)",
    "30s–1m, 0 incidents (0%)",
    "1m–5m, 2 incidents (40%)",
    "5m–15m, 0 incidents (0%)",
    "15m–1h, 1 incident (20%)",
    "1h–4h, 0 incidents (0%)",
    "4h–1d, 1 incident (20%)",
    "1d and more, 0 incidents (0%)",
  ]);
});

test("the observation says how much is unknown and how much is maintenance", () => {
  const figure = makeQuality(statistics, words, link);
  expect(figure.summary).toBe("Observed 71.9%, unknown 25%, maintenance 3.1%");
  expect(labelsOf(figure)).toEqual([
    "Sun, Jan 4, Observed 87.5%",
    "Sun, Jan 4, Maintenance 12.5%",
    "Mon, Jan 5, Observed 100%",
    "Tue, Jan 6, Unknown 100%",
    "Wed, Jan 7, Observed 100%",
  ]);
  expect(textsOf(figure)[2]).toEqual(["Tue, Jan 6", "0s (0%)", "0s (0%)", "2d (100%)"]);
});

test("without an incident there is nothing to point at, and it is said", () => {
  const quiet = makeStatistics({ window, timelines: [{ streamId: "a", server: "s:1", down: [], unknown: [] }] });
  expect(makeHeatMap(quiet, words, link)).toMatchObject({ points: [], summary: "No incident in this time" });
  expect(makeCauses(quiet, { by: "reasons", words, link, linkToOutages })).toMatchObject({
    points: [],
    summary: "No incident in this time",
  });
  expect(makeLengths(quiet, words, link)).toMatchObject({ points: [], summary: "No incident in this time" });
  expect(makeCalendar(quiet, words, link).summary).toBe("Days without an incident: 4");
});
