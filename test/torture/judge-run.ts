import type { LogFindings } from "./inspect-logs.ts";

export interface RunEvidence {
  records: number;
  /** 1 for each record whose report was answered with yes. */
  answered: Uint8Array;
  /** How often each record went over the wire, up to 255. */
  sent: Uint8Array;
  host: LogFindings;
  collector: LogFindings;
  /** Bytes that were put behind last lines. */
  thrownBytes: { host: number; collector: number };
  /** Reports that pages gave up. */
  lostByPages: number;
}

export interface RunFigures {
  accepted: number;
  /** Answered, but not in the host's journal. */
  lostByHost: number;
  /** In the host's journal, but not at the collector. */
  lostOnTheWay: number;
  twiceInJournal: number;
  twiceAtCollector: number;
  /** Sendings beyond the first of each record. */
  twiceOnTheWire: number;
  /** Records at the collector that came after one that stands behind them in the host's journal. */
  outOfOrder: number;
  damagedLines: number;
  quarantinedBytes: number;
}

export function countRun({ records, answered, sent, host, collector }: RunEvidence): RunFigures {
  const figures = { accepted: 0, lostByHost: 0, lostOnTheWay: 0, twiceInJournal: 0, twiceAtCollector: 0, twiceOnTheWire: 0 };
  for (let i = 0; i < records; i++) {
    const [kept, stored] = [host.counts[i]!, collector.counts[i]!];
    figures.accepted += answered[i]!;
    figures.lostByHost += answered[i] && kept === 0 ? 1 : 0;
    figures.lostOnTheWay += kept > 0 && stored === 0 ? 1 : 0;
    figures.twiceInJournal += Math.max(0, kept - 1);
    figures.twiceAtCollector += Math.max(0, stored - 1);
    figures.twiceOnTheWire += Math.max(0, sent[i]! - 1);
  }
  return {
    ...figures,
    outOfOrder: countOutOfOrder(host.order, collector.order),
    damagedLines: host.damaged + collector.damaged,
    quarantinedBytes: host.quarantinedBytes + collector.quarantinedBytes,
  };
}

/** What must not be, in words; empty after a run that has lost nothing. */
export function findProblems(evidence: RunEvidence, figures: RunFigures): string[] {
  const { records, host, collector, thrownBytes, lostByPages } = evidence;
  const claims: [boolean, string][] = [
    [figures.accepted === records, `${records - figures.accepted} reports were never answered`],
    [lostByPages === 0, `${lostByPages} reports were given up by pages`],
    [figures.lostByHost === 0, `${figures.lostByHost} answered reports are not in the journal`],
    [figures.lostOnTheWay === 0, `${figures.lostOnTheWay} records of the journal are not at the collector`],
    [figures.twiceInJournal === 0, `${figures.twiceInJournal} lines of the journal are there twice`],
    [figures.twiceAtCollector === 0, `${figures.twiceAtCollector} lines at the collector are there twice`],
    [figures.outOfOrder === 0, `${figures.outOfOrder} records stand in another order at the collector`],
    [figures.damagedLines === 0, `${figures.damagedLines} lines cannot be read`],
    [collector.lines <= host.lines, `the collector has ${collector.lines - host.lines} lines more than the host`],
    [host.quarantinedBytes >= thrownBytes.host, "a tail thrown at the host's journal is not in its quarantine"],
    [collector.quarantinedBytes >= thrownBytes.collector, "a tail thrown at the collector's journal is not in its quarantine"],
  ];
  return claims.flatMap(([holds, problem]) => (holds ? [] : [problem]));
}

/** A record counts when one that precedes it at the collector stands behind it in the journal. */
function countOutOfOrder(journal: readonly number[], collector: readonly number[]): number {
  const places = new Map(journal.map((index, place) => [index, place]));
  let furthest = -1;
  let count = 0;
  for (const index of collector) {
    const place = places.get(index) ?? furthest;
    if (place < furthest) count++;
    furthest = Math.max(furthest, place);
  }
  return count;
}
