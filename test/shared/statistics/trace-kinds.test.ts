import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { partitionTimeline } from "../../../shared/statistics/partition.ts";
import { listKinds } from "../../support/list-kinds.ts";
import type { KindOfTime } from "../../../shared/statistics/partition.ts";
import { traceKinds } from "../../../shared/statistics/trace-kinds.ts";

const BADNESS: Record<KindOfTime, number> = { up: 0, maintenance: 1, unknown: 2, down: 3 };
const spans = fc
  .array(fc.record({ from: fc.integer({ min: -50, max: 1_050 }), length: fc.nat(200) }), { maxLength: 25 })
  .map((list) => list.map(({ from, length }) => ({ from, to: from + length })));
const reasons = ["no_stream", "refused", undefined] as const;

function partitionOf(kinds: { down?: [number, number][]; unknown?: [number, number][]; maintenance?: [number, number][] }, to = 1_000) {
  const toSpans = (list: [number, number][] = []) => list.map(([from, to]) => ({ from, to }));
  const down = toSpans(kinds.down).map((span, n) => ({ ...span, incidentId: String(n), reason: reasons[n % 2]! }));
  const timeline = { streamId: "s", server: "a", down, unknown: toSpans(kinds.unknown) };
  return partitionTimeline(timeline, { window: { from: 0, to }, maintenance: toSpans(kinds.maintenance) });
}
const tell = (partition: ReturnType<typeof partitionOf>, pieces: number) =>
  traceKinds(partition, pieces).map(({ kind, from, to, reason }) => `${kind} ${from}-${to}${reason ? ` ${reason}` : ""}`);

describe("a traced timeline", () => {
  test.each<[string, Parameters<typeof partitionOf>[0], number, string[]]>([
    ["has everything as it is where it can be seen", { down: [[100, 200]] }, 10, ["up 0-100", "down 100-200 no_stream", "up 200-1000"]],
    [
      "makes a short outage as long as can be seen, and no longer",
      { down: [[500, 501]] },
      10,
      ["up 0-500", "down 500-600 no_stream", "up 600-1000"],
    ],
    ["shows an outage of a moment at its very end", { down: [[999, 1_000]] }, 10, ["up 0-900", "down 900-1000 no_stream"]],
    [
      "joins what lies close together, with the first reason",
      {
        down: [
          [500, 510],
          [520, 530],
          [540, 550],
        ],
      },
      10,
      ["up 0-500", "down 500-600 no_stream", "up 600-1000"],
    ],
    [
      "does not show a moment's recovery",
      {
        down: [
          [100, 400],
          [410, 900],
        ],
      },
      10,
      ["up 0-100", "down 100-900 no_stream", "up 900-1000"],
    ],
    [
      "prefers the worse of two short ones",
      { unknown: [[500, 520]], down: [[520, 530]] },
      10,
      ["up 0-500", "down 500-600 no_stream", "up 600-1000"],
    ],
    ["has maintenance before up", { maintenance: [[500, 501]] }, 10, ["up 0-500", "maintenance 500-600", "up 600-1000"]],
    ["is the worst of all in a single piece", { down: [[5, 6]] }, 1, ["down 0-1000 no_stream"]],
    ["is none without pieces", { down: [[5, 6]] }, 0, []],
  ])("%s", (_name, kinds, pieces, expected) => {
    expect(tell(partitionOf(kinds), pieces)).toEqual(expected);
  });

  test("has no gap and not too many pieces, none too short, shows nothing better than it was and hides no outage", () => {
    fc.assert(
      fc.property(spans, spans, spans, fc.integer({ min: 1, max: 400 }), (down, unknown, maintenance, pieces) => {
        const window = { from: 0, to: 1_000 };
        const outages = down.map((span, n) => ({ ...span, incidentId: String(n), ...(n % 3 && { reason: reasons[n % 2]! }) }));
        const partition = partitionTimeline({ streamId: "s", server: "a", down: outages, unknown }, { window, maintenance });
        const shortest = Math.ceil(1_000 / pieces);
        const traced = traceKinds(partition, pieces);
        expect(traced.length).toBeLessThanOrEqual(pieces);
        let end = 0;
        for (const [n, { kind, from, to }] of traced.entries()) {
          expect(from).toBe(end);
          expect(to - from).toBeGreaterThanOrEqual(traced.length === 1 ? 1 : shortest);
          expect(kind).not.toBe(traced[n - 1]?.kind);
          end = to;
        }
        expect(end).toBe(1_000);
        const real = listKinds(partition);
        for (let time = 0; time < 1_000; time++) {
          const shown = traced.find(({ to }) => to > time)!;
          const was = real.find(({ to }) => to > time)!;
          expect(BADNESS[shown.kind]).toBeGreaterThanOrEqual(BADNESS[was.kind]);
        }
        for (const { kind, from, to, reason } of traced) {
          const within = real.filter((span) => span.kind === kind && span.from < to && span.to > from);
          expect(within.length).toBeGreaterThan(0);
          if (kind === "down") expect(reason).toBe(partition.down.find((outage) => outage.to > from)!.reason);
        }
      }),
    );
  });
});
