import { execFile } from "node:child_process";
import { createServer as createHttpsServer } from "node:https";
import { createServer as createTcpServer } from "node:net";
import type { AddressInfo, Server, Socket } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, onTestFinished, test } from "vitest";
import { askHttp } from "../../../electron/recovery/ask-http.ts";
import type { AskOptions } from "../../../electron/recovery/ask-http.ts";
import { CERTIFICATES, trustTestCertificates } from "../../outages/certificates.ts";
import { startHttpServer } from "../../support/http-server.ts";

const SHORT = { dns: 2_000, tcp: 2_000, tls: 2_000, http: 300 };
const ask = (url: string, options: Partial<AskOptions> = {}) =>
  askHttp({ url: new URL(url), method: "GET", mostBytes: 1_000, deadlines: SHORT, ...options });

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

async function serveRaw(onConnection: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    sockets.add(socket.on("error", () => undefined));
    onConnection(socket);
  });
  onTestFinished(() => sockets.forEach((socket) => socket.destroy()));
  return `http://127.0.0.1:${await listen(server)}/`;
}

async function serveTls(certificate: string): Promise<string> {
  const server = createHttpsServer({ key: CERTIFICATES.key, cert: certificate }, (_request, response) => response.writeHead(405).end());
  const port = await listen(server);
  onTestFinished(() => server.closeAllConnections());
  return `https://127.0.0.1:${port}/`;
}

describe("one request", () => {
  test("says at which step nobody answered", async () => {
    const closed = createTcpServer();
    const port = await listen(closed);
    await new Promise((resolve) => closed.close(resolve));
    expect(await ask(`http://127.0.0.1:${port}/`)).toEqual({ kind: "failed", at: "tcp", code: "ECONNREFUSED" });
    expect(await ask("http://no..such..host/")).toMatchObject({ kind: "failed", at: "dns" });
    expect(await ask(await serveRaw(() => undefined))).toEqual({ kind: "failed", at: "http", code: "TIMEOUT" });
    expect(await ask(await serveRaw((socket) => socket.on("data", () => socket.resetAndDestroy())))).toEqual({
      kind: "failed",
      at: "http",
      code: "ECONNRESET",
    });
    expect(await ask(await serveRaw((socket) => socket.end("what?\r\n\r\n")))).toMatchObject({ kind: "failed", at: "http" });
  });

  test("takes no longer than its deadline over an answer that drips", async () => {
    const url = await serveRaw((socket) => {
      socket.write("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n");
      const drip = setInterval(() => socket.write("x"), 20);
      socket.on("close", () => clearInterval(drip));
    });
    expect(await ask(url)).toEqual({ kind: "failed", at: "http", code: "TIMEOUT" });
  });

  test("takes no more bytes than it wants", async () => {
    const url = await serveRaw((socket) => socket.write(`HTTP/1.1 200 OK\r\n\r\n${"x".repeat(10_000)}`));
    expect(await ask(url)).toEqual({ kind: "failed", at: "http", code: "TOO_LARGE" });
  });

  test("says that an answer was cut off", async () => {
    const url = await serveRaw((socket) => socket.end("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nhalf"));
    expect(await ask(url)).toEqual({ kind: "failed", at: "http", code: "CUT_OFF" });
  });

  test("does not follow a redirection", async () => {
    const elsewhere = await startHttpServer((_request, response) => response.end());
    onTestFinished(elsewhere.close);
    const server = await startHttpServer((_request, response) => response.writeHead(307, { Location: elsewhere.url }).end());
    onTestFinished(server.close);
    expect(await ask(server.url, { authorization: "Bearer s3cret" })).toMatchObject({ kind: "answer", status: 307 });
    expect(elsewhere.requests).toEqual([]);
  });

  test("ends when it is called off", async () => {
    const controller = new AbortController();
    const url = await serveRaw(() => controller.abort());
    expect(await ask(url, { signal: controller.signal, deadlines: {} })).toMatchObject({ kind: "failed", code: "TIMEOUT" });
  });
});

describe("a certificate", () => {
  test("that is not to be trusted ends the request, unless it is only looked at", async () => {
    const url = await serveTls(CERTIFICATES.valid);
    expect(await ask(url, { authorization: "Bearer s3cret", anyCertificate: true })).toMatchObject({ kind: "failed", at: "tls" });
    expect(await ask(url, { anyCertificate: true })).toMatchObject({
      kind: "answer",
      status: 405,
      certificate: { names: "IP Address:127.0.0.1", problem: "signed by itself", validTo: expect.stringMatching(/^2\d{3}-.*Z$/) },
    });
  });

  test("has its dates and names in words when it is expired, or somebody else's", async () => {
    onTestFinished(trustTestCertificates());
    const expired = await serveTls(CERTIFICATES.expired);
    expect(await ask(expired, { anyCertificate: true })).toMatchObject({ certificate: { problem: "expired", validTo: /^2020-/ } });
    const { port } = new URL(await serveTls(CERTIFICATES.valid));
    const { certificate } = await ask(`https://localhost:${port}/`, { anyCertificate: true });
    expect(certificate?.problem).toContain("localhost");
  });

  test("without a fault has no problem", async () => {
    onTestFinished(trustTestCertificates());
    const { certificate, ...asked } = await ask(await serveTls(CERTIFICATES.valid));
    expect(asked).toMatchObject({ kind: "answer", status: 405 });
    expect(certificate).not.toHaveProperty("problem");
  });

  test("of an authority that only this machine knows is good enough for a password", async () => {
    const url = await serveTls(CERTIFICATES.valid);
    const [program, store] = ["../../../electron/recovery/ask-http.ts", "../../outages/certificates/valid.pem"].map((file) =>
      join(import.meta.dirname, file),
    );
    const call = `askHttp({ url: new URL("${url}"), method: "GET", mostBytes: 0, authorization: "Bearer s3cret" })`;
    const script = `import { askHttp } from ${JSON.stringify(program)}; console.log(JSON.stringify(await ${call}));`;
    const env = { ...process.env, SSL_CERT_FILE: store, SSL_CERT_DIR: "" }; // the machine's own store
    const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", script], { env });
    expect(JSON.parse(stdout)).toMatchObject({ kind: "answer", status: 405 });
  });

  test("is missing where nobody speaks TLS", async () => {
    const url = await serveRaw((socket) => socket.on("data", () => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n")));
    expect(await ask(url.replace("http:", "https:"))).toMatchObject({ kind: "failed", at: "tls" });
  });
});
