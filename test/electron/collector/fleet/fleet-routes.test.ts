import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { FleetView } from "../../../../shared/fleet/fleet-view.ts";
import { MAX_HEARTBEAT_BYTES } from "../../../../shared/heartbeat.ts";
import { makeClientId, makeHeartbeat } from "../../../support/make-fleet-pc.ts";
import { makeTempDir } from "../../../support/temp-dir.ts";
import { createPagePart } from "../../../../electron/collector/fleet/page-part.ts";
import { describeApi } from "../../../../electron/collector/describe-api.ts";
import { createManualClock } from "../../alarms/manual-clock.ts";
import { startTestCollector } from "../test-collector.ts";
import type { TestCollector } from "../test-collector.ts";

const START = Date.parse("2026-11-26T08:00:00Z");
const AGENT = (number: number) => ({ "user-agent": `MTXWatch/0.1.0 (${makeClientId(number)})` });

const post = (collector: TestCollector, path: string, body: unknown, headers: Record<string, string> = {}) =>
  collector.send(path, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
const beat = (collector: TestCollector, body: unknown, headers?: Record<string, string>) =>
  post(collector, "/api/v1/clients/heartbeat", body, headers);
const readPcs = async (collector: TestCollector) => (await collector.send("/api/v1/clients")).body as FleetView;

/** A collector whose time the test moves. */
async function startRoom(change: { dataDir?: string; token?: string; pageDirectory?: string } = {}) {
  const clock = createManualClock(START);
  return { clock, collector: await startTestCollector({ dataDir: makeTempDir(), clock, now: clock.now, ...change }) };
}

describe("a heartbeat", () => {
  test("is announced, taken, answered with the collector's time, and shown", async () => {
    const { clock, collector } = await startRoom();
    expect((await collector.send("/api/v1/error-logs")).body).toMatchObject({ batch: true, heartbeat: true });
    const { goodbye: _, ...said } = makeHeartbeat(1);
    expect(await beat(collector, makeHeartbeat(1), AGENT(1))).toMatchObject({
      status: 200,
      body: { status: "ok", time: "2026-11-26T08:00:00.000Z" },
    });
    await clock.pass(7_000);
    expect(await readPcs(collector)).toEqual({
      at: "2026-11-26T08:00:07.000Z",
      pcs: [{ ...said, presence: "here", heardAt: "2026-11-26T08:00:00.000Z" }],
      needsToken: false,
    });
  });

  test.each([
    ["no JSON", "{", 400],
    ["without a field", { ...makeHeartbeat(1), streams: { up: 1, down: 0 } }, 422],
    ["of a PC without an id", { ...makeHeartbeat(1), clientId: "PC 1" }, 422],
    ["with a number that is none", { ...makeHeartbeat(1), backlog: "many" }, 422],
    ["too large", { ...makeHeartbeat(1), more: "x".repeat(MAX_HEARTBEAT_BYTES) }, 413],
    ["that speaks for another PC", makeHeartbeat(2), 403],
  ])("%s is refused in words and changes nothing", async (_name, body, status) => {
    const { collector } = await startRoom();
    expect(await beat(collector, body, AGENT(1))).toMatchObject({ status, body: { detail: expect.stringMatching(/\w+/) } });
    expect((await readPcs(collector)).pcs).toEqual([]);
  });

  test("of a later version says what we know of it, and no name obeys a terminal", async () => {
    const { collector } = await startRoom();
    await beat(collector, { ...makeHeartbeat(1), name: "PC\u001b[2J 1", mood: "good" });
    const [pc] = (await readPcs(collector)).pcs;
    expect(pc!.name).not.toMatch(/\p{Cc}/u);
    expect(pc).not.toHaveProperty("mood");
  });

  test("of one PC says nothing of the others; its own token reads none of them", async () => {
    const dataDir = makeTempDir();
    const { collector } = await startRoom({ dataDir, token: "the-room" });
    expect((await fetch(`${collector.url}/api/v1/clients`)).status).toBe(401);
    expect((await fetch(`${collector.url}/api/v1/clients/heartbeat`, { method: "POST" })).status).toBe(401);
    expect(await beat(collector, makeHeartbeat(1))).toMatchObject({ status: 200 });
  });
});

test("who is silent stays known over a restart, until somebody says that it is no more", async () => {
  const dataDir = makeTempDir();
  const first = await startRoom({ dataDir });
  await beat(first.collector, makeHeartbeat(1));
  await first.clock.pass(95_000);
  await first.collector.close();
  const { collector } = await startRoom({ dataDir });
  expect((await readPcs(collector)).pcs).toMatchObject([
    { clientId: makeClientId(1), presence: "silent", heardAt: "2026-11-26T08:00:00.000Z" },
  ]);
  expect(await post(collector, "/api/v1/clients/forget", { clientId: makeClientId(1) })).toMatchObject({ status: 200 });
  expect(await post(collector, "/api/v1/clients/forget", { clientId: makeClientId(1) })).toMatchObject({ status: 422 });
  expect((await readPcs(collector)).pcs).toEqual([]);
});

test("Prometheus hears of each PC, and of one that is silent no old figures", async () => {
  const { clock, collector } = await startRoom();
  await beat(collector, makeHeartbeat(2, { name: 'a "b"\\c' }));
  await clock.pass(60_000);
  await beat(
    collector,
    makeHeartbeat(1, { streams: { up: 10, down: 2, unknown: 0 }, backlog: 5, oldestUnsent: "2026-11-26T07:59:00.040Z" }),
  );
  await clock.pass(60_000);
  const lines = ((await collector.send("/metrics")).body as string).split("\n");
  const of = (number: number) => lines.filter((line) => line.includes(makeClientId(number)));
  const labels = (number: number, name: string) => `client="${makeClientId(number)}",name="${name}",site="종합관제센터"`;
  expect(of(1)).toEqual([
    `mtx_collector_client_silent{${labels(1, "1번 관제석")}} 0`,
    `mtx_collector_client_heard_timestamp_seconds{${labels(1, "1번 관제석")}} ${START / 1_000 + 60}`,
    `mtx_collector_client_streams{${labels(1, "1번 관제석")},state="up"} 10`,
    `mtx_collector_client_streams{${labels(1, "1번 관제석")},state="down"} 2`,
    `mtx_collector_client_streams{${labels(1, "1번 관제석")},state="unknown"} 0`,
    `mtx_collector_client_backlog_records{${labels(1, "1번 관제석")}} 5`,
    `mtx_collector_client_oldest_unsent_seconds{${labels(1, "1번 관제석")}} 179.92`,
    `mtx_collector_client_disk_free_bytes{${labels(1, "1번 관제석")}} ${200 * 1_024 ** 3}`,
    `mtx_collector_client_clock_offset_seconds{${labels(1, "1번 관제석")}} 0.04`,
  ]);
  expect(of(2)).toEqual([
    `mtx_collector_client_silent{${labels(2, 'a \\"b\\"\\\\c')}} 1`,
    `mtx_collector_client_heard_timestamp_seconds{${labels(2, 'a \\"b\\"\\\\c')}} ${START / 1_000}`,
  ]);
  expect(lines).toEqual(expect.arrayContaining(['mtx_collector_clients{presence="here"} 1', 'mtx_collector_clients{presence="silent"} 1']));
  expect(lines.at(-1)).toBe("");
});

describe("the page", () => {
  function makePage(): string {
    const directory = makeTempDir();
    mkdirSync(join(directory, "assets"));
    writeFileSync(join(directory, "fleet.html"), "<!doctype html><title>PCs</title>");
    writeFileSync(join(directory, "assets", "fleet-1.js"), "export {};");
    writeFileSync(join(directory, "index.html"), "the wall's own page");
    return directory;
  }
  const login = (url: string, token: string) =>
    fetch(`${url}/fleet/login`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ token }) });

  test("is given to everybody, with a policy for its scripts, and nothing beside it", async () => {
    const { collector } = await startRoom({ token: "the-room", pageDirectory: makePage() });
    const page = await fetch(`${collector.url}/fleet`);
    expect([page.status, page.headers.get("content-type"), await page.text()]).toEqual([
      200,
      "text/html; charset=utf-8",
      expect.stringContaining("PCs"),
    ]);
    expect(page.headers.get("content-security-policy")).toContain("script-src 'self'");
    const asset = await fetch(`${collector.url}/assets/fleet-1.js`);
    expect([asset.status, asset.headers.get("cache-control"), await asset.text()]).toEqual([
      200,
      expect.stringContaining("immutable"),
      "export {};",
    ]);
    for (const path of ["/assets/none.js", "/assets/..%2findex.html", "/assets/%2e%2e/index.html"]) {
      expect([path, (await fetch(collector.url + path)).ok]).toEqual([path, false]);
    }
  });

  test("opens what the token opens to who has typed it, for a month, and to nobody else", async () => {
    const { clock, collector } = await startRoom({ token: "the-room", pageDirectory: makePage() });
    expect((await login(collector.url, "another")).status).toBe(401);
    const opened = await login(collector.url, "the-room");
    const cookie = opened.headers.get("set-cookie")!;
    expect(cookie).toMatch(/^mtx-watch-fleet=\S+; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Strict$/);
    expect(cookie).not.toContain("the-room");
    const [pair] = cookie.split(";") as [string];
    const ask = async (value: string) => (await fetch(`${collector.url}/api/v1/clients`, { headers: { cookie: value } })).status;
    expect(await ask(`other=1; ${pair}`)).toBe(200);
    expect(await ask(pair.slice(0, -1))).toBe(401);
    const later = pair.replace(/=\d+/, (end) => `=${Number(end.slice(1)) + 1}`);
    expect(await ask(later)).toBe(401);
    const other = await startRoom({ token: "another-room", pageDirectory: makePage() });
    expect((await fetch(`${other.collector.url}/api/v1/clients`, { headers: { cookie: pair } })).status).toBe(401);
    clock.leap(31 * 86_400_000);
    expect(await ask(pair)).toBe(401);
  });

  test("takes the cookie away at the end, and needs none where there is no token", async () => {
    const { collector } = await startRoom({ token: "the-room", pageDirectory: makePage() });
    const ended = await fetch(`${collector.url}/fleet/logout`, { method: "POST", headers: { "content-type": "application/json" } });
    expect(ended.headers.get("set-cookie")).toMatch(/^mtx-watch-fleet=; .*Max-Age=0/);
    const open = await startRoom({ pageDirectory: makePage() });
    expect((await login(open.collector.url, "")).headers.get("set-cookie")).toBeNull();
    expect((await fetch(`${open.collector.url}/api/v1/clients`)).status).toBe(200);
  });
});

test("the page's calls stand in the OpenAPI document", () => {
  const paths = describeApi().paths as Record<string, Record<string, unknown>>;
  for (const { path, method, isFolder } of createPagePart({ directory: "" }).routes) {
    expect(paths[isFolder ? `${path}{name}` : path], path).toHaveProperty(method.toLowerCase());
  }
});
