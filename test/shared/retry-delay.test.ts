import { describe, expect, test } from "vitest";
import { nextDeliveryDelay, nextHostDelay, nextPlayerDelay, nextProbeDelay, parseRetryAfter } from "../../shared/retry-delay.ts";

describe("wait of a player before its next attempt", () => {
  test.each([
    { attempt: 1, least: 500, most: 1_000 },
    { attempt: 2, least: 1_000, most: 2_000 },
    { attempt: 5, least: 8_000, most: 16_000 },
    { attempt: 6, least: 15_000, most: 30_000 },
    { attempt: 5_000, least: 15_000, most: 30_000 },
    { attempt: 1, statusCode: 404, least: 5_000, most: 10_000 },
    { attempt: 99, statusCode: 404, least: 5_000, most: 10_000 },
    { attempt: 99, statusCode: 404, settling: true, least: 1_000, most: 3_000 },
    { attempt: 1, statusCode: 401, least: 30_000, most: 30_000 },
    { attempt: 1, statusCode: 503, retryAfter: 20_000, least: 20_500, most: 21_000 },
    { attempt: 1, statusCode: 404, retryAfter: 20_000, least: 20_000, most: 20_000 },
  ])("lies within [$least, $most] for $attempt, $statusCode, $retryAfter", ({ least, most, ...failed }) => {
    expect(nextPlayerDelay(failed, 0)).toBe(least);
    expect(nextPlayerDelay(failed, 1)).toBe(most);
  });

  test("is 2 s ± 20 % for the one that asks a dead origin", () => {
    expect([nextProbeDelay(0), nextProbeDelay(0.5), nextProbeDelay(1)]).toEqual([1_600, 2_000, 2_400]);
  });
});

describe("wait of a page for its own host", () => {
  test.each([
    { attempt: 1, least: 250, most: 500 },
    { attempt: 4, least: 2_000, most: 4_000 },
    { attempt: 5_000, least: 5_000, most: 10_000 },
  ])("lies within [$least, $most] after $attempt failures", ({ attempt, least, most }) => {
    expect(nextHostDelay(attempt, 0)).toBe(least);
    expect(nextHostDelay(attempt, 1)).toBe(most);
  });
});

describe("wait of a delivery", () => {
  test("is full jitter up to five minutes, on top of Retry-After, of which at most an hour counts", () => {
    expect(nextDeliveryDelay({ attempt: 3 }, 0)).toBe(0);
    expect(nextDeliveryDelay({ attempt: 3 }, 1)).toBe(4_000);
    expect(nextDeliveryDelay({ attempt: 40 }, 1)).toBe(300_000);
    expect(nextDeliveryDelay({ attempt: 1, retryAfter: 86_400_000 }, 0)).toBe(3_600_000);
  });
});

describe("Retry-After", () => {
  const now = Date.parse("2026-11-23T12:00:00Z");
  test.each([
    ["7", 7_000],
    [" 120 ", 120_000],
    ["Mon, 23 Nov 2026 12:00:30 GMT", 30_000],
    ["Mon, 23 Nov 2026 11:00:00 GMT", 0],
    ["999999999", 3_600_000],
    ["soon", undefined],
    ["", undefined],
    [undefined, undefined],
  ])("%j is %j ms", (value, expected) => expect(parseRetryAfter(value, now)).toBe(expected));
});
