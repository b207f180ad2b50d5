import { describe, expect, test } from "vitest";
import { makeErrorReport } from "../../../renderer/api/make-error-report.ts";
import { errorReportSchema } from "../../../shared/record.ts";
import { makeAttemptFailure } from "../../support/make-attempt-failure.ts";

const id = "01941111-0000-7000-8000-000000000000";
const origin = {
  userAgent: "Mozilla/5.0",
  clientInfo: { browserName: "Chrome", browserVersion: "156", os: "Linux x86_64", screenResolution: "1920x1080" },
};

describe("a page's report", () => {
  test("is what the host's schema takes, with the time the failure was noticed", () => {
    const report = makeErrorReport(makeAttemptFailure({ sessionId: "abc", playedFor: 12_000, serverError: "bad" }), id, origin);
    expect(errorReportSchema.parse(report)).toEqual(report);
    expect(report).toMatchObject({ id, timestamp: "2026-01-08T12:34:56.789Z", statusCode: 502, detail: { sessionId: "abc" } });
  });

  test("is taken by the host however long the texts of a server are", () => {
    const long = "가".repeat(50_000);
    const failure = makeAttemptFailure({
      streamId: long,
      streamName: long,
      whepUrl: `http://127.0.0.1/${long}`,
      errorMessage: long,
      serverError: long,
      sessionId: long,
    });
    expect(errorReportSchema.safeParse(makeErrorReport(failure, id, { ...origin, userAgent: long })).success).toBe(true);
  });

  test("leaves out numbers that are none", () => {
    const stats = { framesPerSecond: Number.NaN, bitrate: Infinity, packetsLost: 3, codec: "video/VP8" };
    const report = makeErrorReport(makeAttemptFailure({ stats }), id, origin);
    expect(report.detail.stats).toEqual({ packetsLost: 3, codec: "video/VP8" });
  });

  test("carries no password and no token", () => {
    const failure = makeAttemptFailure({
      whepUrl: "http://me:geheim@127.0.0.1:8889/a/whep?token=geheim",
      errorMessage: "Failed to fetch http://me:geheim@127.0.0.1/",
      serverError: "Authorization: Bearer geheim",
    });
    expect(JSON.stringify(makeErrorReport(failure, id, origin))).not.toContain("geheim");
  });
});
