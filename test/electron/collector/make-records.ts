import { randomBytes } from "node:crypto";
import type { ErrorRecord } from "../../../shared/record.ts";
import { makeUuidV7 } from "../../../shared/uuid-v7.ts";
import { makeRecord } from "../../../electron/recorder/make-record.ts";
import { makeReport } from "../../support/make-report.ts";

const CLIENT = { id: makeUuidV7(Date.now(), randomBytes(10)), version: "0.1.0", hostName: "desk-3" };
const PRIVACY = { userAgent: true, clientInfo: true, hostName: true };

/** Records as the client writes and sends them, each with an id of its own. */
export function makeRecords(count: number): ErrorRecord[] {
  return Array.from({ length: count }, () => {
    const report = makeReport();
    return makeRecord(report, { client: CLIENT, privacy: PRIVACY, reason: report.reason, errorMessage: report.errorMessage, attempts: 1 });
  });
}

/** As the seed's own page sends it: its eight fields and nothing else. */
export function makeSeedRecord(): Omit<ErrorRecord, "id" | "detail"> {
  const { id: _id, detail: _detail, ...seed } = makeRecords(1)[0]!;
  return seed;
}
