import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { buildTimelines } from "../../../shared/statistics/build-timelines.ts";
import type { Outage } from "../../../shared/statistics/build-timelines.ts";
import { correctClock } from "../../../shared/statistics/correct-clock.ts";
import type { StateLine } from "../../../shared/state-line.ts";
import { joinObservers } from "../../../shared/statistics/join-observers.ts";
import { mergeObservations } from "../../../shared/statistics/merge-observations.ts";
import type { Observation } from "../../../shared/statistics/merge-observations.ts";
import { alive, anyLines, change, host, NOON, SECOND } from "./state-lines.ts";

const WINDOW = { from: 0, to: 1_000_000 };

function observe(
  observer: string,
  down: Outage[],
  rest: Partial<Observation> & { unknown?: { from: number; to: number }[] } = {},
): Observation {
  const { unknown = [], ...other } = rest;
  return { observer, timeline: { streamId: "s", server: "a:8889", down, unknown }, ...other };
}

describe("what several PCs see of a stream", () => {
  test("is up while one of them does, down while some watch and none does, unknown while none watches", () => {
    const { down, unknown, observers } = mergeObservations(
      [
        observe("a", [{ from: 100_000, to: 300_000 }], { unknown: [{ from: 800_000, to: 1_000_000 }] }),
        observe("b", [{ from: 200_000, to: 400_000 }], { unknown: [{ from: 700_000, to: 900_000 }] }),
        observe("c", [], { unknown: [{ from: 0, to: 1_000_000 }] }),
      ],
      WINDOW,
    );
    expect(down).toEqual([{ from: 200_000, to: 300_000 }]);
    expect(unknown).toEqual([{ from: 800_000, to: 900_000 }]);
    expect(observers).toEqual(["a", "b"]);
  });

  test("is unknown in a gap that nobody else watched", () => {
    const { down, unknown } = mergeObservations([observe("a", [], { unknown: [{ from: 200_000, to: 500_000 }] })], WINDOW);
    expect({ down, unknown }).toEqual({ down: [], unknown: [{ from: 200_000, to: 500_000 }] });
  });

  test("has the reason that most of them give, and is one incident where one of them says so", () => {
    const { down } = mergeObservations(
      [
        observe("a", [{ from: 0, to: 300_000, incidentId: "a1", reason: "ice_failed" }, { from: 330_000, to: 400_000, incidentId: "a2", reason: "refused" }]), // prettier-ignore
        observe("b", [
          { from: 100_000, to: 300_000, incidentId: "b1", reason: "refused" },
          { from: 330_000, to: 400_000, incidentId: "b1" },
        ]),
        observe("c", [
          { from: 100_000, to: 310_000, incidentId: "c1", reason: "refused" },
          { from: 330_000, to: 400_000, incidentId: "c2" },
        ]),
      ],
      WINDOW,
    );
    expect(down).toEqual([
      { from: 100_000, to: 300_000, incidentId: "a1", reason: "refused" },
      { from: 330_000, to: 400_000, incidentId: "a1", reason: "refused" },
    ]);
  });

  test("is not down by what may be a PC's own fault; that others saw it then is a disagreement all the same", () => {
    const faults = [{ from: 0, to: 500_000 }];
    const alone = mergeObservations([observe("a", [{ from: 100_000, to: 200_000 }], { faults })], WINDOW);
    expect(alone).toMatchObject({ down: [], unknown: [{ from: 100_000, to: 200_000 }], disagreements: [] });
    const both = mergeObservations([observe("a", [{ from: 100_000, to: 200_000 }], { faults }), observe("b", [])], WINDOW);
    expect(both).toMatchObject({ down: [], unknown: [], disagreements: [{ from: 100_000, to: 200_000, down: ["a"], up: ["b"] }] });
  });

  test("differs where one has not seen it for a minute while another has, and not while they come back one after the other", () => {
    const { disagreements } = mergeObservations(
      [
        observe("a", [{ from: 100_000, to: 200_000 }, { from: 400_000, to: 900_000, reason: "refused" }, { from: 900_000, to: 1_000_000 }]), // prettier-ignore
        observe("b", [{ from: 100_000, to: 259_999 }, { from: 950_000, to: 1_000_000 }]), // prettier-ignore
        observe("c", [{ from: 500_000, to: 600_000 }], {
          unknown: [
            { from: 0, to: 450_000 },
            { from: 700_000, to: 1_000_000 },
          ],
        }),
      ],
      WINDOW,
    );
    expect(disagreements).toEqual([{ from: 400_000, to: 950_000, streamId: "s", server: "a:8889", down: ["a", "c"], up: ["b"] }]);
  });

  test("is what a PC knows where it is the only one", () => {
    fc.assert(
      fc.property(anyLines, (lines) => {
        const window = { from: NOON, to: NOON + 1_000 * SECOND };
        const own = buildTimelines(lines, window, window.to);
        const shared = [...joinObservers([{ id: "a", timelines: own }], window)];
        expect(shared.map(({ observers: _observers, disagreements: _disagreements, ...timeline }) => timeline)).toEqual(own);
      }),
    );
  });

  test("does not depend on the order of the PCs, nor on one of them being there twice", () => {
    const window = { from: NOON, to: NOON + 1_000 * SECOND };
    const join = (lists: readonly StateLine[][]) =>
      [
        ...joinObservers(
          lists.map((lines, n) => ({ id: String(n), timelines: buildTimelines(lines, window, window.to) })),
          window,
        ),
      ].map(({ streamId, down, unknown }) => ({ streamId, down: down.map(({ from, to }) => ({ from, to })), unknown }));
    const whole = (lists: Parameters<typeof join>[0]) => join(lists).map((each) => ({ ...each, down: unite(each.down) }));
    fc.assert(
      fc.property(fc.array(anyLines, { minLength: 1, maxLength: 4 }), (lists) => {
        expect(whole(lists.toReversed())).toEqual(whole(lists));
        expect(whole([...lists, lists[0]!])).toEqual(whole(lists));
      }),
    );
  });
});

function unite(list: { from: number; to: number }[]) {
  return list.reduce<{ from: number; to: number }[]>((all, { from, to }) => {
    const last = all.at(-1);
    return last?.to === from ? [...all.slice(0, -1), { from: last.from, to }] : [...all, { from, to }];
  }, []);
}

describe("a PC's clock", () => {
  test("is corrected by what it knew of itself: from each sign on, and before the first", () => {
    const lines = [
      host(0, "started"),
      change(10, "down", { since: NOON - 20 * SECOND }),
      { ...alive(30, 30)[0]!, clockOffset: 5_000 },
      { ...alive(60, 60)[0]!, clockOffset: -1_000 },
      change(70, "up", { since: NOON + 50 * SECOND }),
    ];
    const corrected = correctClock(lines);
    expect(corrected.map(({ at }) => (at - NOON) / SECOND)).toEqual([5, 15, 35, 59, 69]);
    expect(corrected.flatMap((line) => (line.kind === "state" ? [(line.since - NOON) / SECOND] : []))).toEqual([-15, 55]);
  });

  test("stays as it is where nobody has compared it", () => {
    const lines = [host(0, "started"), ...alive(0, 90)];
    expect(correctClock(lines)).toBe(lines);
  });
});
