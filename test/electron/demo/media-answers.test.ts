import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { createMediaServer } from "../../../electron/demo/media-server.ts";
import type { MediaServer } from "../../../electron/demo/media-server.ts";
import type { StreamFault } from "../../../electron/demo/media-faults.ts";
import { makeOffer, postOffer } from "./open-reader.ts";

let server: MediaServer;
let offer: string;
beforeAll(async () => {
  server = await createMediaServer({ streams: 2, width: 160, height: 90, authDelay: 0 });
  offer = await makeOffer();
});
afterAll(() => server.close());
afterEach(() => {
  server.setServerFault(undefined);
  server.setStreamFault("*", { fault: "kick", goodbye: true });
  server.setStreamFault("*", undefined);
});

const whep = (path = "demo-1") => `${server.url}/${path}/whep`;
const jsonError = (error: string) => JSON.stringify({ status: "error", error });

describe("The media server's answer to OPTIONS", () => {
  test("allows any page MediaMTX's methods and headers in a preflight, even of an unknown path", async () => {
    const answer = await fetch(whep("nowhere"), { method: "OPTIONS", headers: { "Access-Control-Request-Method": "POST" } });
    expect(answer.status).toBe(204);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      server: "mediamtx",
      "access-control-allow-origin": "*",
      "access-control-allow-methods": "OPTIONS, GET, POST, PATCH, DELETE",
      "access-control-allow-headers": "Authorization, Content-Type, If-Match",
    });
  });

  test("names the type of an offer and no ICE server", async () => {
    const answer = await fetch(whep(), { method: "OPTIONS" });
    expect(answer.status).toBe(204);
    expect(answer.headers.get("Accept-Post")).toBe("application/sdp");
    expect(answer.headers.get("Access-Control-Expose-Headers")).toBe("Accept-Post, Link");
    expect(answer.headers.get("Link")).toBeNull();
  });

  test("is 500 for an unknown path, where POST is 400", async () => {
    const answer = await fetch(whep("nowhere"), { method: "OPTIONS" });
    expect(answer.status).toBe(500);
    expect(await answer.text()).toBe(jsonError("path 'nowhere' is not configured"));
  });
});

describe("The media server's answer to an offer", () => {
  test("is 201 with MediaMTX's headers, a session address that keeps the query, and all candidates", async () => {
    const answer = await postOffer(`${whep()}?token=a%20b`, offer);
    expect(answer.status).toBe(201);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "access-control-allow-origin": "*",
      "access-control-expose-headers": "ETag, ID, Accept-Patch, Link, Location",
      "content-type": "application/sdp",
      etag: "*",
      "accept-patch": "application/trickle-ice-sdpfrag",
    });
    expect(answer.headers.get("ID")).toMatch(/^[0-9a-f-]{36}$/);
    expect(answer.headers.get("Location")).toMatch(/^\/demo-1\/whep\/[0-9a-f-]{36}\?token=a%20b$/);
    expect(answer.headers.get("Location")).not.toContain(answer.headers.get("ID"));
    const sdp = await answer.text();
    expect(sdp).toMatch(/^a=candidate:\d+ 1 udp \d+ 127\.0\.0\.1 \d+ typ host\r$/m);
    expect(sdp).toContain("a=end-of-candidates\r\n");
    expect(sdp).toContain("a=sendonly\r\n");
  });

  test.each([
    ["another content type", { "Content-Type": "text/plain" }, () => offer, "demo-1", 400, /^invalid Content-Type$/],
    ["no SDP", {}, () => "garbage", "demo-1", 400, /^failed to unmarshal SDP/],
    ["an empty body", {}, () => "", "demo-1", 400, /^SetRemoteDescription called with no ice-ufrag$/],
    ["an offer for audio alone", {}, () => makeOffer("audio"), "demo-1", 400, /^codecs not supported by client$/],
    ["an unknown path", {}, () => offer, "nowhere", 400, /^path 'nowhere' is not configured$/],
  ])("refuses %s as JSON", async (_, headers, body, path, status, error) => {
    const answer = await postOffer(whep(path), await body(), { headers });
    expect(answer.status).toBe(status);
    expect(answer.headers.get("Content-Type")).toContain("application/json");
    expect(await answer.json()).toEqual({ status: "error", error: expect.stringMatching(error) });
  });

  test.each<[string, StreamFault, number, string]>([
    ["nobody publishes", { fault: "no_stream" }, 404, "no stream is available on path 'demo-1'"],
    ["the path was removed", { fault: "not_configured" }, 400, "path 'demo-1' is not configured"],
    ["too many read", { fault: "max_readers", count: 0 }, 400, "maximum reader count reached"],
    ["the source does not come up", { fault: "hold", seconds: 0, ready: false }, 400, "source of path 'demo-1' has timed out"],
    ["a status is commanded", { fault: "status", status: 500, error: "terminated" }, 500, "terminated"],
  ])("says what MediaMTX says when %s", async (_, fault, status, error) => {
    server.setStreamFault("demo-1", fault);
    const answer = await postOffer(whep(), offer);
    expect([answer.status, await answer.text()]).toEqual([status, jsonError(error)]);
  });

  test("can be that of a proxy, with Retry-After and a body of its own", async () => {
    server.setStreamFault("demo-1", { fault: "status", status: 503, body: "<h1>Service Unavailable</h1>", retryAfter: "7" });
    const answer = await postOffer(whep(), offer);
    expect([answer.status, answer.headers.get("Retry-After"), await answer.text()]).toEqual([503, "7", "<h1>Service Unavailable</h1>"]);
  });
});

describe("The media server's answer to a reader who must show credentials", () => {
  const protect = () => server.setStreamFault("demo-1", { fault: "auth", user: "u", password: "p", token: "t" });

  test("asks for them when there are none, at OPTIONS and at POST", async () => {
    protect();
    for (const answer of [await fetch(whep(), { method: "OPTIONS" }), await postOffer(whep(), offer)]) {
      expect([answer.status, await answer.text()]).toEqual([401, jsonError("authentication error")]);
      expect(answer.headers.get("WWW-Authenticate")).toBe('Basic realm="mediamtx"');
    }
  });

  test("refuses wrong ones without asking again", async () => {
    protect();
    const answer = await postOffer(whep(), offer, { headers: { Authorization: "Bearer wrong" } });
    expect([answer.status, answer.headers.get("WWW-Authenticate")]).toEqual([401, null]);
  });

  test("is 201 for the right ones", async () => {
    protect();
    expect((await postOffer(whep(), offer, { headers: { Authorization: "Bearer t" } })).status).toBe(201);
  });

  test("looks for the path before the credentials", async () => {
    server.setStreamFault("demo-1", { fault: "auth", token: "t" });
    expect((await postOffer(whep("nowhere"), offer)).status).toBe(400);
  });
});

describe("The media server's answer on a session's address", () => {
  const openSession = async () => new URL((await postOffer(whep(), offer)).headers.get("Location")!, server.url).href;
  const trickle = { method: "PATCH", headers: { "Content-Type": "application/trickle-ice-sdpfrag" }, body: "a=ice-ufrag:x\r\n" };

  test("takes candidates, and ends the session once", async () => {
    const session = await openSession();
    expect((await fetch(session, trickle)).status).toBe(204);
    const answer = await fetch(session, { method: "DELETE" });
    expect([answer.status, await answer.text()]).toEqual([200, JSON.stringify({ status: "ok" })]);
    for (const late of [await fetch(session, { method: "DELETE" }), await fetch(session, trickle)]) {
      expect([late.status, await late.text()]).toEqual([404, jsonError("session not found")]);
    }
  });

  test("refuses candidates of another type", async () => {
    const answer = await fetch(await openSession(), { ...trickle, headers: { "Content-Type": "application/sdp" } });
    expect([answer.status, await answer.text()]).toEqual([400, jsonError("invalid Content-Type")]);
  });
});

describe("The media server's answer to what is no WHEP request", () => {
  test.each([
    ["GET", jsonError("method not allowed")],
    ["HEAD", ""],
    ["PUT", jsonError("method not allowed")],
  ])("is 405 for %s: a probe for everybody", async (method, body) => {
    const answer = await fetch(whep(), { method });
    expect([answer.status, await answer.text()]).toEqual([405, body]);
  });

  test.each([
    ["a trailing slash", "POST", "/demo-1/whep/", "v=0"],
    ["another shape", "POST", "/demo-1/whip", "v=0"],
    ["an unknown method on a session", "GET", "/demo-1/whep/secret", undefined],
    ["an offer of more than 128 KiB", "POST", "/demo-1/whep", "v".repeat(128 * 1024 + 1)],
  ])("is 404 in plain text for %s", async (_, method, path, body) => {
    const headers = { "Content-Type": "application/sdp" };
    const answer = await fetch(server.url + path, { method, ...(body !== undefined && { body, headers }) });
    expect([answer.status, answer.headers.get("Content-Type"), await answer.text()]).toEqual([404, "text/plain", "404 page not found"]);
  });
});
