import { describe, expect, test } from "vitest";
import { findSince } from "../../../renderer/dashboard/find-since.ts";
import { listOutages } from "../../../renderer/dashboard/list-outages.ts";
import { createLogLinks } from "../../../renderer/dashboard/log-links.ts";
import { createNameStream } from "../../../shared/name-stream.ts";
import { sayAvailability, sayReason, sayTimeBetweenFailures } from "../../../renderer/ui/say-figure.ts";
import { FIRST_SORTING, sortStreams } from "../../../renderer/dashboard/sort-streams.ts";
import type { Sorting } from "../../../renderer/dashboard/sort-streams.ts";
import { createFormats } from "../../../shared/create-formats.ts";
import { en } from "../../../renderer/i18n/en.ts";
import { ko } from "../../../renderer/i18n/ko.ts";
import { makeStatistics } from "../../support/make-statistics.ts";

const HOUR = 3_600_000;
const START = new Date(2026, 0, 8).getTime();
const window = { from: START, to: START + 10 * HOUR };
const outage = (from: number, to: number) => ({
  from: START + from * HOUR,
  to: START + to * HOUR,
  incidentId: `${from}`,
  reason: "refused" as const,
});
const statistics = makeStatistics({
  window,
  timelines: [
    { streamId: "quiet", server: "s:1", down: [], unknown: [] },
    { streamId: "unseen", server: "s:1", down: [], unknown: [window] },
    { streamId: "bad", server: "s:2", down: [outage(1, 2), outage(9, 10)], unknown: [] },
    { streamId: "worse", server: "s:1", down: [outage(2, 5)], unknown: [] },
  ],
});
const words = { texts: en, formats: createFormats("en") };
const nameStream = createNameStream([
  { id: "bad", name: "Gate 2" },
  { id: "worse", name: "Gate 10" },
] as Parameters<typeof createNameStream>[0]);

describe("the availability table", () => {
  test.each<[Sorting, string[]]>([
    [FIRST_SORTING, ["worse", "bad", "quiet", "unseen"]],
    [{ column: "availability", isDescending: true }, ["quiet", "bad", "worse", "unseen"]],
    [{ column: "incidents", isDescending: true }, ["bad", "worse", "quiet", "unseen"]],
    [{ column: "longest", isDescending: false }, ["bad", "worse", "quiet", "unseen"]],
    [{ column: "unknown", isDescending: true }, ["unseen", "worse", "bad", "quiet"]],
    [{ column: "stream", isDescending: false }, ["bad", "worse", "quiet", "unseen"]],
  ])("is sorted by %j; what has no figure stands last", (sorting, ids) => {
    expect(sortStreams(statistics, sorting, { nameStream, formats: words.formats }).map(({ streamId }) => streamId)).toEqual(ids);
  });

  test("has what has no figure last, wherever it stood", () => {
    const turned = { ...statistics, streams: statistics.streams.toReversed() };
    for (const isDescending of [true, false]) {
      const sorted = sortStreams(turned, { column: "repairMedian", isDescending }, { nameStream, formats: words.formats });
      expect(sorted.slice(0, 2).map(({ streamId }) => streamId)).toEqual(isDescending ? ["worse", "bad"] : ["bad", "worse"]);
    }
  });

  test("never says 100 % of what nobody saw, nor of what was down for a second", () => {
    const find = (id: string) => statistics.streams.find(({ streamId }) => streamId === id)!;
    expect(sayAvailability(find("unseen").availability, words)).toBe("No data");
    expect(sayTimeBetweenFailures(find("unseen"), words)).toBe("No data");
    expect(sayTimeBetweenFailures(find("quiet"), words)).toBe("No failure in 10h");
    expect(sayTimeBetweenFailures(find("bad"), words)).toBe("4h");
    expect([1, 0.999_999_9, 0.9881, 0].map((share) => sayAvailability(share, words))).toEqual(["100%", "99.999%", "98.810%", "0.000%"]);
  });

  test("says why in the operator's words", () => {
    const korean = { texts: ko, formats: createFormats("ko") };
    expect([sayReason("refused", korean), sayReason(null, korean)]).toEqual([ko.reason.refused, "서버 응답 대기"]);
  });
});

test("the timeline's table lists what was not up, the latest first", () => {
  const table = listOutages(statistics, { words, link: createLogLinks({ ...window, streams: [], servers: [] }), nameStream });
  expect(table.total).toBe(4);
  expect(table.rows.map((row) => row.map(({ text }) => text).slice(2))).toEqual([
    ["Gate 2", "Down", "1h", "Server refused the connection"],
    ["Gate 10", "Down", "3h", "Server refused the connection"],
    ["Gate 2", "Down", "1h", "Server refused the connection"],
    ["unseen", "Unknown", "10h", ""],
  ]);
});

describe("since when a stream is what it is", () => {
  const lastHour = (from: number) =>
    makeStatistics({
      window: { from, to: window.to },
      timelines: [{ streamId: "bad", server: "s:2", down: [outage(9, 10)], unknown: [] }],
    });
  const bad = (now: ReturnType<typeof lastHour>) => now.streams[0]!;

  test("is what the last hour says, where it began within", () => {
    const now = lastHour(START + 8.5 * HOUR);
    expect(findSince(bad(now), now, statistics)).toEqual({ since: START + 9 * HOUR, isAtLeast: false });
  });

  test("is what the longer window says, where it began before", () => {
    const now = lastHour(START + 9.5 * HOUR);
    expect(findSince(bad(now), now, statistics)).toEqual({ since: START + 9 * HOUR, isAtLeast: false });
  });

  test("is not known where neither looked, or the longer one looked at another time", () => {
    const now = lastHour(START + 9.5 * HOUR);
    expect(findSince(bad(now), now, undefined)).toEqual({ since: START + 9.5 * HOUR, isAtLeast: true });
    const earlier = makeStatistics({
      window: { from: START, to: START + HOUR },
      timelines: [{ streamId: "bad", server: "s:2", down: [outage(0, 1)], unknown: [] }],
    });
    expect(findSince(bad(now), now, earlier)).toEqual({ since: START + 9.5 * HOUR, isAtLeast: true });
    const whole = makeStatistics({ window, timelines: [{ streamId: "bad", server: "s:2", down: [outage(0, 10)], unknown: [] }] });
    expect(findSince(bad(now), now, whole)).toEqual({ since: START, isAtLeast: true });
  });
});
