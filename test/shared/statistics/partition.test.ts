import fc from "fast-check";
import { expect, test } from "vitest";
import { findIncidents } from "../../../shared/statistics/find-incidents.ts";
import { measureStream } from "../../../shared/statistics/measure-stream.ts";
import { partitionTimeline, sumPartition } from "../../../shared/statistics/partition.ts";

const SIZE = 200;
const someIntervals = fc
  .array(fc.record({ from: fc.integer({ min: -20, max: SIZE + 20 }), length: fc.nat(40) }), { maxLength: 12 })
  .map((list) => list.map(({ from, length }) => ({ from, to: from + length })));

/** The same by counting every millisecond. */
function countSlowly(kinds: { maintenance: Span[]; unknown: Span[]; down: Span[] }) {
  const sums = { maintenance: 0, unknown: 0, down: 0, up: 0 };
  const holds = (spans: Span[], time: number) => spans.some(({ from, to }) => time >= from && time < to);
  for (let time = 0; time < SIZE; time++) {
    if (holds(kinds.maintenance, time)) sums.maintenance++;
    else if (holds(kinds.unknown, time)) sums.unknown++;
    else if (holds(kinds.down, time)) sums.down++;
    else sums.up++;
  }
  return sums;
}
type Span = { from: number; to: number };

test("a partition counts every moment once, whatever overlaps", () => {
  fc.assert(
    fc.property(someIntervals, someIntervals, someIntervals, (down, unknown, maintenance) => {
      const window = { from: 0, to: SIZE };
      const partition = partitionTimeline({ streamId: "s", server: "", down, unknown }, { window, maintenance });
      expect(sumPartition(partition)).toEqual(countSlowly({ maintenance, unknown, down }));
      const incidents = findIncidents(partition);
      const figures = measureStream(partition, incidents);
      expect(incidents.reduce((sum, incident) => sum + incident.down, 0)).toBe(figures.down);
      expect(figures.observed + figures.unknown + figures.maintenance).toBe(SIZE);
      if (figures.observed > 0) expect(figures.availability).toBeCloseTo(1 - figures.down / figures.observed, 12);
      expect(figures.incidents > 0).toBe(figures.down > 0);
    }),
  );
});
