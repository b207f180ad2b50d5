import { createServer } from "node:http";
import type { RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { createUndiciTransport } from "../../../electron/delivery/send-request-undici.ts";
import type { OutgoingRequest } from "../../../electron/delivery/types.ts";

/** A server, and a way to send to it through the transport. */
async function openServer(listener: RequestListener) {
  const server = createServer(listener);
  let connections = 0;
  server.on("connection", () => connections++);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const transport = createUndiciTransport();
  onTestFinished(async () => {
    await transport.close();
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/path?x=1`;
  const send = (change: Partial<OutgoingRequest> = {}) =>
    transport.sendRequest({ method: "GET", url, headers: {}, signal: new AbortController().signal, timeout: 30_000, ...change });
  return { send, connections: () => connections };
}

describe("requests of a delivery in Node", () => {
  test("carry method, path, headers and body, and bring back status, headers in lower case and text", async () => {
    const { send } = await openServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        response.writeHead(418, { "X-Seen": `${request.method} ${request.url} ${request.headers["x-key"]}`, "Retry-After": "7" });
        response.end(Buffer.concat(chunks));
      });
    });
    const answer = await send({ method: "POST", headers: { "X-Key": "k" }, body: '{"name":"1번 출입구"}' });
    expect(answer).toMatchObject({ status: 418, body: '{"name":"1번 출입구"}' });
    expect(answer.headers).toMatchObject({ "x-seen": "POST /path?x=1 k", "retry-after": "7" });
  });

  test("share one connection, one after the other", async () => {
    const { send, connections } = await openServer((_request, response) => response.end("ok"));
    for (let i = 0; i < 20; i++) await send({ method: "POST", body: "{}" });
    expect(connections()).toBe(1);
  });

  test("follow no redirect", async () => {
    const { send } = await openServer((request, response) => {
      if (request.url === "/other") response.end("followed");
      else response.writeHead(302, { location: "/other" }).end();
    });
    expect(await send({ method: "POST", body: "{}" })).toMatchObject({ status: 302, headers: { location: "/other" }, body: "" });
  });

  test("read no more than 1 MiB of an endless answer, or what they are told", async () => {
    const { send } = await openServer((_request, response) => {
      const pour = (): void => {
        while (!response.destroyed && response.write("x".repeat(64 * 1024)));
        response.once("drain", pour);
      };
      pour();
    });
    expect((await send()).body).toHaveLength(1024 * 1024);
    expect((await send({ mostBytes: 3_000_000 })).body).toHaveLength(3_000_000);
  });

  test.each([
    ["no headers come", () => {}],
    ["the body does not end", (response: { write(text: string): void }) => response.write("begin")],
  ])("end with an error after their timeout when %s", async (_name, respond) => {
    const { send } = await openServer((_request, response) => respond(response));
    await expect(send({ timeout: 30 })).rejects.toThrow("no answer within 0.03 s");
  });

  test("end when they are aborted, before and while they are under way", async () => {
    const controller = new AbortController();
    const { send } = await openServer(() => controller.abort(new Error("closing")));
    await expect(send({ signal: controller.signal })).rejects.toThrow("closing");
    await expect(send({ signal: controller.signal })).rejects.toThrow("closing");
  });

  test("end with an error when the connection is cut", async () => {
    const { send } = await openServer((_request, response) => response.socket?.resetAndDestroy());
    await expect(send()).rejects.toThrow(/ECONNRESET|other side closed/);
  });
});
