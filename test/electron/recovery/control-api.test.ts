import { createServer } from "node:http";
import { describe, expect, onTestFinished, test } from "vitest";
import { createControlApi, pathNameOf } from "../../../electron/recovery/control-api.ts";
import { readInfo, readPath, readSession } from "../../../electron/recovery/read-control-api.ts";
import { startHttpServer } from "../../support/http-server.ts";

type Answer = { status?: number; headers?: Record<string, string>; body: unknown };

async function serve(answer: (path: string) => Answer) {
  const authorizations: (string | undefined)[] = [];
  const server = await startHttpServer((request, response) => {
    authorizations.push(request.headers.authorization);
    const { status = 200, headers = {}, body } = answer(request.url ?? "");
    response
      .writeHead(status, { "Content-Type": "application/json", ...headers })
      .end(typeof body === "string" ? body : JSON.stringify(body));
  });
  onTestFinished(server.close);
  return { ...server, authorizations };
}

const open = (apiUrl: string, authorization?: string) => createControlApi({ apiUrl, getAuthorization: async () => authorization });
const error = (text: string) => ({ status: "error", error: text });

/** As v1.20.1 answers, shortened to what is read. */
const PATH = {
  name: "group/cam 1",
  confName: "all_others",
  ready: true,
  available: true,
  online: true,
  source: { type: "rtspSession", id: "efeba9cc-e924-4075-886e-9f8340cc2a5b" },
  readers: [{ type: "webRTCSession", id: "e068b6ef-4b00-4ee7-90d1-523cc9a1c151" }],
  tracks: ["H265", "Opus"],
  inboundBytes: 200_274,
  inboundFramesInError: 3,
  bytesReceived: 1,
};
const SESSION = {
  id: "e068b6ef-4b00-4ee7-90d1-523cc9a1c151",
  peerConnectionEstablished: true,
  outboundBytes: 37_740,
  outboundRTPPackets: 37,
  outboundFramesDiscarded: 2,
  bytesSent: 1,
  rtpPacketsSent: 1,
};

describe("the Control API", () => {
  test("is asked for paths whose names have slashes, under the address that was set", async () => {
    const server = await serve(() => ({ body: PATH }));
    const answer = await open(`${server.url}/mtx/`, "Bearer t").path("group/cam 1");
    expect(server.requests).toEqual(["GET /mtx/v3/paths/get/group/cam%201"]);
    expect(server.authorizations).toEqual(["Bearer t"]);
    expect(answer).toEqual({
      kind: "ok",
      value: {
        name: "group/cam 1",
        available: true,
        online: true,
        source: "rtspSession",
        readers: 1,
        tracks: ["H265", "Opus"],
        inboundBytes: 200_274,
        inboundFramesInError: 3,
      },
    });
  });

  test("says how long the server has run by the server's own clock", async () => {
    const body = { version: "v1.20.1\n", started: "2020-01-01T00:00:00.5Z" };
    const server = await serve(() => ({ body, headers: { Date: "Wed, 01 Jan 2020 00:00:10 GMT" } }));
    expect(await open(server.url).info()).toEqual({
      kind: "ok",
      value: { version: "v1.20.1", started: "2020-01-01T00:00:00.500Z", runningFor: 9_500 },
    });
  });

  test("gives all pages of a list", async () => {
    const server = await serve((path) => {
      const page = Number(new URL(path, "http://x").searchParams.get("page"));
      return { body: { itemCount: 3, pageCount: 3, items: [{ ...PATH, name: `cam-${page}` }] } };
    });
    const answer = await open(server.url).paths();
    expect(answer.kind === "ok" && answer.value.map(({ name }) => name)).toEqual(["cam-0", "cam-1", "cam-2"]);
  });

  test("ends a list that says it has no end", async () => {
    const server = await serve(() => ({ body: { pageCount: 1e9, items: [PATH] } }));
    await open(server.url).paths();
    expect(server.requests).toHaveLength(20);
  });

  test.each([
    [{ status: 404, body: error("path not found") }, { kind: "not_found" }],
    [{ status: 404, body: error("session not found") }, { kind: "not_found" }],
    [
      { status: 404, body: "404 page not found" },
      { kind: "failed", condition: "absent" },
    ],
    [
      { status: 401, body: error("authentication error") },
      { kind: "failed", condition: "unauthorized" },
    ],
    [
      { status: 403, body: "" },
      { kind: "failed", condition: "forbidden" },
    ],
    [
      { status: 500, body: error("terminated") },
      { kind: "failed", condition: "absent" },
    ],
    [
      { status: 302, headers: { Location: "/v3/paths/get/x" }, body: "" },
      { kind: "failed", condition: "absent" },
    ],
    [{ body: "<!doctype html>" }, { kind: "failed", condition: "absent" }],
    [{ body: "[]" }, { kind: "failed", condition: "absent" }],
    [{ body: "null" }, { kind: "failed", condition: "absent" }],
    [{ body: { ...PATH, available: "yes", ready: 1 } }, { kind: "failed", condition: "absent" }],
    [{ body: `{"name":"a","available":true,"x":${"[".repeat(100)}${"]".repeat(100)}}` }, { kind: "failed", condition: "absent" }],
  ])("tells %o apart", async (answer, expected) => {
    const server = await serve(() => answer);
    expect(await open(server.url).path("a")).toEqual(expected);
    expect(server.requests).toHaveLength(1);
  });

  test("is off when nobody listens, and absent when the address is none", async () => {
    const server = await serve(() => ({ body: {} }));
    await server.close();
    expect(await open(server.url).info()).toEqual({ kind: "failed", condition: "off" });
    expect(await open("nonsense").info()).toEqual({ kind: "failed", condition: "absent" });
  });

  test("is asked without a password when its secret cannot be read", async () => {
    const server = await serve(() => ({ status: 401, body: "" }));
    const api = createControlApi({ apiUrl: server.url, getAuthorization: () => Promise.reject(new Error("no key store")) });
    expect(await api.info()).toEqual({ kind: "failed", condition: "unauthorized" });
    expect(server.authorizations).toEqual([undefined]);
  });

  test("is cut off when its answer never ends", async () => {
    const server = createServer((_request, response) => {
      const more = (): void => void (response.destroyed || response.write("x".repeat(1 << 20), more));
      response.writeHead(200);
      more();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close().closeAllConnections());
    const { port } = server.address() as { port: number };
    expect(await open(`http://127.0.0.1:${port}`).info()).toEqual({ kind: "failed", condition: "off" });
  });
});

describe("fields of the Control API", () => {
  test("are read by their old names where the new ones are absent", () => {
    const { available: _a, online: _o, inboundBytes: _i, inboundFramesInError: _f, ...old } = PATH;
    expect(readPath(old)).toEqual({
      name: "group/cam 1",
      available: true,
      source: "rtspSession",
      readers: 1,
      tracks: ["H265", "Opus"],
      inboundBytes: 1,
    });
    const { outboundBytes: _b, outboundRTPPackets: _p, outboundFramesDiscarded: _d, ...oldSession } = SESSION;
    expect(readSession(oldSession)).toEqual({ id: SESSION.id, established: true, outboundBytes: 1, outboundPackets: 1 });
    expect(readSession(SESSION)).toMatchObject({ outboundBytes: 37_740, outboundPackets: 37, outboundFramesDiscarded: 2 });
  });

  test("of a wrong type are absent; a source of an unknown kind is one all the same", () => {
    const spoilt = {
      ...PATH,
      online: "true",
      source: { type: 7 },
      readers: {},
      tracks: [7, null],
      inboundBytes: -1,
      bytesReceived: "9",
      inboundFramesInError: Number.NaN,
    };
    expect(readPath(spoilt)).toEqual({ name: "group/cam 1", available: true, source: "", readers: 0 });
    expect(readPath({ ...PATH, source: null })).not.toHaveProperty("source");
  });

  test("are fit to be written down: one line, no longer than 200 characters, without secrets", () => {
    const version = `v1\u001b[31m ${"x".repeat(500)}`;
    expect(readInfo({ version, started: "yesterday" })?.version).toHaveLength(200);
    expect(readInfo({ version: "http://u:hunter2@h/\n" })?.version).toBe("http://h/");
  });
});

test.each([
  ["cam1", "cam1"],
  ["/group//cam1/", "group/cam1"],
])("the path %s of the settings is MediaMTX's %s", (path, expected) => {
  expect(pathNameOf(path)).toBe(expected);
});
