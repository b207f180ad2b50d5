import { expect, test } from "vitest";
import type { LogFindings } from "./inspect-logs.ts";
import { countJournal, findProblems } from "./judge-run.ts";
import type { JournalEvidence, RunEvidence } from "./judge-run.ts";
import { eachKind, REPORT_KINDS } from "./report-kinds.ts";

/** Reports of each kind; what the host writes by itself has the numbers from there on. */
const REPORTS = 4;

function findings(order: number[], change: Partial<LogFindings> = {}): LogFindings {
  const counts = Array.from({ length: Math.max(...order) + 1 }, (_, number) => order.filter((each) => each === number).length);
  return { lines: order.length, damaged: 0, counts, order, isCheckedByJq: true, ...change };
}

function journal(change: Partial<JournalEvidence> = {}): JournalEvidence {
  return {
    answered: new Uint8Array(REPORTS).fill(1),
    sent: new Uint8Array(REPORTS).fill(1),
    host: findings([1, 0, 4, 2, 3]),
    collector: findings([1, 0, 4, 2, 3]),
    ...change,
  };
}

function judge(change: Partial<RunEvidence>): string[] {
  const evidence: RunEvidence = {
    journals: eachKind(() => journal()),
    wanted: { failures: REPORTS, states: REPORTS },
    thrownBytes: { host: 0, collector: 0 },
    quarantinedBytes: { host: 0, collector: 0 },
    lostByPages: 0,
    ...change,
  };
  return findProblems(
    evidence,
    eachKind((kind) => countJournal(evidence.journals[kind])),
  );
}

test("a run in which everything is there once, in the journal's order, has no problem", () => {
  expect(judge({})).toEqual([]);
});

test("what was sent more than once is counted, and no problem", () => {
  const failures = journal({ sent: Uint8Array.from([1, 3, 2, 1]) });
  expect(countJournal(failures).twiceOnTheWire).toBe(3);
  expect(judge({ journals: { ...eachKind(() => journal()), failures } })).toEqual([]);
});

test("what a host writes by itself as it ends is still on its way; a report is not", () => {
  expect(countJournal(journal({ host: findings([1, 0, 4, 2, 3, 5, 6]) })).lostOnTheWay).toBe(0);
  expect(countJournal(journal({ host: findings([1, 0, 4, 2, 5, 3]), collector: findings([1, 0, 4, 2]) })).lostOnTheWay).toBe(1);
});

test("an act on an alarm that was refused is no problem, and need not be in the journal", () => {
  const [order, answered] = [findings([1, 0, 4, 2]), Uint8Array.from([1, 1, 1, 0])];
  const alarms = journal({ answered, host: order, collector: order });
  expect(judge({ journals: { ...eachKind(() => journal()), alarms } })).toEqual([]);
});

test.each<[string, Partial<RunEvidence>]>([
  ["2 reports were given up by pages", { lostByPages: 2 }],
  ["1 reports were never answered", { wanted: { failures: REPORTS, states: REPORTS + 1 } }],
  ["a tail thrown at the host's journals is not in its quarantine", { thrownBytes: { host: 5, collector: 0 } }],
  [
    "a tail thrown at the collector's journals is not in its quarantine",
    { thrownBytes: { host: 0, collector: 5 }, quarantinedBytes: { host: 0, collector: 4 } },
  ],
])("%s", (problem, change) => {
  expect(judge(change)).toEqual([problem]);
});

test.each<[string, Partial<JournalEvidence>]>([
  ["1 that were answered are not in the journal", { host: findings([1, 0, 4, 2]), collector: findings([1, 0, 4, 2]) }],
  ["1 lines of the journal are not at the collector", { collector: findings([1, 0, 4, 2]) }],
  ["1 lines of the journal are not at the collector", { collector: findings([1, 0, 2, 3]) }],
  ["1 lines of the journal are there twice", { host: findings([1, 0, 4, 2, 3, 3]) }],
  ["1 lines at the collector are there twice", { host: findings([1, 0, 4, 2, 3, 5]), collector: findings([1, 0, 4, 4, 2, 3]) }],
  ["1 lines stand in another order at the collector", { collector: findings([1, 4, 0, 2, 3]) }],
  ["2 lines cannot be read", { host: findings([1, 0, 4, 2, 3], { damaged: 2 }) }],
  ["the collector has 1 lines more than the host", { collector: findings([1, 0, 4, 2, 3], { lines: 6 }) }],
])("of each kind: %s", (problem, change) => {
  for (const kind of REPORT_KINDS)
    expect(judge({ journals: { ...eachKind(() => journal()), [kind]: journal(change) } })).toEqual([`${kind}: ${problem}`]);
});
