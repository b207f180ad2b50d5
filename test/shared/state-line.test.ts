import { describe, expect, test } from "vitest";
import { parseStateLine, readStateLine } from "../../shared/state-line.ts";
import type { RecoveryRecord } from "../../shared/state-line.ts";

const LINE: RecoveryRecord = {
  timestamp: "2026-01-08T12:34:56.789Z",
  event: "recovery",
  streamId: "stream-001",
  incidentId: "incident",
  step: "ice_restart",
  outcome: "recovered",
  took: 850,
  server: "192.168.0.10:8889",
  page: "page",
  id: "id",
};

describe("a step of recovery, read from the state journal", () => {
  test("has its time as a number, and the rest as it stands there", () => {
    const { timestamp, event: _, ...rest } = LINE;
    expect(parseStateLine(JSON.stringify(LINE))).toEqual({ ...rest, kind: "recovery", at: Date.parse(timestamp) });
  });

  test("has no page where the host itself acted", () => {
    const { page: _, ...line } = LINE;
    expect(readStateLine({ ...line, step: "kick", outcome: "dry_run" })).not.toHaveProperty("page");
  });

  test.each([
    ["a step that we do not know", { step: "reboot" }],
    ["an outcome that we do not know", { outcome: "maybe" }],
    ["a time below nothing", { took: -1 }],
    ["no time", { took: undefined }],
    ["no incident", { incidentId: undefined }],
    ["no stream", { streamId: 7 }],
  ])("with %s is none of ours", (_, change) => {
    expect(readStateLine({ ...LINE, ...change })).toBeUndefined();
  });
});
