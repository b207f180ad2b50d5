import { expect, test } from "vitest";
import type { FleetPc } from "../../../shared/fleet/fleet-view.ts";
import { listTroubles } from "../../../shared/fleet/judge-pc.ts";
import type { PcTrouble } from "../../../shared/fleet/judge-pc.ts";
import { filterFleet, sortFleet } from "../../../shared/fleet/sort-fleet.ts";
import { makeClientId, makeFleetPc } from "../../support/make-fleet-pc.ts";

const AT = "2026-11-26T08:00:00.000Z";

test.each<[string, Partial<FleetPc>, PcTrouble[]]>([
  ["all is well", {}, []],
  ["a stream is down", { streams: { up: 11, down: 1, unknown: 0 } }, ["streams_down"]],
  ["nobody looks at the streams", { streams: { up: 0, down: 0, unknown: 12 } }, []],
  ["a record waits for ten minutes", { backlog: 1, oldestUnsent: "2026-11-26T07:50:00.000Z", clockOffset: 0 }, []],
  ["a record waits for longer", { backlog: 1, oldestUnsent: "2026-11-26T07:49:59.000Z", clockOffset: 0 }, ["unsent"]],
  [
    "it waits for longer, by a clock that is ahead",
    { backlog: 1, oldestUnsent: "2026-11-26T07:50:01.000Z", clockOffset: -2_000 },
    ["unsent"],
  ],
  ["the disk is nearly full", { diskFree: 1_000_000_000 }, ["disk"]],
  ["the disk cannot be told", { diskFree: undefined }, []],
  ["the clock is behind", { clockOffset: 5_001 }, ["clock"]],
  ["the clock is ahead, and the disk full", { clockOffset: -5_001, diskFree: 0 }, ["disk", "clock"]],
  ["nothing comes any more, and a stream was down then", { presence: "silent", streams: { up: 0, down: 1, unknown: 0 } }, []],
])("where %s", (_name, change, expected) => {
  expect(listTroubles(makeFleetPc(1, change), Date.parse(AT))).toEqual(expected);
});

test("the worst come first, and a PC keeps its place among its like", () => {
  const pcs = [
    makeFleetPc(10),
    makeFleetPc(2),
    makeFleetPc(3, { presence: "left" }),
    makeFleetPc(4, { presence: "awaited" }),
    makeFleetPc(5, { presence: "silent" }),
    makeFleetPc(6, { streams: { up: 1, down: 1, unknown: 0 } }),
    makeFleetPc(7, { site: "별관" }),
  ];
  const sorted = sortFleet({ at: AT, pcs }).map(({ clientId }) => clientId);
  expect(sorted).toEqual([5, 6, 4, 7, 2, 10, 3].map(makeClientId));
  expect(sortFleet({ at: AT, pcs: pcs.toReversed() }).map(({ clientId }) => clientId)).toEqual(sorted);
});

test.each([
  ["", 2],
  ["  pc-1 ", 1],
  ["관제석", 2],
  ["0.2", 1],
  [makeClientId(1).toUpperCase(), 1],
  ["nobody", 0],
])("the filter %j leaves %i", (text, count) => {
  expect(filterFleet([makeFleetPc(1), makeFleetPc(2, { version: "0.2.0" })], text)).toHaveLength(count);
});
