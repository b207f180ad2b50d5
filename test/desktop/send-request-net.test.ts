import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ElectronApplication } from "playwright-core";
import { build } from "vite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startHttpServer } from "../support/http-server.ts";
import type { TestServer } from "../support/http-server.ts";
import { describeDesktop, launchElectron } from "../support/launch-desktop.ts";

type Request = {
  method?: "GET" | "POST";
  url: string;
  headers?: Record<string, string>;
  body?: string;
  timeout?: number;
  mostBytes?: number;
  abortAfter?: number;
};

describeDesktop("requests over Electron's network stack", () => {
  const folder = mkdtempSync(join(tmpdir(), "mtx-watch-send-"));
  let app: ElectronApplication;
  let server: TestServer;
  let received: { headers: Record<string, unknown>; body: string }[] = [];
  const hanging = new Set<string>();

  beforeAll(async () => {
    await build({
      configFile: false,
      logLevel: "silent",
      build: {
        ssr: join(import.meta.dirname, "send-request-app", "main.ts"),
        outDir: folder,
        emptyOutDir: false,
        target: "node16",
        rolldownOptions: { external: ["electron"], output: { format: "cjs", entryFileNames: "main.js" } },
      },
    });
    writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "send-request-app", main: "main.js" }));
    server = await startHttpServer(async (request, response) => {
      let body = "";
      for await (const chunk of request.setEncoding("utf8")) body += chunk as string;
      received.push({ headers: request.headers, body });
      const status = Number(/^\/status\/(\d+)/.exec(request.url!)?.[1]);
      if (status) response.writeHead(status, { location: "/elsewhere", "retry-after": "7" }).end("words");
      else if (request.url === "/huge") response.end("x".repeat(8 * 1024 * 1024));
      else if (request.url === "/cut") response.writeHead(200, { "content-length": "100" }).write("half", () => response.destroy());
      else if (request.url === "/hang") {
        hanging.add("open");
        response.on("close", () => hanging.delete("open"));
      } else response.writeHead(200, { "content-type": "application/json", "x-two": ["a", "b"] }).end('{"ok":true}');
    });
    app = await launchElectron([`--user-data-dir=${join(folder, "profile")}`], { appFolder: folder });
  });

  afterAll(async () => {
    await app?.close();
    await server?.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  });

  function send(request: Request): Promise<{ status: number; headers: Record<string, string>; body: string; error?: string }> {
    received = [];
    const whole = { method: "POST", headers: {}, timeout: 30_000, ...request };
    return app.evaluate((_electron, whole) => (globalThis as never as { send: (request: unknown) => Promise<never> }).send(whole), whole);
  }

  test("what is sent arrives as it was, and the answer comes back whole", async () => {
    const headers = { "content-type": "application/json", authorization: "Bearer t", "idempotency-key": "k", "user-agent": "MTXWatch/1" };
    const answer = await send({ url: `${server.url}/record`, headers, body: '{"name":"정문"}' });
    expect(received).toEqual([{ headers: expect.objectContaining(headers), body: '{"name":"정문"}' }]);
    expect(answer).toMatchObject({ status: 200, headers: { "content-type": "application/json", "x-two": "a, b" }, body: '{"ok":true}' });
  });

  test.each([301, 302, 303, 307, 308])("a %i is answered with its address, and followed by nobody", async (status) => {
    const answer = await send({ url: `${server.url}/status/${status}`, body: "{}" });
    expect(answer).toMatchObject({ status, headers: { location: expect.stringMatching(/\/elsewhere$/), "retry-after": "7" } });
    expect(server.requests).not.toContain("GET /elsewhere");
    expect(server.requests).not.toContain("POST /elsewhere");
  });

  test.each([400, 401, 404, 409, 422, 429, 500, 503])("a %i is an answer", async (status) => {
    expect(await send({ url: `${server.url}/status/${status}`, body: "{}" })).toMatchObject({
      status,
      headers: { "retry-after": "7" },
      body: "words",
    });
  });

  test("of a huge answer 1 MiB is kept, or what it is told", async () => {
    expect((await send({ method: "GET", url: `${server.url}/huge` })).body).toHaveLength(1024 * 1024);
    expect((await send({ method: "GET", url: `${server.url}/huge`, mostBytes: 3_000_000 })).body).toHaveLength(3_000_000);
  });

  test("no answer in time is none", async () => {
    expect(await send({ url: `${server.url}/hang`, timeout: 200 })).toEqual({ error: "no answer within 200 ms" });
    await expect.poll(() => hanging.size).toBe(0); // the connection is given back
  });

  test("a caller who gives up ends it", async () => {
    expect(await send({ url: `${server.url}/hang`, abortAfter: 200 })).toEqual({ error: "the request was aborted" });
    await expect.poll(() => hanging.size).toBe(0);
  });

  test("an answer that breaks off is none", async () => {
    expect(await send({ method: "GET", url: `${server.url}/cut` })).toHaveProperty("error");
  });

  test("a server that is not there is an error", async () => {
    const gone = await startHttpServer(() => {});
    await gone.close();
    expect((await send({ url: gone.url })).error).toContain("ERR_CONNECTION_REFUSED");
  });
});
