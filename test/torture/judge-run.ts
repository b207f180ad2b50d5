import type { LogFindings } from "./inspect-logs.ts";
import { REPORT_KINDS } from "./report-kinds.ts";
import type { ReportKind } from "./report-kinds.ts";

/** Of one kind of report: what was said of it, and the journal at both ends. */
export interface JournalEvidence {
  /** 1 for each report that was answered with yes. */
  answered: Uint8Array;
  /** How often each went over the wire, up to 255. */
  sent: Uint8Array;
  host: LogFindings;
  collector: LogFindings;
}

export interface RunEvidence {
  journals: Record<ReportKind, JournalEvidence>;
  /** So many of each the pages had to have answered. An act on an alarm is tried once, and may be refused. */
  wanted: Record<"failures" | "states", number>;
  /** Bytes that were put behind last lines, and those that were cut off. */
  thrownBytes: { host: number; collector: number };
  quarantinedBytes: { host: number; collector: number };
  /** Reports that pages gave up. */
  lostByPages: number;
}

export interface JournalFigures {
  answered: number;
  /** Answered, but not in the host's journal. */
  lostByHost: number;
  /** In the host's journal, but not at the collector. */
  lostOnTheWay: number;
  twiceInJournal: number;
  twiceAtCollector: number;
  /** Sendings beyond the first of each report. */
  twiceOnTheWire: number;
  /** Lines at the collector that came after one that stands behind them in the host's journal. */
  outOfOrder: number;
  damagedLines: number;
}

export function countJournal({ answered, sent, host, collector }: JournalEvidence): JournalFigures {
  const places = new Map(host.order.map((number, place) => [number, place]));
  // What the host writes by itself as it ends, nobody waits for: it is on its way as long as nothing behind it has arrived.
  const arrived = host.order.findLastIndex((number) => isThere(collector, number));
  const isMissing = (number: number, place: number) => !isThere(collector, number) && (number < answered.length || place < arrived);
  return {
    answered: sum(answered),
    lostByHost: sum(answered.map((yes, number) => yes && Number(!isThere(host, number)))),
    lostOnTheWay: [...places].filter(([number, place]) => isMissing(number, place)).length,
    twiceInJournal: countBeyondFirst(host.counts),
    twiceAtCollector: countBeyondFirst(collector.counts),
    twiceOnTheWire: countBeyondFirst(sent),
    outOfOrder: countOutOfOrder(places, collector.order),
    damagedLines: host.damaged + collector.damaged,
  };
}

/** What must not be, in words; empty after a run that has lost nothing. */
export function findProblems(evidence: RunEvidence, figures: Record<ReportKind, JournalFigures>): string[] {
  const { wanted, thrownBytes, quarantinedBytes, lostByPages } = evidence;
  const missing = wanted.failures + wanted.states - figures.failures.answered - figures.states.answered;
  const claims: [boolean, string][] = [
    [missing === 0, `${missing} reports were never answered`],
    [lostByPages === 0, `${lostByPages} reports were given up by pages`],
    [quarantinedBytes.host >= thrownBytes.host, "a tail thrown at the host's journals is not in its quarantine"],
    [quarantinedBytes.collector >= thrownBytes.collector, "a tail thrown at the collector's journals is not in its quarantine"],
    ...REPORT_KINDS.flatMap((kind) => claimOf(kind, evidence.journals[kind], figures[kind])),
  ];
  return claims.flatMap(([holds, problem]) => (holds ? [] : [problem]));
}

function claimOf(kind: ReportKind, { host, collector }: JournalEvidence, figures: JournalFigures): [boolean, string][] {
  return [
    [figures.lostByHost === 0, `${kind}: ${figures.lostByHost} that were answered are not in the journal`],
    [figures.lostOnTheWay === 0, `${kind}: ${figures.lostOnTheWay} lines of the journal are not at the collector`],
    [figures.twiceInJournal === 0, `${kind}: ${figures.twiceInJournal} lines of the journal are there twice`],
    [figures.twiceAtCollector === 0, `${kind}: ${figures.twiceAtCollector} lines at the collector are there twice`],
    [figures.outOfOrder === 0, `${kind}: ${figures.outOfOrder} lines stand in another order at the collector`],
    [figures.damagedLines === 0, `${kind}: ${figures.damagedLines} lines cannot be read`],
    [collector.lines <= host.lines, `${kind}: the collector has ${collector.lines - host.lines} lines more than the host`],
  ];
}

const isThere = ({ counts }: LogFindings, number: number): boolean => (counts[number] ?? 0) > 0;

function sum(counts: Uint8Array): number {
  return counts.reduce((total, count) => total + count, 0);
}

function countBeyondFirst(counts: Iterable<number>): number {
  let total = 0;
  for (const count of counts) total += Math.max(0, count - 1);
  return total;
}

/** A line counts when one that precedes it at the collector stands behind it in the journal. */
function countOutOfOrder(places: ReadonlyMap<number, number>, collector: readonly number[]): number {
  let furthest = -1;
  let count = 0;
  for (const number of collector) {
    const place = places.get(number) ?? furthest;
    if (place < furthest) count++;
    furthest = Math.max(furthest, place);
  }
  return count;
}
