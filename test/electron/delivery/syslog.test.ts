import { createSocket } from "node:dgram";
import { once } from "node:events";
import { createServer } from "node:net";
import type { AddressInfo, Socket } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import { describe, expect, onTestFinished, test } from "vitest";
import { createSyslog } from "../../../electron/delivery/syslog.ts";
import { DEFAULT_SETTINGS } from "../../../shared/settings.ts";
import { CERTIFICATES } from "../../outages/certificates.ts";
import { makeMessage } from "./make-message.ts";

const forever = new AbortController().signal;
const LINE =
  /^<130>1 2026-09-22T02:10:00\.000Z PC-3 mtx-watch 42 open \[mtxwatch@32473 id="[^"]+" group="[^"]+"\] \uFEFF\[경보\] 서버 A 응답 없음/;

function open(
  port: number,
  transport: "udp" | "tcp" | "tls",
  change: { host?: string; authorities?: () => string[]; timeout?: number; patience?: number } = {},
) {
  const { host = "127.0.0.1", ...options } = change;
  const settings = { ...DEFAULT_SETTINGS.alerts.syslog, host, port, transport };
  const sender = { hostName: "PC-3", processId: 42 };
  return createSyslog({ settings, sender, authorities: () => [CERTIFICATES.valid], timeout: 5_000, ...options });
}

/** A receiver over TCP or TLS that reads to the end, or does as it is told. */
async function startReceiver(transport: "tcp" | "tls", onConnection?: (socket: Socket) => void) {
  const texts: string[] = [];
  const onSocket = (socket: Socket): void => {
    socket.on("error", () => undefined);
    if (onConnection) return onConnection(socket);
    const chunks: Buffer[] = [];
    socket.on("data", (chunk) => chunks.push(chunk));
    socket.on("end", () => texts.push(Buffer.concat(chunks).toString()));
  };
  const allowHalfOpen = onConnection !== undefined;
  const server =
    transport === "tls" ? createTlsServer({ key: CERTIFICATES.key, cert: CERTIFICATES.valid }, onSocket) : createServer({ allowHalfOpen }, onSocket); // prettier-ignore
  server.on("tlsClientError", () => undefined);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  return { port: (server.address() as AddressInfo).port, texts, close: () => new Promise((resolve) => server.close(resolve)) };
}

describe("syslog", () => {
  test("over UDP is one datagram", async () => {
    const socket = createSocket("udp4").bind(0, "127.0.0.1");
    await once(socket, "listening");
    onTestFinished(() => void socket.close());
    const received = once(socket, "message");
    expect(await open(socket.address().port, "udp").send(makeMessage(), forever)).toEqual({ kind: "delivered" });
    expect(String((await received)[0])).toMatch(LINE);
  });

  test.each(["tcp", "tls"] as const)("over %s is counted in bytes, and delivered when it was read to the end", async (transport) => {
    const receiver = await startReceiver(transport);
    const syslog = open(receiver.port, transport);
    for (let i = 0; i < 3; i++) expect(await syslog.send(makeMessage(), forever)).toEqual({ kind: "delivered" });
    expect(receiver.texts).toHaveLength(3);
    for (const text of receiver.texts) {
      const [, count, line] = /^(\d+) (.*)$/s.exec(text)!;
      expect(Buffer.byteLength(line!)).toBe(Number(count));
      expect(line).toMatch(LINE);
    }
  });
});

describe("what goes wrong", () => {
  test("nobody listens", async () => {
    const receiver = await startReceiver("tcp");
    await receiver.close();
    expect(await open(receiver.port, "tcp").send(makeMessage(), forever)).toMatchObject({ kind: "retry", problem: { step: "connect" } });
  });

  test.each(["udp", "tcp"] as const)("a name that nobody knows, over %s", async (transport) => {
    const sent = await open(514, transport, { host: "log.invalid" }).send(makeMessage(), forever);
    expect(sent).toMatchObject({ kind: "retry", problem: { step: "dns" } });
  });

  test("a certificate that nobody knows", async () => {
    const receiver = await startReceiver("tls");
    const sent = await open(receiver.port, "tls", { authorities: () => [] }).send(makeMessage(), forever);
    expect(sent).toMatchObject({ kind: "misconfigured", problem: { step: "tls" } });
    expect(receiver.texts).toEqual([]);
  });

  test("a connection that is cut while it is read: nobody knows whether it arrived", async () => {
    const receiver = await startReceiver("tcp", (socket) => socket.once("data", () => socket.resetAndDestroy()));
    expect(await open(receiver.port, "tcp").send(makeMessage(), forever)).toMatchObject({ kind: "retry", problem: { step: "closed" } });
  });

  test.each(["destroy", "end"] as const)(
    "a receiver that ends the connection without reading (%s), as a balancer with nobody behind it",
    async (ends) => {
      const receiver = await startReceiver("tcp", (socket) => void socket[ends]());
      // A machine under load takes its time to accept.
      const sent = await open(receiver.port, "tcp", { patience: 4_000 }).send(makeMessage(), forever);
      expect(sent).toMatchObject({ kind: "retry", problem: { step: "closed" } });
    },
  );

  test("a receiver that does not end the connection", async () => {
    const receiver = await startReceiver("tcp", (socket) => socket.resume());
    const sent = await open(receiver.port, "tcp", { timeout: 200 }).send(makeMessage(), forever);
    expect(sent).toMatchObject({ kind: "retry", problem: { step: "timeout" } });
  });

  test("a send that is broken off ends with its reason", async () => {
    const controller = new AbortController();
    const receiver = await startReceiver("tcp", (socket) => socket.once("data", () => controller.abort(new Error("quit"))));
    await expect(open(receiver.port, "tcp").send(makeMessage(), controller.signal)).rejects.toThrow("quit");
  });
});
