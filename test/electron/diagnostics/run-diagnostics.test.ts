import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { stateOf } from "../../../shared/diagnostics/check.ts";
import type { FindingCode } from "../../../shared/diagnostics/check.ts";
import { writeDiagnostics } from "../../../shared/diagnostics/write-checks.ts";
import { startHttpServer } from "../../support/http-server.ts";
import { makeTempDir } from "../../support/temp-dir.ts";
import { startMailServer } from "../delivery/start-mail-server.ts";
import { startMedia } from "../recovery/open-recovery.ts";
import { closedPort, run, serveRaw, serveTls } from "./open-diagnostics.ts";

const HOUR = 3_600_000;
/** A file in a folder's place, as the system calls it. */
const NO_FOLDER = process.platform === "win32" ? expect.any(String) : "ENOTDIR";
const account = { user: "viewer", password: "s3cret" };
const basic = (secretRef: string) => ({ kind: "basic", user: "viewer", secretRef });
const codesOf = (found: Awaited<ReturnType<typeof run>>, kind: string): [string, FindingCode | undefined][] =>
  found.checks.filter(({ target }) => target.kind === kind).map(({ name, finding }) => [name, finding?.code]);

describe("a media server", () => {
  test("that is well is fine, line by line, with the time that each took", async () => {
    const media = await startMedia({ credentials: account, apiCredentials: account });
    const found = await run(
      {
        servers: [{ id: "a/b", name: "본관", whepBaseUrl: media.url, apiUrl: media.apiUrl, auth: basic("cam"), apiAuth: basic("cam") }],
        streams: [
          { id: "one", serverId: "a/b", path: "demo-1" },
          { id: "two", serverId: "a/b", path: "demo-2" },
        ],
      },
      {
        secrets: { cam: "s3cret" },
        sessions: [
          { streamId: "one", path: { protocol: "udp", address: "127.0.0.1:8189" } },
          { streamId: "gone", path: { protocol: "tcp", address: "127.0.0.1:8189" } },
        ],
      },
    );
    expect(codesOf(found, "server").toSorted()).toEqual([
      ["api", "api_fine"],
      ["clock", "clock_fine"],
      ["dns", "name_literal"],
      ["dns", "name_literal"],
      ["mediaPath", "media_udp"],
      ["tcp", "open"],
      ["tcp", "open"],
      ["whep", "whep_fine"],
    ]);
    expect(found.find("pc", "ownClock")).toEqual({ code: "own_clock_fine", sources: 1 });
    for (const { took } of found.checks) expect(took).toBeGreaterThanOrEqual(0);
    // Each line is said twice: as it begins, and as it is known.
    const ids = found.said.map(({ id, finding }) => `${id} ${finding ? "known" : "begun"}`);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBe(2 * found.checks.length);
    expect(JSON.stringify(found.said)).not.toContain("s3cret");
  });

  test("that refuses the account, has no such path, or lacks its secret, says so", async () => {
    const media = await startMedia({ credentials: account, apiCredentials: account });
    const server = { whepBaseUrl: media.url, apiUrl: media.apiUrl };
    const found = await run(
      {
        servers: [
          { id: "refused", ...server, auth: basic("wrong"), apiAuth: basic("wrong") },
          { id: "nowhere", ...server, auth: basic("cam") },
          { id: "secretless", ...server, auth: basic("nobody"), apiAuth: basic("nobody") },
          { id: "streamless", ...server, apiUrl: "" },
        ],
        streams: [
          { id: "1", serverId: "refused", path: "demo-1" },
          { id: "2", serverId: "nowhere", path: "no-such-path" },
          { id: "3", serverId: "secretless", path: "demo-1" },
        ],
      },
      { secrets: { cam: "s3cret", wrong: "wr0ng" } },
    );
    const place = new URL(media.url).host;
    const api = new URL(media.apiUrl).host;
    expect(found.codes).toMatchObject({
      [`server:refused/${place}/whep`]: "whep_login",
      [`server:refused/${api}/api`]: "api_login",
      [`server:nowhere/${place}/whep`]: "whep_path",
      [`server:secretless/${place}/whep`]: "secret_missing",
      [`server:secretless/${api}/api`]: "secret_missing",
      [`server:streamless/${place}/whep`]: "whep_no_stream",
      "server:streamless//api": "api_off",
    });
  });

  test("that is not there is one line of trouble, and stops no other", async () => {
    const [port, media] = [await closedPort(), await startMedia()];
    const whepBaseUrl = `http://127.0.0.1:${port}`;
    const found = await run({
      servers: [
        { id: "gone", whepBaseUrl },
        { id: "lost", whepBaseUrl: "http://no..such..host:8889" },
        { id: "well", whepBaseUrl: media.url },
      ],
      streams: [{ id: "1", serverId: "well", path: "demo-1" }],
    });
    expect(found.codes).toMatchObject({
      [`server:gone/127.0.0.1:${port}/tcp`]: "refused",
      "server:lost/no..such..host:8889/dns": "name_unknown",
      [`server:well/${new URL(media.url).host}/whep`]: "whep_fine",
    });
    expect(codesOf(found, "server").map(([name]) => name)).not.toContain("tls");
  });

  test("has its certificate read: whose it is, how long it is good, what is wrong with it", async () => {
    const [valid, expired, foreign] = [await serveTls("valid"), await serveTls("expired"), await serveTls("valid")];
    const servers = { valid: `127.0.0.1:${valid}`, expired: `127.0.0.1:${expired}`, foreign: `localhost:${foreign}` };
    const found = await run({ servers: Object.entries(servers).map(([id, place]) => ({ id, whepBaseUrl: `https://${place}` })) });
    expect(found.find(servers.valid, "tls")).toMatchObject({ code: "certificate_fine", days: expect.any(Number) });
    expect(found.find(servers.expired, "tls")).toMatchObject({ code: "certificate_expired" });
    expect(found.find(servers.foreign, "tls")).toMatchObject({
      code: "certificate_untrusted",
      problem: expect.stringContaining("localhost"),
    });
    const untrusting = await run({ servers: [{ id: "a", whepBaseUrl: `https://${servers.valid}` }] }, { authorities: () => [] });
    expect(untrusting.find(servers.valid, "tls")).toMatchObject({ code: "certificate_untrusted", problem: "signed by itself" });
  });

  test("whose clock is off is told from a PC whose clock is", async () => {
    const serve = async (offset: number) => {
      const server = await startHttpServer((_request, response) => {
        response.writeHead(405, { Date: new Date(Date.now() + offset).toUTCString() }).end();
      });
      return server;
    };
    const servers = await Promise.all([serve(HOUR), serve(0), serve(0)]);
    const settings = { servers: servers.map(({ url }, i) => ({ id: `${i}`, whepBaseUrl: url })) };
    const one = await run(settings);
    expect(one.codes).toMatchObject({ "server:0//clock": "clock_off", "server:1//clock": "clock_fine", "server:2//clock": "clock_fine" });
    expect(one.find("pc", "ownClock")).toEqual({ code: "own_clock_fine", sources: 2 });
    const own = await run(settings, { now: () => Date.now() - HOUR });
    expect(own.find("pc", "ownClock")).toMatchObject({ code: "own_clock_off", sources: 2 });
    await Promise.all(servers.map((server) => server.close()));
  });
});

describe("central", () => {
  const start = (status: number, body = '{"count": 0, "logs": []}') =>
    startHttpServer((_request, response) => response.writeHead(status, { "content-type": "application/json" }).end(body));

  test("is asked for one record with its token, and tells its time", async () => {
    const [well, refusing] = [await start(200), await start(401)];
    const ask = (url: string, secretRef = "") => run({ central: { enabled: true, url, secretRef } }, { secrets: { central: "t0ken" } });
    const found = await ask(well.url, "central");
    expect(codesOf(found, "central").toSorted()).toEqual([
      ["answer", "central_fine"],
      ["clock", "clock_fine"],
      ["dns", "name_literal"],
      ["tcp", "open"],
    ]);
    expect(well.requests).toEqual(["GET /api/v1/error-logs/mediamtx/latest?limit=1"]);
    expect((await ask(refusing.url)).find("central", "answer")).toEqual({ code: "central_login", status: 401 });
    expect((await ask(`http://127.0.0.1:${await closedPort()}`)).find("central", "answer")?.code).toBe("central_silent");
    expect(codesOf(await run({}), "central")).toEqual([["answer", "off"]]);
    await Promise.all([well.close(), refusing.close()]);
  });

  test("behind a proxy is no trouble: requests are answered, though there is no direct way", async () => {
    const url = `http://127.0.0.1:${await closedPort()}`;
    const answer = { status: 200, headers: {}, body: '{"count": 0, "logs": []}' };
    const found = await run({ central: { enabled: true, url } }, { sendRequest: () => Promise.resolve(answer) });
    expect(found.find("central", "tcp")).toEqual({ code: "proxied" });
    expect(found.checks.filter(({ target, finding }) => target.kind === "central" && stateOf({ finding }) === "trouble")).toEqual([]);
  });
});

describe("channels", () => {
  test("a mail server is greeted, secured and logged in to, and gets no mail", async () => {
    const server = await startMailServer({ login: { user: "wall", password: "geheim" } });
    const email = { enabled: true, host: "127.0.0.1", port: server.port, user: "wall", from: "a@site.kr", to: ["b@site.kr"] };
    const ask = (smtp: string) => run({ alerts: { email } }, { secrets: { smtp } });
    const found = await ask("geheim");
    expect(codesOf(found, "email")).toEqual([
      ["dns", "name_literal"],
      ["tcp", "open"],
      ["tls", "certificate_fine"],
      ["login", "login_fine"],
    ]);
    expect(server.mails).toEqual([]);
    const refused = await ask("wr0ng");
    expect(refused.find("email", "login")).toMatchObject({ code: "login_failed", step: "login" });
    expect(JSON.stringify(refused.said)).not.toContain("wr0ng");
  });

  test("a mail server without STARTTLS, or with another's certificate, is named for it", async () => {
    const email = (port: number) => ({ enabled: true, host: "127.0.0.1", port, from: "a@site.kr", to: ["b@site.kr"] });
    const [bare, expired] = [await startMailServer({ security: "none" }), await startMailServer({ certificate: "expired" })];
    const without = await run({ alerts: { email: email(bare.port) } });
    expect(without.find("email", "tls")).toMatchObject({ code: "tls_failed", errno: expect.stringMatching(/^5\d\d/) });
    expect(without.find("email", "login")).toMatchObject({ code: "login_failed", step: "tls" });
    const old = await run({ alerts: { email: email(expired.port) } });
    expect(old.find("email", "tls")).toMatchObject({ code: "certificate_expired" });
    expect(old.find("email", "login")).toMatchObject({ code: "login_failed", step: "tls" });
  });

  test("web hooks are reached at their front page: nothing is posted, the secret stays", async () => {
    const hook = await startHttpServer((_request, response) => response.writeHead(404).end());
    const otlp = { enabled: true, url: `${hook.url}/otlp` };
    const secrets = { slack: `${hook.url}/services/T0/B0/hush` };
    const found = await run({ alerts: { slack: { enabled: true }, webhook: { enabled: true, url: `${hook.url}/in` } }, otlp }, { secrets });
    for (const kind of ["slack", "webhook", "otlp"]) expect(found.find(kind, "answer")).toEqual({ code: "answers", status: 404 });
    expect(hook.requests).toEqual(["GET /", "GET /", "GET /"]);
    expect(JSON.stringify(found.said)).not.toContain("hush");
    await hook.close();
  });

  test("what is missing is named, what is off is off", async () => {
    const found = await run({
      alerts: { email: { enabled: true, host: "mail" }, slack: { enabled: true }, syslog: { enabled: true, host: "log" } },
    });
    expect(found.find("email", "login")).toEqual({ code: "setting_missing", key: "from" });
    expect(found.find("slack", "answer")).toEqual({ code: "secret_missing", secretRef: "slack" });
    expect(found.find("syslog", "answer")).toEqual({ code: "syslog_udp" });
    expect(found.find("webhook", "answer")).toEqual({ code: "off" });
  });
});

describe("this PC", () => {
  test("has a disk and a folder that takes a file, of which nothing is left", async () => {
    const found = await run({ logs: { minFreeMegabytes: 0 } });
    expect(codesOf(found, "pc").toSorted()).toEqual([
      ["disk", "disk_fine"],
      ["folder", "folder_fine"],
      ["link", expect.stringMatching(/^link_/)],
      ["ownClock", "own_clock_unknown"],
    ]);
  });

  test("says when its folder takes nothing", async () => {
    const dataDir = join(makeTempDir(), "file");
    writeFileSync(dataDir, ""); // a folder's rights would not hold a superuser
    expect((await run({}, { dataDir })).find("pc", "folder")).toMatchObject({ code: "folder_refused", errno: NO_FOLDER });
  });

  test("says when its folder is gone", async () => {
    expect((await run({}, { dataDir: `${makeTempDir()}/gone` })).find("pc", "folder")).toMatchObject({
      code: "folder_refused",
      errno: "ENOENT",
    });
  });
});

describe("a run", () => {
  test("ends in time: what hangs is late, and the rest is known", async () => {
    const hanging = await serveRaw(() => undefined);
    const found = await run({ servers: [{ id: "a", whepBaseUrl: `https://127.0.0.1:${hanging}` }] }, { longest: 1_000 });
    expect(found.find(`127.0.0.1:${hanging}`, "tls")).toEqual({ code: "late" });
    expect(found.find("webhook", "answer")).toEqual({ code: "off" });
    expect(found.checks.every(({ finding }) => finding)).toBe(true);
  });

  test("in which something is broken says so, and has the other lines", async () => {
    const readSecret = () => Promise.reject(new Error("key store out of order"));
    const found = await run({ alerts: { slack: { enabled: true } } }, { readSecret });
    expect(found.find("slack", "answer")).toMatchObject({ code: "broken", said: expect.stringContaining("out of order") });
    expect(found.find("pc", "folder")?.code).toBe("folder_fine");
  });

  test("is text in both languages", async () => {
    const { diagnostics } = await run({ servers: [{ id: "a", name: "본관", whepBaseUrl: `http://127.0.0.1:${await closedPort()}` }] });
    const [korean, english] = (["ko", "en"] as const).map((language) => writeDiagnostics(diagnostics, { language, version: "1.2.3" }));
    expect(korean).toMatch(/^본관$/m);
    expect(korean).toMatch(/^ {2}\[문제] 연결 \(TCP\) 127\.0\.0\.1:\d+: 장비는 켜져 있으나 \d+번 포트에서/m);
    expect(english).toMatch(/^ {2}\[trouble] Connection \(TCP\) 127\.0\.0\.1:\d+: The machine is there, but nothing listens/m);
  });
});
