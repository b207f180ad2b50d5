import { expect, test } from "vitest";
import type { LogFindings } from "./inspect-logs.ts";
import { countRun, findProblems } from "./judge-run.ts";
import type { RunEvidence } from "./judge-run.ts";

const RECORDS = 4;

function findings(order: number[], change: Partial<LogFindings> = {}): LogFindings {
  const counts = new Uint8Array(RECORDS);
  for (const index of order) counts[index]!++;
  return { lines: order.length, damaged: 0, counts, order, quarantinedBytes: 0, isCheckedByJq: true, ...change };
}

function evidence(change: Partial<RunEvidence> = {}): RunEvidence {
  return {
    records: RECORDS,
    answered: new Uint8Array(RECORDS).fill(1),
    sent: new Uint8Array(RECORDS).fill(1),
    host: findings([1, 0, 2, 3]),
    collector: findings([1, 0, 2, 3]),
    thrownBytes: { host: 0, collector: 0 },
    lostByPages: 0,
    ...change,
  };
}

const judge = (change: Partial<RunEvidence>) => findProblems(evidence(change), countRun(evidence(change)));

test("a run in which everything is there once, in the journal's order, has no problem", () => {
  expect(judge({})).toEqual([]);
});

test("what was sent more than once is counted, and no problem", () => {
  const change = { sent: Uint8Array.from([1, 3, 2, 1]) };
  expect(countRun(evidence(change)).twiceOnTheWire).toBe(3);
  expect(judge(change)).toEqual([]);
});

test.each<[string, Partial<RunEvidence>]>([
  ["1 reports were never answered", { answered: Uint8Array.from([1, 1, 1, 0]) }],
  ["2 reports were given up by pages", { lostByPages: 2 }],
  ["1 answered reports are not in the journal", { host: findings([1, 0, 2]), collector: findings([1, 0, 2]) }],
  ["1 records of the journal are not at the collector", { collector: findings([1, 0, 2]) }],
  ["1 lines of the journal are there twice", { host: findings([1, 0, 2, 3, 1]) }],
  ["1 lines at the collector are there twice", { collector: findings([1, 0, 2, 3, 3]) }],
  ["1 records stand in another order at the collector", { collector: findings([1, 2, 0, 3]) }],
  ["2 lines cannot be read", { host: findings([1, 0, 2, 3], { damaged: 2 }) }],
  ["a tail thrown at the host's journal is not in its quarantine", { thrownBytes: { host: 5, collector: 0 } }],
  [
    "a tail thrown at the collector's journal is not in its quarantine",
    { thrownBytes: { host: 0, collector: 5 }, collector: findings([1, 0, 2, 3], { quarantinedBytes: 4 }) },
  ],
])("%s", (problem, change) => {
  expect(judge(change)).toContain(problem);
});
