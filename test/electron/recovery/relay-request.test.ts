import { text } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";
import { relayRequest } from "../../../electron/recovery/relay-request.ts";
import { settingsSchema } from "../../../shared/settings.ts";
import { findClosedPort } from "../../support/find-closed-port.ts";
import { startHttpServer } from "../../support/http-server.ts";

const withServer = (whepBaseUrl: string) => settingsSchema.parse({ servers: [{ id: "main", whepBaseUrl }] });

/** Answers an offer as MediaMTX does, and keeps what it got. */
async function startWhepServer() {
  const got: { headers: Record<string, unknown>; body: string }[] = [];
  const server = await startHttpServer(async (request, response) => {
    got.push({ headers: request.headers, body: await text(request) });
    response.writeHead(201, { "Content-Type": "application/sdp", Location: "/cam1/whep/7", ID: "7" }).end("v=0\r\nanswer");
  });
  onTestFinished(server.close);
  return { ...server, got };
}

test("an offer arrives at a server of the settings as the page made it, and its answer comes back", async () => {
  const { url, got, requests } = await startWhepServer();
  const headers = { "content-type": "application/sdp", authorization: "Basic eDp5" };
  const answer = await relayRequest({ url: `${url}/cam1/whep`, method: "POST", headers, body: "v=0\r\noffer" }, withServer(url));
  expect(requests).toEqual(["POST /cam1/whep"]);
  expect(got).toEqual([{ headers: expect.objectContaining(headers) as object, body: "v=0\r\noffer" }]);
  expect(answer).toMatchObject({
    kind: "answer",
    status: 201,
    headers: { "content-type": "application/sdp", location: "/cam1/whep/7", id: "7" },
    body: "v=0\r\nanswer",
  });
});

test("an address that no server of the settings has is asked nothing", async () => {
  const { url, requests } = await startWhepServer();
  for (const other of ["http://127.0.0.1:1", url.replace("http:", "https:"), url.replace("127.0.0.1", "localhost")])
    expect(await relayRequest({ url: `${url}/cam1/whep`, method: "POST" }, withServer(other))).toBeUndefined();
  expect(requests).toEqual([]);
});

test("a server that is not there: how far the request came", async () => {
  const url = `http://127.0.0.1:${await findClosedPort()}`;
  expect(await relayRequest({ url: `${url}/cam1/whep`, method: "POST" }, withServer(url))).toEqual({ kind: "failed", at: "tcp" });
});
