import { describe, expect, test } from "vitest";
import { errorReportSchema, incomingRecordSchema } from "../../shared/record.ts";
import { ERROR_TYPES, REASON_NAMES, errorTypeOf } from "../../shared/reasons.ts";
import { UUID_PATTERN, makeUuidV7 } from "../../shared/uuid-v7.ts";
import { makeReport } from "../support/make-report.ts";
import { SEED_RECORD } from "../support/seed-record.ts";

describe("error report of a page", () => {
  test("is taken as it is", () => {
    const report = makeReport();
    expect(errorReportSchema.parse(report)).toEqual(report);
  });

  test("is cut where a server's words are long, not refused", () => {
    const report = makeReport({ errorMessage: "x".repeat(9_000) });
    expect(errorReportSchema.parse(report).errorMessage).toHaveLength(500);
  });

  test.each([
    ["an unknown reason", { reason: "tired" }],
    ["a status that is none", { statusCode: 9 }],
    ["a local time", { timestamp: "2026-01-08T12:34:56" }],
    ["an id that is no UUID", { id: "1" }],
    ["a field nobody knows", { extra: 1 }],
    ["an endless text", { errorMessage: "x".repeat(100_000) }],
  ])("is refused with %s", (_name, change) => {
    expect(errorReportSchema.safeParse({ ...makeReport(), ...change }).success).toBe(false);
  });
});

describe("record that a central takes", () => {
  test("may be the seed's own example, without id and detail", () => {
    expect(incomingRecordSchema.safeParse(SEED_RECORD).success).toBe(true);
  });

  test("may lack a status or have null for it", () => {
    expect(incomingRecordSchema.safeParse({ ...SEED_RECORD, statusCode: null }).success).toBe(true);
    const { statusCode: _, ...without } = SEED_RECORD;
    expect(incomingRecordSchema.safeParse(without).success).toBe(true);
  });

  test("has one of the five types", () => {
    expect(incomingRecordSchema.safeParse({ ...SEED_RECORD, errorType: "boredom" }).success).toBe(false);
  });
});

describe("reasons", () => {
  test("belong to one of the five types each, and every type has one", () => {
    expect(new Set(REASON_NAMES.map(errorTypeOf))).toEqual(new Set(ERROR_TYPES));
  });
});

describe("UUIDv7", () => {
  const random = new Uint8Array(10).fill(0xff);
  test("has the time in front, version 7 and variant 2", () => {
    const id = makeUuidV7(Date.parse("2026-01-08T12:34:56.789Z"), random);
    expect(id).toBe("019b9d9a-5895-7fff-bfff-ffffffffffff");
    expect(id).toMatch(UUID_PATTERN);
  });
  test("sorts by time", () => {
    expect(makeUuidV7(1, random) < makeUuidV7(2, new Uint8Array(10))).toBe(true);
  });
});
