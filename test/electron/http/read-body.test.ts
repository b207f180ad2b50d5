import { once } from "node:events";
import { createServer } from "node:http";
import { connect } from "node:net";
import type { AddressInfo } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { mediaTypeOf, readBody } from "../../../electron/http/read-body.ts";
import type { Body } from "../../../electron/http/read-body.ts";

const LIMIT = 1_000;

/** A server that reads one body, and what it made of it. `isLate`: when the connection has ended. */
async function startReader({ isLate = false } = {}) {
  const reading = Promise.withResolvers<Body>();
  const server = createServer(async (request, response) => {
    if (isLate) await once(request, "close").catch(() => undefined);
    const body = await readBody(request, LIMIT);
    reading.resolve(body);
    response.writeHead(body.ok ? 200 : body.status).end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { port, body: reading.promise, post: (body: RequestInit["body"]) => fetch(`http://127.0.0.1:${port}`, { method: "POST", body }) };
}

describe("body of a request", () => {
  test("is its bytes up to the limit", async () => {
    const reader = await startReader();
    await reader.post("한".repeat(333));
    expect(await reader.body).toEqual({ ok: true, bytes: Buffer.from("한".repeat(333)) });
  });

  test.each([
    ["longer than the limit", new Uint8Array(LIMIT + 1), 413],
    ["no UTF-8", new Uint8Array([0xff, 0xfe]), 400],
  ])("that is %s is refused, and the refusal arrives", async (_name, body, status) => {
    const reader = await startReader();
    expect((await reader.post(body)).status).toBe(status);
    expect(await reader.body).toMatchObject({ ok: false, status });
  });

  test.each([false, true])("that ends early is a refusal, not an error, also when it is read later (%s)", async (isLate) => {
    const reader = await startReader({ isLate });
    const socket = connect(reader.port, "127.0.0.1");
    socket.end("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nabc", () => socket.destroy());
    expect(await reader.body).toEqual({ ok: false, status: 400, reason: "the body ended early" });
  });
});

describe("media type", () => {
  test.each([
    ["Application/JSON; charset=utf-8", "application/json"],
    [" text/plain ", "text/plain"],
    [undefined, ""],
  ])("of %s is %j", (header, type) => {
    expect(mediaTypeOf({ headers: { "content-type": header } })).toBe(type);
  });
});
