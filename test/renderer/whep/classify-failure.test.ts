import { describe, expect, test } from "vitest";
import { classifyFailure, waitStatusOf } from "../../../renderer/whep/classify-failure.ts";
import type { Evidence, HttpAnswer } from "../../../renderer/whep/classify-failure.ts";

const answer = (status: number, body = "", more: Partial<HttpAnswer> = {}): Evidence => ({
  kind: "http_status",
  status,
  statusText: "",
  contentType: body.startsWith("{") ? "application/json" : "text/plain",
  body,
  ...more,
});
const json = (error: string) => JSON.stringify({ status: "error", error });

describe("an answer of the server", () => {
  test.each([
    ["bad gateway", answer(502), "http_error", "WHEP POST failed: 502 Bad Gateway"],
    ["a status that nobody knows", answer(599), "http_error", "WHEP POST failed: 599"],
    ["its own status text", answer(500, "", { statusText: "Out Of Cheese" }), "http_error", "WHEP POST failed: 500 Out Of Cheese"],
    [
      "no publisher",
      answer(404, json("no stream is available on path 'x'")),
      "no_stream",
      "WHEP POST failed: 404 Not Found (nothing is published on this path)",
    ],
    ["no publisher, as before v1.12", answer(404, "no one is publishing to path 'x'"), "no_stream", undefined],
    [
      "nothing of MediaMTX",
      answer(404, "404 page not found"),
      "wrong_url",
      "WHEP POST failed: 404 Not Found (no WHEP endpoint at this address)",
    ],
    ["no credentials", answer(401, json("authentication error")), "auth", undefined],
    ["forbidden", answer(403), "auth", undefined],
    ["bad credentials, as up to v1.16", answer(400, json("authentication failed: wrong")), "auth", undefined],
    [
      "a full path",
      answer(400, json("maximum reader count reached")),
      "server_rejected",
      "WHEP POST failed: 400 Bad Request (maximum reader count reached)",
    ],
    ["a path that is not configured", answer(400, json("path 'x' is not configured")), "server_rejected", undefined],
    ["a codec that Chromium lacks", answer(400, json("codecs not supported by client")), "unsupported_codec", undefined],
    [
      "a codec that no WebRTC knows",
      answer(400, json("the stream doesn't contain any supported codec, which are currently AV1, VP9")),
      "unsupported_codec",
      undefined,
    ],
    ["a source on demand that does not come", answer(400, json("source of path 'x' has timed out")), "source_timeout", undefined],
    ["200 instead of 201", answer(200, "<html>"), "http_error", "WHEP POST failed: 200 OK"],
  ] as const)("%s", (_, evidence, reason, message) => {
    const failure = classifyFailure(evidence, "page");
    expect(failure.reason).toBe(reason);
    expect(failure.statusCode).toBe("status" in evidence ? evidence.status : undefined);
    expect(failure.phase).toBe("post_offer");
    if (message) expect(failure.errorMessage).toBe(message);
  });

  test("brings the server's own words: of MediaMTX's JSON, of a problem document, or as they are", () => {
    const words = (body: string) => classifyFailure(answer(500, body), "page").serverError;
    expect(words(json("terminated"))).toBe("terminated");
    expect(words('{"title":"Overloaded","detail":"try later"}')).toBe("try later");
    expect(words("plain\r\n\u001b[31mtext")).toBe("plain [31mtext");
    expect(words("[1,2]")).toBe("[1,2]");
    expect(words("")).toBeUndefined();
  });

  test("loses its secrets and what is too long", () => {
    const failure = classifyFailure(answer(400, json(`token=abc123 ${"x".repeat(3_000)}`)), "page");
    expect(failure.serverError).toContain("token=***");
    expect(failure.serverError).toHaveLength(1_024);
    expect(failure.errorMessage).toHaveLength(500);
  });
});

describe("what was seen of a session", () => {
  const seen: [Evidence, string][] = [
    [{ kind: "no_answer", timedOut: true, cause: "" }, "timeout"],
    [{ kind: "no_answer", timedOut: false, cause: "Failed to fetch" }, "network"],
    [{ kind: "bad_answer", cause: "Failed to parse SessionDescription" }, "bad_answer"],
    [{ kind: "no_video" }, "no_video"],
    [{ kind: "session_gone" }, "session_gone"],
    [{ kind: "closed_by_server", transport: "DTLS" }, "closed_by_server"],
    [{ kind: "ice_failed" }, "ice_failed"],
    [{ kind: "connect_timeout", connectionState: "new", seconds: 12 }, "connect_timeout"],
    [{ kind: "no_first_frame", packetsReceived: 12 }, "no_first_frame"],
    [{ kind: "stalled", reason: "stalled_no_packets", seconds: 4 }, "stalled_no_packets"],
    [{ kind: "stalled", reason: "stalled_no_frames", seconds: 4 }, "stalled_no_frames"],
    [{ kind: "stalled", reason: "slideshow", seconds: 3 }, "slideshow"],
    [{ kind: "short_session", drops: 3, connectedFor: 1_234 }, "short_sessions"],
    [{ kind: "script", cause: "Error: too many" }, "script"],
  ];

  test.each(seen)("%j", (evidence, reason) => {
    expect(classifyFailure(evidence, "playing").reason).toBe(reason);
  });

  test("makes another sentence for every reason", () => {
    const sentences = seen.map(([evidence]) => classifyFailure(evidence, "playing").errorMessage);
    expect(new Set(sentences).size).toBe(sentences.length);
    for (const sentence of sentences) expect(sentence).toMatch(/ failed: /);
  });
});

describe("the status that a wait goes by", () => {
  test("is 401 for every refused password, and none for a session that is gone", () => {
    expect(waitStatusOf(classifyFailure(answer(400, json("authentication failed: x")), "page"))).toBe(401);
    expect(waitStatusOf(classifyFailure({ kind: "session_gone" }, "connect"))).toBeUndefined();
    expect(waitStatusOf(classifyFailure(answer(404), "page"))).toBe(404);
  });
});
