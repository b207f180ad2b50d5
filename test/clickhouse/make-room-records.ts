import type { ErrorRecord } from "../../shared/record.ts";
import { makeLogRecord } from "../support/write-log-files.ts";
import { createSeededRandom } from "../torture/seeded-random.ts";

const PCS = 20;
/** A stream that has not failed for so long has a new incident. Milliseconds. */
const INCIDENT_GAP = 3_600_000;

/** Failures that twenty PCs saw, in the order of their times; the same each time. */
export function makeRoomRecords(count: number, from: number, until: number): ErrorRecord[] {
  const random = createSeededRandom(20_260_108);
  const incidents = new Map<string, { id: string; last: number }>();
  const moments = Array.from({ length: count }, () => Math.floor(from + random() * (until - from))).sort((a, b) => a - b);
  return moments.map((time, at) => {
    const record = makeLogRecord(time, { random, at });
    const pc = 1 + Math.floor(random() ** 2 * PCS);
    const known = incidents.get(record.streamId);
    const id = known && time - known.last < INCIDENT_GAP ? known.id : record.detail.incidentId;
    incidents.set(record.streamId, { id, last: time });
    const client = {
      id: `0197c0de-0000-7000-8000-${String(pc).padStart(12, "0")}`,
      version: "0.1.0",
      name: `${pc}번 관제석`,
      hostName: `pc-${pc}`,
    };
    return { ...record, detail: { ...record.detail, incidentId: id, client, ...(at % 50 === 0 && { attempts: 1 + (at % 7) }) } };
  });
}
