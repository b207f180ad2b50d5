import { once } from "node:events";
import { createServer } from "node:http";
import { connect } from "node:net";
import type { AddressInfo, Socket } from "node:net";
import { expect, onTestFinished, test, vi } from "vitest";
import { boundConnections } from "../../../electron/collector/bound-connections.ts";

test("an address has no more connections than it may, and a new one when another has ended", async () => {
  const logged: string[] = [];
  const server = createServer((_request, response) => response.end());
  boundConnections(server, (message) => logged.push(message), { all: 10, ofOneAddress: 2 });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  /** The status of an answer, or nothing where the connection was ended instead. */
  const dial = async (): Promise<{ socket: Socket; answer: string }> => {
    const socket = connect({ host: "127.0.0.1", port: (server.address() as AddressInfo).port });
    onTestFinished(() => void socket.destroy());
    socket.on("error", () => undefined).setEncoding("latin1");
    socket.write("HEAD / HTTP/1.1\r\nHost: x\r\n\r\n");
    const ended = new Promise<string[]>((resolve) => socket.once("close", () => resolve([""])));
    const [answer] = (await Promise.race([once(socket, "data"), ended])) as [string];
    return { socket, answer: answer.slice(0, 12) };
  };
  const { socket, answer } = await dial();
  expect([answer, (await dial()).answer, (await dial()).answer]).toEqual(["HTTP/1.1 200", "HTTP/1.1 200", ""]);
  expect(logged).toEqual(["127.0.0.1 has 2 connections: it gets no more"]);
  socket.destroy();
  await vi.waitFor(async () => expect((await dial()).answer).toBe("HTTP/1.1 200"));
});
