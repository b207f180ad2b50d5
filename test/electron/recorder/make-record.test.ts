import { describe, expect, test } from "vitest";
import { makeRecord, refineMessage } from "../../../electron/recorder/make-record.ts";
import { makeReport } from "../../support/make-report.ts";

const client = { id: "c", version: "1.0.0", hostName: "PC-3" };
const privacy = { userAgent: true, clientInfo: true, hostName: true };
const context = { client, privacy, reason: "http_error", errorMessage: "WHEP POST failed: 502 Bad Gateway", attempts: 1 } as const;

describe("a record", () => {
  test("has the seed's eight fields first, in the seed's order, then id and detail", () => {
    expect(Object.keys(makeRecord(makeReport(), context))).toEqual([
      "timestamp",
      "streamId",
      "errorType",
      "errorMessage",
      "statusCode",
      "whepUrl",
      "userAgent",
      "clientInfo",
      "id",
      "detail",
    ]);
  });

  test("has a status only when one was received", () => {
    expect(makeRecord(makeReport({ statusCode: undefined }), context)).not.toHaveProperty("statusCode");
  });

  test("leaves out what the privacy settings switch off", () => {
    const record = makeRecord(makeReport(), { ...context, privacy: { userAgent: false, clientInfo: false, hostName: false } });
    expect(record).not.toHaveProperty("userAgent");
    expect(record).not.toHaveProperty("clientInfo");
    expect(record.detail.client).toEqual({ id: "c", version: "1.0.0" });
  });

  test("holds no password and no token, wherever they stood", () => {
    const report = makeReport(
      { whepUrl: "http://user:hunter2@127.0.0.1:8889/a/whep?token=hunter2", errorMessage: "x" },
      { serverError: "bad header Authorization: Bearer hunter2" },
    );
    const record = makeRecord(report, { ...context, errorMessage: "cannot reach http://user:hunter2@h/" });
    expect(JSON.stringify(record)).not.toContain("hunter2");
  });

  test("that stands for several attempts says so in detail and in words, within 500 characters", () => {
    const record = makeRecord(makeReport(), { ...context, errorMessage: "x".repeat(500), attempts: 41 });
    expect(record.detail.attempts).toBe(41);
    expect(record.errorMessage).toHaveLength(500);
    expect(record.errorMessage).toMatch(/\(41 attempts since the last line\)$/);
  });
});

describe("the sentence of a failed request", () => {
  test.each([
    ["WHEP POST failed: Failed to fetch", "refused", "WHEP POST failed: connection refused (127.0.0.1:8889)"],
    ["WHEP OPTIONS failed: network error", "dns", "WHEP OPTIONS failed: host name not found (127.0.0.1:8889)"],
  ] as const)("names the cause that the host found: %s, %s", (message, reason, expected) => {
    expect(refineMessage(message, reason, "http://user:pw@127.0.0.1:8889/a/whep")).toBe(expected);
  });
});
