import { describe, expect, onTestFinished, test, vi } from "vitest";
import { createMediaServer } from "../../../electron/demo/media-server.ts";
import type { StreamAction, StreamFault } from "../../../electron/demo/media-faults.ts";
import type { MediaServerOptions } from "../../../electron/demo/media-server.ts";
import { createRecovery } from "../../../electron/recovery/create-recovery.ts";
import { settingsSchema } from "../../../shared/settings.ts";
import type { Settings } from "../../../shared/settings.ts";
import type { Reason } from "../../../shared/reasons.ts";
import { openReader } from "../demo/open-reader.ts";
import { startHttpServer } from "../../support/http-server.ts";

const SLOW = { timeout: 30_000, interval: 50 };
const OFF = { state: "off", waiting: 0, held: 0, rejected: 0, delivered: 0 } as const;

async function startMedia(options: MediaServerOptions = {}) {
  const media = await createMediaServer({ streams: 3, width: 160, height: 90, authDelay: 10, ...options });
  onTestFinished(media.close);
  return media;
}

/** `clock` is added to the time of day. */
function open(settings: object, { clock = { ahead: 0 }, secrets = {} as Record<string, string> } = {}) {
  const slates: string[][] = [];
  let present: Settings = settingsSchema.parse(settings);
  const now = () => Date.now() + clock.ahead;
  const recovery = createRecovery({
    settings: () => present,
    now,
    readSecret: async (ref) => secrets[ref],
    delivery: () => OFF,
    onSlates: (ids) => slates.push(ids),
    log: () => undefined,
  });
  onTestFinished(recovery.close);
  const fail = (streamId: string, reason: Reason, detail: { sessionId?: string; serverError?: string } = {}, at = now()) =>
    recovery.noteFailure({
      streamId,
      timestamp: new Date(at).toISOString(),
      reason,
      detail: { phase: "playing", attempt: 1, incidentId: "019b9d9a-5895-7b1f-9d2c-5a0e6f1c2d3e", ...detail },
    });
  const say = (streamId: string, state: "up" | "down" | "unknown", at = now()) =>
    recovery.noteState({ streamId, state, timestamp: new Date(at).toISOString() });
  const waitFor = (streamId: string, finding: string) => vi.waitUntil(() => recovery.last(streamId)?.finding === finding, SLOW);
  return { recovery, slates, fail, say, waitFor, change: (next: object) => (present = settingsSchema.parse(next)) };
}

const wallOf = (whepBaseUrl: string, server: object = {}) => ({
  servers: [{ id: "a", whepBaseUrl, ...server }],
  streams: [1, 2, 3].map((i) => ({ id: `s${i}`, serverId: "a", path: `demo-${i}` })),
});

describe("diagnosis", () => {
  test("finds what the Control API tells of a stream that fails, with the numbers and an age", async () => {
    const media = await startMedia();
    const { recovery, fail, waitFor } = open(wallOf(media.url, { apiUrl: media.apiUrl }));
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
    const { recovery, fail, waitFor } = open(wallOf(media.url, { apiUrl: media.apiUrl }));
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
    const { recovery, fail, waitFor } = open(wallOf(media.url, { apiUrl: media.apiUrl }));
    const reader = await openReader(`${media.url}/demo-1/whep`);
    onTestFinished(reader.close);
    await vi.waitUntil(() => reader.frames() > 0, SLOW);
    media.setStreamFault("demo-1", fault);
    fail("s1", "stalled_no_packets", { sessionId: reader.id });
    await waitFor("s1", expected);
    expect(recovery.last("s1")!.evidence.session).toMatchObject({ condition: expected === "session_closed" ? "gone" : "connected" });
  });

  test("asks no Control API unless its address is set", async () => {
    const media = await startMedia();
    const api = await startHttpServer((_request, response) => response.end());
    onTestFinished(api.close);
    const { recovery, fail, waitFor } = open(wallOf(media.url));
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

  test("says of a server what one look at it tells of all its streams", async () => {
    const media = await startMedia();
    const { recovery, fail, waitFor } = open(wallOf(media.url, { apiUrl: media.apiUrl }));
    media.setServerFault({ fault: "webrtc_down", seconds: 60, goodbye: true });
    fail("s1", "refused");
    await waitFor("s1", "webrtc_down");
    expect(recovery.last("s2")).toMatchObject({ finding: "webrtc_down", evidence: { failedAt: "tcp", code: "ECONNREFUSED", api: "ok" } });
    const seen = recovery.evidence().servers.get(new URL(media.url).host)!;
    expect(seen.failedAt).toBeGreaterThan(0);
    expect(seen.answeredAt).toBeUndefined();
  });

  test("looks at one server for sixty-four streams that fail together, and again no sooner than after two and a half seconds", async () => {
    const times: number[] = [];
    const server = await startHttpServer((request, response) => {
      if (request.method === "HEAD") times.push(performance.now());
      response.writeHead(405).end();
    });
    onTestFinished(server.close);
    const ids = Array.from({ length: 64 }, (_, i) => `s${i}`);
    const { recovery, fail } = open({
      servers: [{ id: "a", whepBaseUrl: server.url }],
      streams: ids.map((id) => ({ id, serverId: "a", path: id })),
    });
    for (const id of ids) fail(id, "stalled_no_packets");
    await vi.waitUntil(() => times.length >= 2, SLOW);
    expect(times[1]! - times[0]!).toBeGreaterThan(2_400);
    expect(ids.filter((id) => recovery.last(id) === undefined)).toEqual([]);
  });

  test("asks nobody any more when nothing fails, when the failure is old news, or when no page is there", async () => {
    const server = await startHttpServer((_request, response) => response.writeHead(405).end());
    onTestFinished(server.close);
    const clock = { ahead: 0 };
    const { recovery, fail, say, waitFor } = open(wallOf(server.url), { clock });
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

  test("shows a refused password to the server once in a minute", async () => {
    const media = await startMedia({ credentials: { user: "u", password: "right" }, apiCredentials: { user: "u", password: "right" } });
    const auth = { kind: "basic", user: "u", secretRef: "cam" };
    const { recovery, fail, waitFor } = open(wallOf(media.url, { auth, apiUrl: media.apiUrl, apiAuth: auth }), {
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
    const { recovery, fail, waitFor } = open(wallOf(media.url, { apiUrl: media.apiUrl }));
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

describe("diagnose", () => {
  test("looks at a stream now, twice where what flows matters, and shares one answer among all who ask", async () => {
    const media = await startMedia();
    const { recovery } = open(wallOf(media.url, { apiUrl: media.apiUrl }));
    const [first, second] = await Promise.all([recovery.diagnose({ streamId: "s1" }), recovery.diagnose({ streamId: "s1" })]);
    expect(second).toBe(first);
    expect(first).toMatchObject({ finding: "nothing_found", serverId: "a", streamId: "s1", evidence: { path: { available: true } } });
    expect(first!.evidence.path!.inboundBytes).toBeGreaterThan(0);
  });

  test("looks at a server", async () => {
    const media = await startMedia();
    media.setApiFault({ fault: "off" });
    const { recovery } = open(wallOf(media.url, { apiUrl: media.apiUrl }));
    expect(await recovery.diagnose({ serverId: "a" })).toMatchObject({
      finding: "nothing_found",
      evidence: { api: "off", headStatus: 405 },
    });
  });

  test("knows no stream and no server that the settings do not know", async () => {
    const { recovery } = open({});
    expect(await recovery.diagnose({ streamId: "s1" })).toBeUndefined();
    expect(await recovery.diagnose({ serverId: "a" })).toBeUndefined();
  });
});

describe("the watch over offline slates", () => {
  const last = (slates: string[][]) => slates.at(-1)?.join();

  test("tells which streams play the server's own clip, and when that is over", async () => {
    const media = await startMedia();
    const { recovery, slates } = open(wallOf(media.url, { apiUrl: media.apiUrl }));
    media.setStreamFault("demo-2", { fault: "slate" });
    media.setStreamFault("demo-3", { fault: "hold", seconds: 1, ready: false }); // idle is not down
    recovery.noteAlive();
    await vi.waitUntil(() => last(slates) === "s2", SLOW);
    media.setStreamFault("demo-2", undefined);
    await vi.waitUntil(() => last(slates) === "", SLOW);
  });

  test("holds on to what it knew when the API goes away, and lets go when its address is taken out of the settings", async () => {
    const media = await startMedia();
    const { recovery, slates, change } = open(wallOf(media.url, { apiUrl: media.apiUrl }));
    media.setStreamFault("demo-2", { fault: "slate" });
    recovery.noteAlive();
    await vi.waitUntil(() => last(slates) === "s2", SLOW);
    media.setApiFault({ fault: "off" });
    const before = slates.length;
    await vi.waitUntil(() => slates.length > before, SLOW);
    expect(last(slates)).toBe("s2");
    change(wallOf(media.url));
    await vi.waitUntil(() => last(slates) === "", SLOW);
  });

  test("asks one thing of one server, and nothing while no page is there", async () => {
    const server = await startHttpServer((_request, response) => {
      response.setHeader("Content-Type", "application/json");
      response.end(JSON.stringify({ itemCount: 1, pageCount: 1, items: [{ name: "demo-1", available: true, online: false }] }));
    });
    onTestFinished(server.close);
    const clock = { ahead: 0 };
    const { recovery, slates } = open(wallOf(server.url, { apiUrl: server.url }), { clock });
    const lists = () => server.requests.filter((line) => line.startsWith("GET /v3/paths/list"));
    recovery.noteAlive();
    await vi.waitUntil(() => slates.length === 1, SLOW);
    expect(lists()).toHaveLength(1);
    clock.ahead = 120_000;
    await vi.waitUntil(() => last(slates) === "", SLOW);
    expect(lists()).toHaveLength(1);
  });
});
