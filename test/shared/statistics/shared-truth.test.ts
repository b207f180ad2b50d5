import { expect, test } from "vitest";
import { readStateLine } from "../../../shared/state-line.ts";
import { buildTimelines } from "../../../shared/statistics/build-timelines.ts";
import { computeFigures } from "../../../shared/statistics/compute-figures.ts";
import { correctClock } from "../../../shared/statistics/correct-clock.ts";
import type { Disagreement } from "../../../shared/statistics/find-disagreements.ts";
import { joinObservers } from "../../../shared/statistics/join-observers.ts";
import { countSeconds } from "../../support/count-seconds.ts";
import type { CountedStream } from "../../support/count-seconds.ts";
import { pcName, planRoom } from "../../support/plan-room.ts";

/** `MTX_WHOLE_MONTH=1 npx vitest run --project pure test/shared/statistics/shared-truth.test.ts`: 20 PCs, 64 streams, 30 days. */
const SIZE = process.env.MTX_WHOLE_MONTH ? { days: 30, pcs: 20, streams: 64 } : { days: 2, pcs: 4, streams: 5 };
const FROM = new Date(2026, 0, 8).getTime();

test.each([1, 2])("figures of many PCs are those of counting second by second (seed %i)", (seed) => {
  const room = planRoom({ from: FROM, ...SIZE, seed });
  const window = { from: FROM, to: FROM + room.seconds * 1_000 };
  const observers = room.journals.map((journal, pc) => {
    const lines = correctClock(journal.map((record) => readStateLine(record)!));
    return { id: pcName(pc), timelines: buildTimelines(lines, window, window.to) };
  });
  const begun = performance.now();
  const disagreements: Disagreement[] = [];
  function* collect() {
    for (const timeline of joinObservers(observers, window)) {
      disagreements.push(...timeline.disagreements);
      yield timeline;
    }
  }
  const figures = computeFigures(collect(), { window, configured: [], isWanted: () => true, maintenanceOf: () => [], pieces: 0 });
  if (process.env.MTX_WHOLE_MONTH) console.log(`joined and counted in ${Math.round(performance.now() - begun)} ms`);

  const counted = room.streams.map(countSeconds);
  const told = figures.streams.map(({ streamId, up, down, unknown, incidents, repair }): Partial<CountedStream> => {
    return { streamId, up: up / 1_000, down: down / 1_000, unknown: unknown / 1_000, incidents, longest: (repair?.longest ?? 0) / 1_000 };
  });
  expect(told.toSorted((a, b) => (a.streamId! < b.streamId! ? -1 : 1))).toEqual(
    counted.map(({ days: _days, disagreements: _disagreements, ...rest }) => rest),
  );
  expect(figures.days.map(({ down }) => down / 1_000)).toEqual(
    Array.from({ length: SIZE.days }, (_, day) => counted.reduce((sum, { days }) => sum + (days[day] ?? 0), 0)),
  );
  const seconds = (time: number) => (time - FROM) / 1_000;
  expect(disagreements.map(({ server: _server, from, to, ...rest }) => ({ ...rest, from: seconds(from), to: seconds(to) }))).toEqual(
    counted.flatMap(({ streamId, disagreements: found }) =>
      found.map(({ from, to, down, up }) => ({ streamId, from, to, down: down.map(pcName), up: up.map(pcName) })),
    ),
  );
  // The plan has of everything.
  const sum = (of: (stream: CountedStream) => number) => counted.reduce((total, stream) => total + of(stream), 0);
  for (const of of [(s: CountedStream) => s.unknown, (s: CountedStream) => s.incidents, (s: CountedStream) => s.disagreements.length])
    expect(sum(of)).toBeGreaterThan(0);
});
