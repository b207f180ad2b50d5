import { describe, expect, test } from "vitest";
import { judgeAnswer } from "../../../electron/delivery/judge-answer.ts";

const now = Date.parse("2026-11-23T12:00:00Z");
const url = "http://central.test:8000/api/v1/error-logs/mediamtx";
const judge = (status: number, headers: Record<string, string> = {}, body = "") => judgeAnswer({ status, headers, body }, url, now);

describe("judging an answer of central", () => {
  test.each([
    [200, "delivered"],
    [201, "delivered"],
    [204, "delivered"],
    [409, "delivered"],
    [400, "refused"],
    [413, "refused"],
    [422, "refused"],
    [300, "misconfigured"],
    [301, "misconfigured"],
    [302, "misconfigured"],
    [303, "misconfigured"],
    [304, "misconfigured"],
    [401, "misconfigured"],
    [402, "misconfigured"],
    [403, "misconfigured"],
    [404, "misconfigured"],
    [405, "misconfigured"],
    [407, "misconfigured"],
    [410, "misconfigured"],
    [451, "misconfigured"],
    [408, "retry"],
    [425, "retry"],
    [429, "retry"],
    [500, "retry"],
    [502, "retry"],
    [503, "retry"],
    [504, "retry"],
    [599, "retry"],
  ] as const)("a %i is %s", (status, kind) => expect(judge(status).kind).toBe(kind));

  test.each([
    ["by its type", { "content-type": "text/html; charset=utf-8" }, "Please sign in"],
    ["by its body", {}, "\n <!DOCTYPE html><title>Sign in</title>"],
    ["by its body without a doctype", { "content-type": "text/plain" }, "<html><body>"],
  ])("a 200 that is HTML %s is a captive portal: retry", (_how, headers, body) => {
    expect(judge(200, headers as Record<string, string>, body)).toMatchObject({ kind: "retry", statusCode: 200 });
  });

  test("a 200 that speaks of HTML in JSON is delivered", () => {
    expect(judge(200, { "content-type": "application/json" }, '{"note":"<html>"}').kind).toBe("delivered");
  });

  test.each([
    ["/elsewhere", "http://central.test:8000/elsewhere"],
    ["http://central.test:9000/x", "http://central.test:9000/x"],
    ["https://central.test/x", "https://central.test/x"],
  ])("a 307 and a 308 to %s are followed", (location, target) => {
    for (const status of [307, 308]) expect(judge(status, { location })).toEqual({ kind: "redirected", url: target });
  });

  test.each(["http://elsewhere.test/x", "//elsewhere.test/x", "ftp://central.test/x", "http://", undefined])(
    "a 307 to %s is misconfigured: records go to no other host",
    (location) => {
      expect(judge(307, location === undefined ? {} : { location }).kind).toBe("misconfigured");
    },
  );

  test("a 307 from https to http is misconfigured: the token would go in the clear", () => {
    const answer = { status: 307, headers: { location: "http://central.test/x" }, body: "" };
    expect(judgeAnswer(answer, "https://central.test/y", now).kind).toBe("misconfigured");
  });

  test("Retry-After is read as seconds and as a date", () => {
    expect(judge(503, { "retry-after": "120" })).toMatchObject({ kind: "retry", retryAfter: 120_000 });
    expect(judge(429, { "retry-after": "Mon, 23 Nov 2026 12:00:30 GMT" })).toMatchObject({ kind: "retry", retryAfter: 30_000 });
    expect(judge(503)).not.toHaveProperty("retryAfter");
  });

  test("the message is one line without control characters, and short", () => {
    const verdict = judge(422, {}, `{"detail":\r\n\u001b[31m"${"x".repeat(5_000)}"}`);
    expect(verdict).toMatchObject({ message: expect.stringMatching(/^central answered 422: [\P{C}]{1,300}$/u) });
  });
});
