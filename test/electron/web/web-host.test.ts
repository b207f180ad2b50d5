import { request as httpRequest } from "node:http";
import type { IncomingMessage, OutgoingHttpHeaders } from "node:http";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { NotificationName, Notifications, Result } from "../../../shared/api-names.ts";
import { createControlRoom } from "../../../electron/control-room.ts";
import { createUndiciTransport } from "../../../electron/delivery/send-request-undici.ts";
import { createSecrets } from "../../../electron/settings/secrets.ts";
import { createWebHost } from "../../../electron/web/create-web-host.ts";
import type { WebHost } from "../../../electron/web/create-web-host.ts";
import { makeControlRoomOptions } from "../../support/control-room-options.ts";
import { CONTRACT_SECRETS, CONTRACT_SETTINGS, describeContract } from "../../support/api-contract.ts";

const folder = mkdtempSync(join(tmpdir(), "mtx-watch-web-"));
const transport = createUndiciTransport();
const token = "token-of-this-test";
let host: WebHost;
let origin: string;
let cookie: string;

beforeAll(async () => {
  mkdirSync(join(folder, "renderer"));
  writeFileSync(join(folder, "renderer", "index.html"), "<!doctype html><title>MTX Watch</title>");
  writeFileSync(join(folder, "settings.json"), JSON.stringify(CONTRACT_SETTINGS));
  host = await startHost();
  origin = new URL(host.url).origin;
  cookie = (await send("GET", `/?token=${token}`)).headers["set-cookie"]![0]!.split(";")[0]!;
});

afterAll(async () => {
  await host.close();
  await transport.close();
  rmSync(folder, { recursive: true, force: true });
});

function startHost(): Promise<WebHost> {
  return createWebHost({
    port: 0,
    token,
    rendererDirectory: join(folder, "renderer"),
    openControlRoom: (pageOrigin) =>
      createControlRoom(
        makeControlRoomOptions(folder, {
          pageOrigin,
          sendRequest: transport.sendRequest,
          secrets: createSecrets({ env: CONTRACT_SECRETS, log: () => {} }),
        }),
      ),
  });
}

interface Answer {
  status: number;
  headers: IncomingMessage["headers"];
  body: string;
}

/** node:http, because fetch lets nobody set Host and Origin, and tidies paths. */
function send(
  method: string,
  path: string,
  { headers = {}, body = "" }: { headers?: OutgoingHttpHeaders; body?: string } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(origin);
    const request = httpRequest({ hostname, port, path, method, headers }, async (response) => {
      let text = "";
      for await (const chunk of response.setEncoding("utf8")) text += chunk as string;
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text });
    });
    request.on("error", reject);
    request.end(body);
  });
}

async function call(method: string, input: unknown, headers: OutgoingHttpHeaders = {}): Promise<Result<unknown>> {
  const all = { cookie, "content-type": "application/json", ...headers };
  return JSON.parse(
    (await send("POST", `/api/${encodeURIComponent(method)}`, { headers: all, body: JSON.stringify(input) })).body,
  ) as Result<unknown>;
}

/** Reads the server-sent events until the wanted one comes; asked before the call that causes it. */
async function nextNotification<N extends NotificationName>(
  name: N,
  isWanted: (payload: Notifications[N]) => boolean,
): Promise<Notifications[N]> {
  const aborter = new AbortController();
  const response = await fetch(`${origin}/api/notifications`, { headers: { cookie }, signal: aborter.signal });
  expect(response.headers.get("content-type")).toBe("text/event-stream");
  let text = "";
  try {
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      for (const [, data] of text.matchAll(new RegExp(`event: ${name}\\ndata: (.*)\\n\\n`, "g"))) {
        const payload = JSON.parse(data!) as Notifications[N];
        if (isWanted(payload)) return payload;
      }
    }
  } finally {
    aborter.abort();
  }
  throw new Error(`the stream of notifications ended without ${name}`);
}

describe("web host", () => {
  describeContract(() => ({ call, nextNotification }));

  test("the address with the token sets the cookie and leads to the page", async () => {
    const first = await send("GET", `/?token=${token}`);
    expect(first).toMatchObject({ status: 303, headers: { location: "/" } });
    expect(first.headers["set-cookie"]).toEqual([expect.stringMatching(/HttpOnly; SameSite=Strict$/)]);
    const page = await send("GET", "/", { headers: { cookie } });
    expect(page).toMatchObject({ status: 200, body: expect.stringContaining("MTX Watch") });
    expect(page.headers["content-security-policy"]).toContain("default-src 'none'");
  });

  const paths = ["/", "/index.html", "/absent", "/api/getHost", "/api/notifications", "/?token=wrong", "/?token="];
  test.each(paths)("without the token %s is closed", async (path) => {
    for (const method of ["GET", "POST", "PUT", "DELETE", "OPTIONS"]) {
      const answer = await send(method, path, { headers: { "content-type": "application/json" } });
      expect(answer.status, method).toBe(401);
      expect(answer.headers["set-cookie"]).toBeUndefined();
    }
  });

  test.each([
    ["another site", { origin: "https://attacker.example" }],
    ["another port of this machine", { origin: "http://127.0.0.1:8889" }],
    ["a name that was rebound to this machine", { host: "attacker.example" }],
    ["an opaque origin", { origin: "null" }],
  ])("%s gets nothing, even with the cookie", async (_who, headers) => {
    expect(await call("getSettings", {}, headers)).toMatchObject({ ok: false, error: { code: "forbidden" } });
    for (const path of ["/", "/api/notifications", `/?token=${token}`]) {
      const answer = await send("GET", path, { headers: { cookie, ...headers } });
      expect(answer.status, path).toBe(403);
      expect(answer.headers["access-control-allow-origin"]).toBeUndefined();
      expect(answer.headers["set-cookie"]).toBeUndefined();
    }
  });

  test.each(["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])(
    "a call sent as %s is no call",
    async (type) => {
      expect(await call("getHost", {}, { "content-type": type })).toMatchObject({ ok: false, error: { code: "invalid_input" } });
    },
  );

  test("a body that is no JSON is refused", async () => {
    const headers = { cookie, "content-type": "application/json" };
    for (const body of ["{", "undefined", '{"a":1}x', "\u0000"]) {
      expect(JSON.parse((await send("POST", "/api/getHost", { headers, body })).body)).toMatchObject({
        ok: false,
        error: { code: "invalid_input" },
      });
    }
  });

  test("an endless body is answered and not kept", async () => {
    const headers = { cookie, "content-type": "application/json" };
    const answer = await send("POST", "/api/getHost", { headers, body: " ".repeat(8 * 1024 * 1024) });
    expect(answer.status).toBe(413);
  });

  test.each([
    "/../settings.json",
    "/..%2fsettings.json",
    "/%2e%2e/web-token",
    "//127.0.0.1/../settings.json",
    "http://127.0.0.1/settings.json",
  ])("%s is no file of the page", async (path) => {
    const { status, body } = await send("GET", path, { headers: { cookie } });
    expect([400, 404]).toContain(status);
    expect(body).not.toContain("whepBaseUrl");
  });

  test("a second host on the same data dir is refused, and the first goes on", async () => {
    await expect(startHost()).rejects.toThrow();
    expect(await call("getHost", {})).toMatchObject({ ok: true });
  });
});
