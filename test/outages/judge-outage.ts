import type { CentralName, OutageKind } from "./outage-kinds.ts";

export interface OutageEvidence {
  kind: OutageKind;
  central: CentralName;
  /** All that was accepted, in the journal's order. */
  ids: readonly string[];
  /** Those among them that no central of this kind takes. */
  spoilt: ReadonlySet<string>;
  /** What the central has, in the order of storing. */
  stored: readonly string[];
  /** What stands in `logs/rejected/`. */
  rejected: readonly string[];
  /** What the delivery still waits with at the end, and what it has skipped as unreadable. */
  left: number;
  skipped: number;
  /** Each state the delivery has been in. */
  states: ReadonlySet<string>;
  /** Attempts while the outage lasted. */
  requests: number;
  lostAnswers: number;
  seconds: number;
}

export interface OutageFigures {
  missing: number;
  /** Stored again. */
  twice: number;
  /** First stored after one that stands behind it in the journal. */
  outOfOrder: number;
  foreign: number;
  goodRejected: number;
  badNotRejected: number;
}

export function countOutage({ ids, spoilt, stored, rejected }: OutageEvidence): OutageFigures {
  const places = new Map(ids.map((id, place) => [id, place]));
  const known = new Set<string>();
  const put = new Set(rejected);
  let [furthest, outOfOrder, foreign] = [-1, 0, 0];
  for (const id of stored) {
    const place = places.get(id);
    if (place === undefined || spoilt.has(id)) foreign++;
    else if (!known.has(id) && place < furthest) outOfOrder++;
    furthest = Math.max(furthest, place ?? -1);
    known.add(id);
  }
  return {
    missing: ids.filter((id) => !spoilt.has(id) && !known.has(id)).length,
    twice: stored.length - known.size,
    outOfOrder,
    foreign,
    goodRejected: rejected.filter((id) => !spoilt.has(id)).length,
    badNotRejected: [...spoilt].filter((id) => !put.has(id)).length + (rejected.length - put.size),
  };
}

/** What must not be, in words; empty when the outage has cost nothing. */
export function findOutageProblems(evidence: OutageEvidence, figures: OutageFigures): string[] {
  const { kind, central, ids, spoilt, states, requests, lostAnswers, left, skipped } = evidence;
  const most = kind.mostRequests({ central, records: ids.length, spoilt: spoilt.size });
  const mayBeTwice = central === "one by one" && (kind.losesAnswers || kind.restarts);
  const claims: [boolean, string][] = [
    [figures.missing === 0, `${figures.missing} records are not at the central`],
    [figures.twice === 0 || mayBeTwice === true, `${figures.twice} are there twice`],
    [figures.outOfOrder === 0, `${figures.outOfOrder} are there in another order`],
    [figures.foreign === 0, `${figures.foreign} are there that should not be`],
    [figures.goodRejected === 0, `${figures.goodRejected} good ones are in rejected/`],
    [figures.badNotRejected === 0, `${figures.badNotRejected} refused ones are not in rejected/, or twice`],
    [left === 0, `${left} still wait`],
    [skipped === 0, `${skipped} were skipped`],
    [requests > 0, "there was no outage"],
    [lostAnswers > 0 || !kind.losesAnswers, "no answer was lost"],
    [requests <= most, `${requests} requests in the outage, at most ${Math.floor(most)} are due`],
    [kind.state === undefined || states.has(kind.state), `never ${kind.state}, only ${[...states].join(", ")}`],
  ];
  return claims.flatMap(([holds, problem]) => (holds ? [] : [problem]));
}
