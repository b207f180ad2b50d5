import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createCollector } from "../../electron/collector/create-collector.ts";
import type { Collector } from "../../electron/collector/create-collector.ts";
import { formatToken, hashToken } from "../../electron/collector/token-lines.ts";
import { createControlRoom } from "../../electron/control-room.ts";
import { createWebHost } from "../../electron/web/create-web-host.ts";
import type { WebHost } from "../../electron/web/create-web-host.ts";
import { DEFAULT_SETTINGS } from "../../shared/settings.ts";
import { CONTRACT_SETTINGS } from "../support/api-contract.ts";
import { makeControlRoomOptions, makeSecrets } from "../support/control-room-options.ts";
import { makeReport } from "../support/make-report.ts";
import { deepJson, headerText, hostileJson, hostileText, hugeText, isPrototypeClean, spoilt } from "./inputs.ts";
import { fuzz, FUZZ_TIMEOUT } from "./runs.ts";

const folder = mkdtempSync(join(tmpdir(), "mtx-watch-http-"));
const webDir = join(folder, "web");
const collectorDir = join(folder, "collector");
const TOKEN = "token-of-this-test";
/** A PC with a token of its own. */
const PC = { clientId: "0197c0de-0000-7000-8000-000000000003", token: "mtxpc_of_this_test" };
let web: WebHost;
let collector: Collector;
let stored = 0;

beforeAll(async () => {
  mkdirSync(join(webDir, "renderer"), { recursive: true });
  writeFileSync(join(webDir, "renderer", "index.html"), "<!doctype html><title>MTX Watch</title>");
  writeFileSync(join(webDir, "settings.json"), JSON.stringify(CONTRACT_SETTINGS));
  web = await createWebHost({
    port: 0,
    token: TOKEN,
    rendererDirectory: join(webDir, "renderer"),
    openControlRoom: (pageOrigin) =>
      createControlRoom(makeControlRoomOptions(webDir, { pageOrigin, secrets: makeSecrets({ camera: "S3CRET" }) })),
  });
  mkdirSync(collectorDir);
  const line = formatToken({ hash: hashToken(PC.token), clientId: PC.clientId, added: "2026-01-08T00:00:00Z", name: "" });
  writeFileSync(join(collectorDir, "pc-tokens"), line, { mode: 0o600 });
  collector = await createCollector({
    dataDir: collectorDir,
    port: 0,
    host: "127.0.0.1",
    token: TOKEN,
    limits: DEFAULT_SETTINGS.logs,
    now: Date.now,
    log: () => undefined,
  });
});
afterAll(async () => {
  await web.close();
  await collector.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Sends bytes as they are, which no HTTP library would, and reads the answer to its end. */
async function exchange(url: string, request: string): Promise<string> {
  const { port } = new URL(url);
  const socket = connect({ host: "127.0.0.1", port: Number(port) });
  let answer = "";
  socket.setEncoding("latin1");
  socket.on("data", (text: string) => (answer += text));
  socket.on("error", () => undefined); // a server may hang up on what it does not understand: "close" follows
  socket.write(request, "latin1");
  await new Promise((resolve) => socket.on("close", resolve));
  return answer;
}

interface Parts {
  method: string;
  path: string;
  headers: [string, string][];
  body: string;
}

function formatRequest({ method, path, headers, body }: Parts): string {
  const bytes = Buffer.from(body, "utf8");
  const lines = [...headers, ["Connection", "close"], ["Content-Length", String(bytes.length)]].map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  return `${method} ${path} HTTP/1.1\r\n${lines.join("")}\r\n${bytes.toString("latin1")}`;
}

const statusOf = (answer: string): number => Number(/^HTTP\/1\.1 (\d{3}) /.exec(answer)?.[1] ?? 0);

function readLines(directory: string): string[] {
  const names = readdirSync(directory).filter((name) => name.endsWith(".jsonl"));
  return names.flatMap((name) => readFileSync(join(directory, name), "utf8").split("\n")).filter((line) => line !== "");
}

const REPORT = makeReport();
const RECORD = {
  timestamp: "2026-01-08T12:34:56.789Z",
  streamId: "stream-001",
  errorType: "unknown",
  errorMessage: "Player failed",
  whepUrl: "http://192.168.0.10:8889/stitched/whep",
};
const json = (good: unknown) =>
  fc.oneof(
    { arbitrary: spoilt(good).map((value) => JSON.stringify(value) ?? ""), weight: 4 },
    { arbitrary: hostileJson.map((value) => JSON.stringify(value)), weight: 1 },
    { arbitrary: fc.oneof(hostileText, hugeText, deepJson), weight: 1 },
  );
const path = fc.oneof(
  {
    arbitrary: fc.constantFrom(
      "/api/reportError",
      "/api/getSettings",
      "/api/saveSettings",
      "/api/getWhepAuthorization",
      "/api/__proto__",
      "/",
      "/..%2fsettings.json",
    ),
    weight: 3,
  },
  { arbitrary: fc.tuple(fc.constantFrom("/", "/api/", "//", "/%"), hostileText).map(([start, rest]) => start + rest), weight: 1 },
);
const method = fc.constantFrom("POST", "POST", "POST", "GET", "PUT", "OPTIONS", "HEAD", "BREW");

/** What makes a request of the app's own page; one of them is missing or wrong. */
const strange = fc.oneof(
  fc.record({
    host: fc.constantFrom("attacker.example", "127.0.0.1", "127.0.0.1:1", "localhost.attacker.example", "[::1", ""),
    origin: fc.constant(""),
  }),
  fc.record({ host: fc.constant("own"), another: fc.constantFrom("attacker.example", "127.0.0.1"), origin: fc.constant("") }),
  fc.record({ host: fc.constant("own"), origin: fc.constantFrom("https://attacker.example", "null", "http://127.0.0.1:1", "file://") }),
  fc.record({
    host: fc.constant("own"),
    origin: fc.constant(""),
    cookie: fc.oneof(hostileText, fc.constantFrom("", "mtx-watch-=", "token", `${TOKEN}x`)),
  }),
);

test(
  "the web host tells nothing to anybody but the page it gave its token to, and such a request changes nothing",
  async () => {
    const { port } = new URL(web.url);
    const before = readFileSync(join(webDir, "settings.json"), "utf8");
    const statuses = new Set<number>();
    await fc.assert(
      fc.asyncProperty(method, path, strange, json(REPORT), async (how, where, who, body) => {
        const headers: [string, string][] = [
          ["Host", who.host === "own" ? `127.0.0.1:${port}` : who.host],
          ["Content-Type", "application/json"],
          ["Cookie", `mtx-watch-${port}=${"cookie" in who ? who.cookie : TOKEN}`],
        ];
        if ("another" in who) headers.push(["Host", who.another]);
        if (who.origin) headers.push(["Origin", who.origin]);
        const answer = await exchange(web.url, formatRequest({ method: how, path: where, headers, body }));
        expect(answer.toLowerCase()).not.toContain("access-control-allow");
        expect(answer).not.toMatch(/S3CRET|whepBaseUrl|MTX Watch<|set-cookie/i);
        statuses.add(statusOf(answer));
        expect([0, 400, 401, 403, 431]).toContain(statusOf(answer));
        expect(readFileSync(join(webDir, "settings.json"), "utf8")).toBe(before);
        expect(readLines(join(webDir, "logs", "mediamtx_errors"))).toEqual([]);
      }),
      fuzz("webHost"),
    );
    expect([...statuses]).toEqual(expect.arrayContaining([401, 403]));
  },
  FUZZ_TIMEOUT,
);

const post = fc.oneof(
  { arbitrary: json(RECORD).map((body) => ({ path: "/api/v1/error-logs/mediamtx", type: "application/json", body })), weight: 3 },
  {
    arbitrary: fc
      .array(json(RECORD), { maxLength: 6 })
      .map((lines) => ({ path: "/api/v1/error-logs/mediamtx/batch", type: "application/x-ndjson", body: lines.join("\n") })),
    weight: 3,
  },
  { arbitrary: fc.tuple(path, hostileText, json(RECORD)).map(([where, type, body]) => ({ path: where, type, body })), weight: 1 },
);

/** Who a request says it is from, and which statuses alone it may get: undefined where it is let in. */
const refusals = [0, 400, 401, 403, 431];
const sender = fc.oneof(
  fc.constant({ authorization: `Bearer ${TOKEN}`, userAgent: "", may: undefined }),
  fc.constant({ authorization: `Bearer ${PC.token}`, userAgent: `MTXWatch/0.1.0 (${PC.clientId})`, may: undefined }),
  headerText.map((userAgent) => ({ authorization: `Bearer ${PC.token}`, userAgent, may: refusals })),
  fc
    .oneof(headerText, hugeText)
    .map((text) => ({ authorization: `Bearer ${text}`, userAgent: `MTXWatch/0.1.0 (${PC.clientId})`, may: refusals })),
);
const SECRET_PATHS = fc.constantFrom("/metrics", "/openapi.json", "/api/v1/error-logs/mediamtx/latest?limit=1000");

test(
  "the collector stores exactly what it says, one JSON object a line, whatever it is sent",
  async () => {
    const { host } = new URL(collector.url);
    await fc.assert(
      fc.asyncProperty(method, post, sender, async (how, { path: where, type, body }, { authorization, userAgent, may }) => {
        const headers: [string, string][] = [
          ["Host", host],
          ["Content-Type", type],
          ["User-Agent", userAgent],
          ["Authorization", authorization],
        ];
        const answer = await exchange(collector.url, formatRequest({ method: how, path: where, headers, body }));
        const status = statusOf(answer);
        expect([0, 200, 201, 400, 401, 403, 404, 405, 413, 415, 422, 431]).toContain(status);
        if (status === 201) stored++;
        if (status === 200 && where.endsWith("/batch"))
          stored += (JSON.parse(answer.slice(answer.indexOf("{"))) as { accepted: number }).accepted;
        if (may) expect(may).toContain(status);
        expect(isPrototypeClean()).toBe(true);
      }),
      fuzz("collector"),
    );
    const lines = readLines(join(collectorDir, "logs", "mediamtx_errors"));
    expect(lines.length).toBe(stored);
    expect(stored).toBeGreaterThan(0);
    for (const line of lines) expect(JSON.parse(line)).toMatchObject({ errorType: expect.any(String), id: expect.any(String) });
  },
  FUZZ_TIMEOUT,
);

test(
  "a PC's own token gets nothing to read, however it asks",
  async () => {
    const { host } = new URL(collector.url);
    await fc.assert(
      fc.asyncProperty(method, fc.oneof(SECRET_PATHS, path), headerText, async (how, where, text) => {
        const headers: [string, string][] = [
          ["Host", host],
          ["X-Forwarded-For", text],
          ["User-Agent", `MTXWatch/0.1.0 (${PC.clientId})`],
          ["Authorization", `Bearer ${PC.token}`],
        ];
        const answer = await exchange(collector.url, formatRequest({ method: how, path: where, headers, body: "" }));
        expect(answer).not.toMatch(/"errorType"|mtx_collector_|"openapi"/);
        if (statusOf(answer) === 200 && how === "GET") expect(answer).toMatch(/\{"count":0,"logs":\[\]\}$/);
      }),
      fuzz("pcToken"),
    );
  },
  FUZZ_TIMEOUT,
);
