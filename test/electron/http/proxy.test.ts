import { createServer } from "node:http";
import { connect } from "node:net";
import type { AddressInfo } from "node:net";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { createServer as createTlsServer } from "node:https";
import { describe, expect, onTestFinished, test } from "vitest";
import { createEmail } from "../../../electron/delivery/email.ts";
import { createUndiciTransport } from "../../../electron/delivery/send-request-undici.ts";
import { createEnvironmentProxy, parseProxyList } from "../../../electron/http/find-proxy.ts";
import { DEFAULT_SETTINGS } from "../../../shared/settings.ts";
import { CERTIFICATES } from "../../outages/certificates.ts";
import { startHttpServer } from "../../support/http-server.ts";
import { makeMessage } from "../delivery/make-message.ts";
import { startMailServer } from "../delivery/start-mail-server.ts";

/** A proxy that knows where a name is that nobody else knows; `wishes` are the names that it was asked for. */
async function startProxy(ports: Record<string, number>) {
  const wishes: string[] = [];
  // What is not encrypted is asked of the proxy itself.
  const server = createServer(async ({ url = "" }, response) => {
    const { host, pathname } = new URL(url);
    wishes.push(host);
    const port = ports[host];
    if (port === undefined) return void response.writeHead(502).end();
    response.end(await (await fetch(`http://127.0.0.1:${port}${pathname}`)).text());
  });
  server.on("connect", ({ url = "" }, socket, head) => {
    wishes.push(url);
    const port = ports[url];
    if (port === undefined) return void socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
    const onward = connect(port, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection Established\r\n\r\n");
      onward.write(head);
      onward.pipe(socket).pipe(onward);
    });
    for (const end of [onward, socket]) end.on("error", () => void [onward.destroy(), socket.destroy()]);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, wishes };
}

function openTransport(env: Record<string, string>) {
  const transport = createUndiciTransport(env);
  onTestFinished(() => transport.close());
  return (url: string) => transport.sendRequest({ method: "GET", url, headers: {}, signal: new AbortController().signal, timeout: 10_000 });
}

function trust(certificate: string): void {
  const before = getCACertificates("default");
  setDefaultCACertificates([...before, certificate]);
  onTestFinished(() => setDefaultCACertificates(before));
}

describe("a proxy that the environment names", () => {
  test("is the way to central, with encryption and without, and this PC itself is reached straight", async () => {
    trust(CERTIFICATES.valid);
    const plain = await startHttpServer((_request, response) => response.end("plain"));
    const tls = createTlsServer({ key: CERTIFICATES.key, cert: CERTIFICATES.valid }, (_request, response) => response.end("tls"));
    await new Promise<void>((resolve) => tls.listen(0, "127.0.0.1", resolve));
    onTestFinished(async () => {
      tls.closeAllConnections();
      tls.close();
      await plain.close();
    });
    const ports = {
      "central.site.test:8000": Number(new URL(plain.url).port),
      "localhost.site.test:443": (tls.address() as AddressInfo).port,
    };
    const proxy = await startProxy(ports);
    const send = openTransport({ HTTP_PROXY: proxy.url, https_proxy: proxy.url, no_proxy: "straight.test" });
    expect(await send("http://central.site.test:8000/")).toMatchObject({ status: 200, body: "plain" });
    await expect(send("https://localhost.site.test/")).rejects.toThrow(/altnames|certificate/i); // trusted, and not this name's
    expect(await send(plain.url)).toMatchObject({ status: 200, body: "plain" });
    await expect(send("http://straight.test:8000/")).rejects.toThrow(/ENOTFOUND|EAI_AGAIN|fetch failed|getaddrinfo/);
    expect(new Set(proxy.wishes)).toEqual(new Set(["central.site.test:8000", "localhost.site.test:443"]));
  });

  test("that does not know the way is an outage", async () => {
    const proxy = await startProxy({});
    const send = openTransport({ http_proxy: proxy.url, https_proxy: proxy.url });
    expect(await send("http://central.site.test:8000/")).toMatchObject({ status: 502 });
    await expect(send("https://central.site.test:8000/")).rejects.toThrow(/502|Proxy/);
  });

  test("is the way to a mail server, too", async () => {
    const server = await startMailServer({ security: "none" });
    const proxy = await startProxy({ "mail.site.test:25": server.port });
    const settings = {
      ...DEFAULT_SETTINGS.alerts.email,
      host: "mail.site.test",
      port: 25,
      security: "none" as const,
      from: "wall@site.kr",
      to: ["a@site.kr"],
    };
    const email = createEmail({ settings, timeout: 10_000, findProxy: createEnvironmentProxy({ HTTPS_PROXY: proxy.url }) });
    expect(await email.send(makeMessage(), new AbortController().signal)).toEqual({ kind: "delivered" });
    expect([proxy.wishes, server.mails.length]).toEqual([["mail.site.test:25"], 1]);
  });

  test.each([
    [{ https_proxy: "proxy:3128" }, "https://mail.site.kr:587/", "http://proxy:3128"],
    [{ http_proxy: "http://proxy:3128" }, "https://mail.site.kr:587/", undefined],
    [{ https_proxy: "http://proxy:3128", no_proxy: ".site.kr" }, "https://mail.site.kr:587/", undefined],
    [{ https_proxy: "http://proxy:3128", no_proxy: "other.kr, site.kr" }, "https://mail.site.kr:587/", undefined],
    [{ https_proxy: "http://proxy:3128", no_proxy: "te.kr" }, "https://mail.site.kr:587/", "http://proxy:3128"],
    [{ https_proxy: "http://proxy:3128", no_proxy: "*" }, "https://mail.site.kr:587/", undefined],
    [{ HTTPS_PROXY: "http://proxy:3128" }, "https://127.0.0.1:587/", undefined],
  ])("%j leads to %s by %s", async (env, url, proxy) => {
    expect(await createEnvironmentProxy(env)(url)).toBe(proxy);
  });
});

test.each([
  ["DIRECT", undefined],
  ["PROXY proxy.site.kr:3128; DIRECT", "http://proxy.site.kr:3128"],
  ["HTTPS proxy.site.kr:443", "https://proxy.site.kr:443"],
  ["SOCKS5 proxy.site.kr:1080; PROXY other:3128", undefined],
  ["", undefined],
])("Chromium's %j is %s", (list, proxy) => expect(parseProxyList(list)).toBe(proxy));
