import { describe, expect, test } from "vitest";
import { makeRecord } from "../../../electron/recorder/make-record.ts";
import { verifyRun } from "../../../electron/demo/verify-run.ts";
import type { Provoked } from "../../../electron/demo/verify-run.ts";
import type { ErrorRecord } from "../../../shared/record.ts";
import type { Reason } from "../../../shared/reasons.ts";
import { makeReport } from "../../support/make-report.ts";

const START = Date.parse("2026-01-08T00:00:00Z");
const INCIDENT = makeReport().id;

function line(second: number, reason: Reason, attempt: number, streamId = "demo-2"): ErrorRecord {
  const report = makeReport({ streamId, timestamp: new Date(START + second * 1_000).toISOString() }, { attempt, incidentId: INCIDENT });
  const privacy = { userAgent: true, clientInfo: true, hostName: true };
  return makeRecord(report, { client: { id: "c", version: "1" }, privacy, reason, errorMessage: "x", attempts: 1 });
}

const provoked: Provoked[] = [
  { title: "the publisher has gone", streamId: "demo-2", from: START, until: START + 60_000, expected: ["closed_by_server", "no_stream"] },
];
const journal = [line(1, "closed_by_server", 1), line(2, "no_stream", 2), line(9, "no_stream", 3)];

describe("the demo's proof", () => {
  test("is content when each failure stands once in the files and once at the collector", () => {
    expect(verifyRun(provoked, journal, journal)).toEqual([]);
  });

  test.each<[string, readonly ErrorRecord[], readonly ErrorRecord[], RegExp]>([
    ["a failure that was not logged", [], [], /expected closed_by_server, no_stream, the log says nothing/],
    [
      "a wrong reason",
      [line(1, "disconnected", 1), line(2, "no_stream", 2)],
      [],
      /the log says disconnected, no_stream \(2026-01-08T00:00:01.000Z x\)$/m,
    ],
    ["a failure that nobody provoked", [...journal, line(9, "refused", 4, "demo-1")], [], /demo-1: refused .* was not provoked/],
    ["an attempt that is missing", [journal[0]!, journal[2]!], [], /the attempts are 1, 3/],
    ["an attempt that was logged twice", [...journal, line(9, "no_stream", 3)], [], /the attempts are 1, 2, 3, 3/],
    [
      "a type that does not go with its reason",
      [{ ...journal[0]!, errorType: "unknown" }],
      [],
      /unknown does not go with closed_by_server/,
    ],
    ["a record that the collector lacks", journal, journal.slice(1), /is stored 0 times/],
    ["a record that the collector has twice", journal, [...journal, journal[0]!], /is stored 2 times/],
    ["a record that the client's files lack", journal.slice(0, 2), journal, /which the client's files lack/],
  ])("finds %s", (_name, logged, collected, problem) => {
    expect(verifyRun(provoked, logged, collected).join("\n")).toMatch(problem);
  });
});
