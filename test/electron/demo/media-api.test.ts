import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { createMediaServer } from "../../../electron/demo/media-server.ts";
import type { MediaServer } from "../../../electron/demo/media-server.ts";
import { openReader } from "./open-reader.ts";
import { SLOW } from "../../support/slow.ts";

const CREDENTIALS = { user: "op", password: "secret" };
const AUTHORIZATION = `Basic ${btoa("op:secret")}`;

let server: MediaServer;
beforeAll(async () => {
  server = await createMediaServer({ streams: 11, width: 160, height: 90, apiCredentials: CREDENTIALS, authDelay: 10 });
});
afterAll(() => server.close());
afterEach(() => {
  server.setServerFault(undefined);
  server.setApiFault(undefined);
  server.setStreamFault("*", undefined);
});

const ask = (path: string, { method = "GET", authorization = AUTHORIZATION } = {}) =>
  fetch(`${server.apiUrl}/v3/${path}`, { method, ...(authorization && { headers: { authorization } }) });
const get = async (path: string) => (await ask(path)).json();
const path = () => get("paths/get/demo-1");

describe("the Control API of the media server", () => {
  test("lists paths by name, a hundred a page unless told otherwise, as MediaMTX does", async () => {
    const all = await get("paths/list");
    expect(all).toMatchObject({ itemCount: 11, pageCount: 1 });
    expect(all.items.slice(0, 3).map(({ name }: { name: string }) => name)).toEqual(["demo-1", "demo-10", "demo-11"]);
    expect(await get("paths/list?itemsPerPage=4&page=2")).toMatchObject({ itemCount: 11, pageCount: 3, items: { length: 3 } });
    expect(await get("paths/list?page=7")).toEqual({ itemCount: 11, pageCount: 1, items: [] });
    expect((await ask("paths/list?itemsPerPage=0")).status).toBe(400);
  });

  test.each([
    ["paths/get/no/such", "GET", 404, "path not found"],
    ["paths/get/", "GET", 400, "invalid name"],
    ["webrtcsessions/get/xyz", "GET", 400, "invalid UUID length: 3"],
    ["webrtcsessions/get/00000000-0000-0000-0000-000000000000", "GET", 404, "session not found"],
    ["webrtcsessions/kick/00000000-0000-0000-0000-000000000000", "POST", 404, "session not found"],
  ])("answers %s by %s with %d and its JSON error", async (call, method, status, error) => {
    const answer = await ask(call, { method });
    expect([answer.status, await answer.json()]).toEqual([status, { status: "error", error }]);
  });

  test.each([
    ["nothing", "GET"],
    ["info", "POST"],
    ["webrtcsessions/kick/00000000-0000-0000-0000-000000000000", "GET"],
  ])("knows no %s by %s, and says so in plain text", async (call, method) => {
    const answer = await ask(call, { method });
    expect([answer.status, answer.headers.get("content-type"), await answer.text()]).toEqual([404, "text/plain", "404 page not found"]);
  });

  test("asks for its own password", async () => {
    const without = await ask("info", { authorization: "" });
    expect([without.status, without.headers.get("www-authenticate")]).toEqual([401, 'Basic realm="mediamtx"']);
    expect((await ask("info", { authorization: "Bearer op:secret" })).status).toBe(200);
    expect((await ask("info", { authorization: "Bearer other" })).status).toBe(401);
  });

  test("tells a session's way from connecting to its end by a kick", async () => {
    const reader = await openReader(`${server.url}/demo-1/whep`);
    const session = () => get(`webrtcsessions/get/${reader.id}`);
    await vi.waitUntil(async () => (await session()).outboundRTPPackets > 5, SLOW);
    expect(await session()).toMatchObject({ path: "demo-1", state: "read", peerConnectionEstablished: true, outboundFramesDiscarded: 0 });
    expect((await path()).readers).toEqual([{ type: "webRTCSession", id: reader.id }]);
    expect((await ask(`webrtcsessions/kick/${reader.id}`, { method: "POST" })).status).toBe(200);
    await vi.waitUntil(async () => (await session()).error === "session not found", SLOW);
    reader.close();
  });
});

describe("a fault of a stream in the Control API", () => {
  const RTSP = { type: "rtspSession" };
  const PULLED = { type: "rtspSource", id: "" };
  test.each([
    [undefined, { available: true, online: true, source: RTSP }],
    ["slate", { available: true, online: false, onlineTime: null, source: null }],
    ["no_stream", { available: false, availableTime: null, online: false, onlineTime: null, source: null, inboundBytes: 0 }],
    // As observed: what is pulled is "online" however unreachable it is.
    ["source_down", { available: false, online: true, onlineTime: "0001-01-01T00:00:00Z", source: PULLED, tracks: [] }],
    ["hold", { available: false, online: true, source: PULLED }],
    ["not_configured", { error: "path not found" }],
  ] as const)("%s", async (fault, expected) => {
    server.setStreamFault("demo-1", fault && (fault === "hold" ? { fault, seconds: 1, ready: false } : { fault }));
    expect(await path()).toMatchObject(expected);
  });

  test.each([
    [undefined, true, false],
    ["no_packets", false, false],
    ["bad_source", true, true],
    ["slate", true, false],
  ] as const)("%s: bytes come in %s, frames in error %s", async (fault, bytesGrow, errorsGrow) => {
    server.setStreamFault("demo-1", fault && { fault });
    const before = await path();
    const grown = async () => {
      const now = await path();
      return [now.inboundBytes > before.inboundBytes, now.inboundFramesInError > before.inboundFramesInError];
    };
    if (bytesGrow) await vi.waitUntil(async () => (await grown()).join() === [bytesGrow, errorsGrow].join(), SLOW);
    else expect(await grown()).toEqual([false, false]);
  });

  test("overload: what comes in is not sent on", async () => {
    const reader = await openReader(`${server.url}/demo-1/whep`);
    const session = () => get(`webrtcsessions/get/${reader.id}`);
    await vi.waitUntil(async () => (await session()).outboundRTPPackets > 0, SLOW);
    server.setStreamFault("demo-1", { fault: "overload" });
    await vi.waitUntil(async () => (await session()).outboundFramesDiscarded > 0, SLOW);
    reader.close();
  });
});

describe("a fault of the server in the Control API", () => {
  test("down: nobody listens, and afterwards it has just started", async () => {
    const { started } = await get("info");
    server.setServerFault({ fault: "down", seconds: 60, goodbye: true });
    await vi.waitUntil(
      () =>
        ask("info").then(
          () => false,
          () => true,
        ),
      SLOW,
    );
    server.setServerFault(undefined);
    await vi.waitUntil(
      () =>
        ask("info").then(
          () => true,
          () => false,
        ),
      SLOW,
    );
    expect(Date.parse((await get("info")).started)).toBeGreaterThan(Date.parse(started));
  });

  test("webrtc_down: the API answers on, and has not been restarted", async () => {
    const { started } = await get("info");
    server.setServerFault({ fault: "webrtc_down", seconds: 60, goodbye: true });
    await expect(fetch(`${server.url}/demo-1/whep`, { method: "HEAD" })).rejects.toThrow();
    expect((await get("info")).started).toBe(started);
  });

  test("of the API alone: off, a status, another password, restarted", async () => {
    server.setApiFault({ fault: "status", status: 503 });
    expect((await ask("info")).status).toBe(503);
    server.setApiFault({ fault: "auth", token: "t" });
    expect((await ask("info")).status).toBe(401);
    expect((await ask("info", { authorization: "Bearer t" })).status).toBe(200);
    server.setApiFault({ fault: "off" });
    await expect(ask("info")).rejects.toThrow();
    expect((await fetch(`${server.url}/demo-1/whep`, { method: "HEAD" })).status).toBe(405);
    server.setApiFault(undefined);
    await vi.waitUntil(
      () =>
        ask("info").then(
          () => true,
          () => false,
        ),
      SLOW,
    );
    const { started } = await get("info");
    server.setApiFault({ fault: "restarted" });
    expect((await get("info")).started).not.toBe(started);
  });
});
