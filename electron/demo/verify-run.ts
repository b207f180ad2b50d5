import type { ErrorRecord } from "../../shared/record.ts";
import { errorTypeOf } from "../../shared/reasons.ts";
import type { Reason } from "../../shared/reasons.ts";

/** A failure that was provoked: these reasons, and no others, belong into the log of this stream between the two times (Unix ms). */
export interface Provoked {
  title: string;
  streamId: string;
  from: number;
  until: number;
  expected: readonly Reason[];
  /** Reasons that may stand there too, where the moment decides which one comes. */
  allowed?: readonly Reason[];
}

/**
 * Holds what was provoked against what the client's files and the collector's files say. Returns every difference as a sentence;
 * none means: each failure logged with the right type and reason, one record an attempt, each stored by the collector exactly once.
 */
export function verifyRun(provoked: readonly Provoked[], journal: readonly ErrorRecord[], collected: readonly { id: string }[]): string[] {
  return [
    ...provoked.flatMap((failure) => verifyProvoked(failure, journal)),
    ...verifyQuiet(provoked, journal),
    ...verifyAttempts(journal),
    ...verifyTypes(journal),
    ...verifyCollected(journal, collected),
  ];
}

function verifyProvoked({ title, streamId, from, until, expected, allowed = [] }: Provoked, journal: readonly ErrorRecord[]): string[] {
  const records = journal.filter(isWithin(streamId, from, until));
  const reasons = [...new Set(records.map(({ detail }) => detail.reason))];
  const wanted = reasons.filter((reason) => !allowed.includes(reason) || expected.includes(reason));
  if (wanted.join() === expected.join()) return [];
  const strange = records.filter(({ detail }) => !expected.includes(detail.reason) && !allowed.includes(detail.reason));
  const told = strange.map(({ timestamp, errorMessage, detail }) => ` (${[timestamp, errorMessage, detail.serverError].join(" ").trim()})`);
  return [
    `${streamId}, ${title}: expected ${expected.join(", ") || "nothing"}, the log says ${reasons.join(", ") || "nothing"}${told.join("")}`,
  ];
}

/** Nothing may stand in the log that nobody provoked. */
function verifyQuiet(provoked: readonly Provoked[], journal: readonly ErrorRecord[]): string[] {
  const expected = provoked.map(({ streamId, from, until }) => isWithin(streamId, from, until));
  return journal
    .filter((record) => !expected.some((matches) => matches(record)))
    .map(({ streamId, timestamp, detail }) => `${streamId}: ${detail.reason} at ${timestamp} was not provoked`);
}

/** One record an attempt: in each incident the attempts are 1, 2, 3 … without a gap or a repetition. */
function verifyAttempts(journal: readonly ErrorRecord[]): string[] {
  const incidents = Map.groupBy(journal, ({ streamId, detail }) => `${streamId}, incident ${detail.incidentId}`);
  return [...incidents].flatMap(([name, records]) => {
    const attempts = records.map(({ detail }) => detail.attempt).toSorted((a, b) => a - b);
    return attempts.every((attempt, i) => attempt === i + 1) ? [] : [`${name}: the attempts are ${attempts.join(", ")}`];
  });
}

function verifyTypes(journal: readonly ErrorRecord[]): string[] {
  return journal
    .filter(({ errorType, detail }) => errorType !== errorTypeOf(detail.reason))
    .map(({ id, errorType, detail }) => `record ${id}: ${errorType} does not go with ${detail.reason}`);
}

function verifyCollected(journal: readonly { id: string }[], collected: readonly { id: string }[]): string[] {
  const stored = countIds(collected);
  const written = countIds(journal);
  return [
    ...[...written].filter(([, times]) => times > 1).map(([id, times]) => `record ${id} stands ${times} times in the client's files`),
    ...[...written.keys()]
      .filter((id) => stored.get(id) !== 1)
      .map((id) => `record ${id} is stored ${stored.get(id) ?? 0} times by the collector`),
    ...[...stored.keys()].filter((id) => !written.has(id)).map((id) => `the collector has record ${id}, which the client's files lack`),
  ];
}

function countIds(records: readonly { id: string }[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { id } of records) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

function isWithin(streamId: string, from: number, until: number): (record: ErrorRecord) => boolean {
  return (record) => record.streamId === streamId && Date.parse(record.timestamp) >= from && Date.parse(record.timestamp) <= until;
}
