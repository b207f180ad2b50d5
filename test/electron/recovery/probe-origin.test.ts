import { createServer as createHttpServer } from "node:http";
import type { Server } from "node:http";
import { createServer as createTcpServer } from "node:net";
import type { AddressInfo } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { createOriginProbe } from "../../../electron/recovery/probe-origin.ts";

async function listen(server: Server | ReturnType<typeof createTcpServer>): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

const page = "app://control-room";
const probe = (url: string) => createOriginProbe(Date.now).probe(url, page);

describe("probe of an origin", () => {
  test("finds a refused connection", async () => {
    const server = createTcpServer();
    const port = await listen(server);
    await new Promise((resolve) => server.close(resolve));
    expect(await probe(`http://127.0.0.1:${port}/a/whep`)).toBe("refused");
  });

  test("finds a name that does not exist (one that no resolver has to be asked for)", async () => {
    expect(await probe("http://no..such..host/a/whep")).toBe("dns");
  });

  test("finds a name that no name server answers for in time", async () => {
    const unanswered = createOriginProbe(Date.now, () => undefined);
    expect(await unanswered.probe("http://mtx.site.kr:8889/a/whep", page)).toBe("dns");
  });

  test("finds a server that takes the connection and says nothing", async () => {
    const port = await listen(createTcpServer((socket) => onTestFinished(() => void socket.destroy())));
    expect(await probe(`http://127.0.0.1:${port}/a/whep`)).toBe("timeout");
  });

  test("finds a server that does not speak TLS", async () => {
    const port = await listen(createHttpServer());
    expect(await probe(`https://127.0.0.1:${port}/a/whep`)).toBe("tls");
  });

  test("finds a server that does not allow the page", async () => {
    const port = await listen(createHttpServer((_request, response) => response.end()));
    expect(await probe(`http://127.0.0.1:${port}/a/whep`)).toBe("cors");
  });

  test("finds nothing wrong with a server that answers and allows", async () => {
    const allow = { "Access-Control-Allow-Origin": page };
    const port = await listen(createHttpServer((_request, response) => response.writeHead(204, allow).end()));
    expect(await probe(`http://127.0.0.1:${port}/a/whep`)).toBe("network");
  });

  test("asks once for all streams of a server that fail together, and again five seconds later", async () => {
    let requests = 0;
    let now = 0;
    const port = await listen(createHttpServer((_request, response) => response.end(String(requests++))));
    const shared = createOriginProbe(() => now);
    const streams = Array.from({ length: 64 }, (_, i) => `http://127.0.0.1:${port}/cam-${i}/whep`);
    expect(new Set(await Promise.all(streams.map((url) => shared.probe(url, page))))).toEqual(new Set(["cors"]));
    expect(requests).toBe(1);
    now = 5_001;
    await shared.probe(streams[0]!, page);
    expect(requests).toBe(2);
  });

  test("never rejects, whatever it is given", async () => {
    expect(await probe("nonsense")).toBe("network");
  });
});
