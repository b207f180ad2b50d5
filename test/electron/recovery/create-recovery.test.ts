import { describe, expect, test, vi } from "vitest";
import type { ServerFault, StreamAction, StreamFault } from "../../../electron/demo/media-faults.ts";
import { openReader } from "../demo/open-reader.ts";
import { startHttpServer } from "../../support/http-server.ts";
import { closeAfterAll, openRecovery, SLOW, startMedia, wallOf } from "./open-recovery.ts";

describe.concurrent("diagnosis", () => {
  test("finds what the Control API tells of a stream that fails, with the numbers and an age", async () => {
    const media = await startMedia();
    const { recovery, fail, waitFor } = openRecovery(wallOf(media.url, { apiUrl: media.apiUrl }));
    media.setStreamFault("demo-1", { fault: "source_down" });
    fail("s1", "no_stream");
    expect(recovery.last("s1")).toBeUndefined(); // nobody waits for it
    await waitFor("s1", "camera_unreachable");
    const { age, evidence } = recovery.last("s1")!;
    expect(age).toBeLessThan(30_000);
    expect(evidence).toMatchObject({
      server: new URL(media.url).host,
      headStatus: 405,
      optionsStatus: 204,
      api: "ok",
      version: "v1.20.1",
      path: { available: false, online: true, source: "rtspSource" },
      link: { gateway: expect.any(String) },
    });
  });

  test("compares two looks: a source that sends nothing", async () => {
    const media = await startMedia();
    const { recovery, fail, waitFor } = openRecovery(wallOf(media.url, { apiUrl: media.apiUrl }));
    media.setStreamFault("demo-1", { fault: "no_packets" });
    fail("s1", "stalled_no_packets");
    await waitFor("s1", "upstream_stall");
    const { interval = 0, inboundBytes } = recovery.last("s1")!.evidence.path!;
    expect(interval).toBeGreaterThanOrEqual(2_000);
    expect(inboundBytes).toBe(0);
    expect(recovery.evidence().paths.get("s1")).toEqual({ isAvailable: true, isOnline: true });
  });

  test.each<[string, StreamFault | StreamAction, string]>([
    ["the server sends and nothing arrives", { fault: "blackhole" }, "udp_path"],
    ["the server no longer holds it", { fault: "kick", goodbye: false }, "session_closed"],
    ["the server discards its frames", { fault: "overload" }, "server_overload"],
  ])("asks about a session in the moment of its stall: %s", async (_title, fault, expected) => {
    const media = await startMedia();
    const { recovery, fail, waitFor } = openRecovery(wallOf(media.url, { apiUrl: media.apiUrl }));
    const reader = await openReader(`${media.url}/demo-1/whep`);
    closeAfterAll(reader.close);
    await vi.waitUntil(() => reader.frames() > 0, SLOW);
    media.setStreamFault("demo-1", fault);
    // Of a moment that has not passed yet, however busy the machine is.
    fail("s1", "stalled_no_packets", { sessionId: reader.id }, Date.now() + SLOW.timeout);
    await waitFor("s1", expected);
    expect(recovery.last("s1")!.evidence.session).toMatchObject({ condition: expected === "session_closed" ? "gone" : "connected" });
  });

  test("asks no Control API unless its address is set", async () => {
    const media = await startMedia();
    const api = await startHttpServer((_request, response) => response.end());
    closeAfterAll(api.close);
    const { recovery, fail, waitFor } = openRecovery(wallOf(media.url));
    media.setStreamFault("demo-1", { fault: "not_configured" });
    fail("s1", "server_rejected");
    await waitFor("s1", "wrong_path");
    expect(recovery.last("s1")!.evidence).toMatchObject({
      api: "none",
      optionsStatus: 500,
      serverError: "path 'demo-1' is not configured",
    });
    expect(api.requests).toEqual([]);
  });

  test.each<[string, ServerFault]>([
    ["webrtc_down", { fault: "webrtc_down", seconds: 30, goodbye: true }],
    ["gateway_error", { fault: "status", status: 502 }],
  ])("tells a server that is up from its WebRTC half that is not: %s", async (finding, fault) => {
    const media = await startMedia();
    const { fail, waitFor } = openRecovery(wallOf(media.url, { apiUrl: media.apiUrl }));
    media.setServerFault(fault);
    fail("s1", fault.fault === "status" ? "http_error" : "refused");
    await waitFor("s1", finding);
  });

  test("says of a server what one look at it tells of all its streams", async () => {
    const media = await startMedia();
    const { recovery, fail, waitFor } = openRecovery(wallOf(media.url, { apiUrl: media.apiUrl }));
    media.setServerFault({ fault: "webrtc_down", seconds: 60, goodbye: true });
    fail("s1", "refused");
    await waitFor("s1", "webrtc_down");
    expect(recovery.last("s2")).toMatchObject({ finding: "webrtc_down", evidence: { failedAt: "tcp", code: "ECONNREFUSED", api: "ok" } });
    const seen = recovery.evidence().servers.get(new URL(media.url).host)!;
    expect(seen.failedAt).toBeGreaterThan(0);
    expect(seen.answeredAt).toBeUndefined();
  });

  test("does not say of other streams what one stream's own answer tells", async () => {
    const media = await startMedia();
    const { recovery, fail, waitFor } = openRecovery(wallOf(media.url, { apiUrl: media.apiUrl }));
    media.setStreamFault("demo-1", { fault: "auth", token: "t" });
    fail("s1", "auth");
    await waitFor("s1", "credentials");
    await vi.waitUntil(() => (media.state().requests.byAddress["HEAD /demo-1/whep"] ?? 0) >= 2, SLOW); // a whole look has passed
    expect(recovery.last("s2")).toBeUndefined();
  });

  test("looks at one server for sixty-four streams that fail together, and again no sooner than after two and a half seconds", async () => {
    const server = await startHttpServer((_request, response) => response.writeHead(405).end());
    closeAfterAll(server.close);
    const looks: { at: number; requests: number }[] = [];
    // By the host's own clock: how long a request is on its way, and a busy machine takes to answer it, is no part of it.
    const lookedAt = () => recovery.evidence().servers.get(new URL(server.url).host)!.answeredAt!;
    const onLooked = () => looks.push({ at: lookedAt(), requests: server.requests.filter((line) => line.startsWith("HEAD ")).length });
    const ids = Array.from({ length: 64 }, (_, i) => `s${i}`);
    const streams = ids.map((id) => ({ id, serverId: "a", path: id }));
    const { recovery, fail } = openRecovery({ servers: [{ id: "a", whepBaseUrl: server.url }], streams }, { onLooked });
    for (const id of ids) fail(id, "stalled_no_packets");
    await vi.waitUntil(() => looks.length >= 2, SLOW);
    expect(looks.slice(0, 2).map(({ requests }) => requests)).toEqual([1, 2]);
    expect(looks[1]!.at - looks[0]!.at).toBeGreaterThanOrEqual(2_500);
    expect(ids.filter((id) => recovery.last(id) === undefined)).toEqual([]);
  });

  test("asks nobody any more when nothing fails, when the failure is old news, or when no page is there", async () => {
    const server = await startHttpServer((_request, response) => response.writeHead(405).end());
    closeAfterAll(server.close);
    const clock = { ahead: 0 };
    const { recovery, fail, say, waitFor } = openRecovery(wallOf(server.url), { clock });
    fail("s1", "stalled_no_packets");
    await waitFor("s1", "nothing_found");
    say("s1", "up");
    expect(recovery.last("s1")).toBeUndefined();
    fail("s1", "stalled_no_packets", {}, Date.now() - 60_000); // its report was held up
    const asked = server.requests.length;
    fail("s2", "stalled_no_packets");
    await vi.waitUntil(() => server.requests.length > asked, SLOW);
    expect(recovery.last("s1")).toBeUndefined();
    clock.ahead = 120_000;
    await vi.waitUntil(() => recovery.last("s2") === undefined, SLOW);
  });

  test("goes on with a failure when a picture from before it is heard of late", async () => {
    const server = await startHttpServer((_request, response) => response.writeHead(405).end());
    closeAfterAll(server.close);
    const { recovery, fail, say, waitFor } = openRecovery(wallOf(server.url));
    const at = Date.now();
    fail("s1", "stalled_no_packets", {}, at);
    say("s1", "up", at - 1_000);
    await waitFor("s1", "nothing_found");
    say("s1", "up", at + 1_000);
    expect(recovery.last("s1")).toBeUndefined();
  });

  test("shows a refused password to the server once in a minute", async () => {
    const media = await startMedia({ credentials: { user: "u", password: "right" }, apiCredentials: { user: "u", password: "right" } });
    const auth = { kind: "basic", user: "u", secretRef: "cam" };
    const { recovery, fail, waitFor } = openRecovery(wallOf(media.url, { auth, apiUrl: media.apiUrl, apiAuth: auth }), {
      secrets: { cam: "wrong-s3cret" },
    });
    fail("s1", "auth");
    await waitFor("s1", "credentials");
    const options = () => media.state().requests.byAddress["OPTIONS /demo-1/whep"];
    const heads = () => media.state().requests.byAddress["HEAD /demo-1/whep"] ?? 0;
    await vi.waitUntil(() => heads() >= 3, SLOW);
    expect(options()).toBe(1);
    expect(recovery.last("s1")!.evidence).toMatchObject({ api: "unauthorized", optionsStatus: 401 });
    expect(JSON.stringify(recovery.last("s1"))).not.toContain("wrong-s3cret");
  });

  test("notices that a server has been restarted", async () => {
    const media = await startMedia();
    const { recovery, fail, waitFor } = openRecovery(wallOf(media.url, { apiUrl: media.apiUrl }));
    recovery.noteAlive(); // all is well, and `started` is known from now on
    const host = new URL(media.url).host;
    await vi.waitUntil(() => recovery.evidence().servers.get(host)?.answeredAt !== undefined, SLOW);
    media.setApiFault({ fault: "restarted" });
    fail("s1", "closed_by_server");
    await waitFor("s1", "server_restarted");
    await vi.waitUntil(() => recovery.evidence().servers.get(host)?.restartedAt !== undefined, SLOW);
    const { started, startedBefore } = recovery.last("s1")!.evidence;
    expect(Date.parse(started!)).toBeGreaterThan(Date.parse(startedBefore!));
  });
});

describe.concurrent("diagnose", () => {
  test("looks at a stream now, twice where what flows matters, and shares one answer among all who ask", async () => {
    const media = await startMedia();
    const { recovery } = openRecovery(wallOf(media.url, { apiUrl: media.apiUrl }));
    const [first, second] = await Promise.all([recovery.diagnose({ streamId: "s1" }), recovery.diagnose({ streamId: "s1" })]);
    expect(second).toBe(first);
    expect(first).toMatchObject({ finding: "nothing_found", serverId: "a", streamId: "s1", evidence: { path: { available: true } } });
    expect(first!.evidence.path!.inboundBytes).toBeGreaterThan(0);
  });

  test("looks twice, too, where timers run ahead of the clock, as they do in a busy process", async () => {
    const media = await startMedia();
    const begun = performance.now();
    const clock = { get ahead() { return Math.round((begun - performance.now()) / 20); } }; // prettier-ignore
    const { recovery } = openRecovery(wallOf(media.url, { apiUrl: media.apiUrl }), { clock });
    expect((await recovery.diagnose({ streamId: "s1" }))!.evidence.path!.inboundBytes).toBeGreaterThan(0);
  });

  test("looks at a server", async () => {
    const media = await startMedia();
    media.setApiFault({ fault: "off" });
    const { recovery } = openRecovery(wallOf(media.url, { apiUrl: media.apiUrl }));
    expect(await recovery.diagnose({ serverId: "a" })).toMatchObject({
      finding: "nothing_found",
      evidence: { api: "off", headStatus: 405 },
    });
  });

  test("knows no stream and no server that the settings do not know", async () => {
    const { recovery } = openRecovery({});
    expect(await recovery.diagnose({ streamId: "s1" })).toBeUndefined();
    expect(await recovery.diagnose({ serverId: "a" })).toBeUndefined();
  });
});
