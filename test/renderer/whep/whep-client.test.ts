import type { ServerResponse } from "node:http";
import { afterEach, describe, expect, test } from "vitest";
import { createWhepClient, TIMED_OUT } from "../../../renderer/whep/whep-client.ts";
import { startHttpServer } from "../../support/http-server.ts";
import type { TestServer } from "../../support/http-server.ts";

const servers: TestServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

const ANSWER = "v=0\r\ns=answer\r\n";
const never = new AbortController().signal;

interface Seen {
  method: string;
  url: string;
  authorization: string | undefined;
  type: string | undefined;
  ifMatch: string | undefined;
}

/** A server that answers as told, and a client of its stream `cam`. */
async function connect(answer: (response: ServerResponse, seen: Seen) => void, authorization?: string) {
  const seen: Seen[] = [];
  const server = await startHttpServer((request, response) => {
    const { authorization, "content-type": type, "if-match": ifMatch } = request.headers;
    const one = { method: request.method ?? "", url: request.url ?? "", authorization, type, ifMatch };
    seen.push(one);
    answer(response, one);
  });
  servers.push(server);
  const statuses: number[] = [];
  const onResponse = (status: number) => statuses.push(status);
  const whepUrl = `${server.url}/cam/whep`;
  const client = createWhepClient({ fetch, wallClock: () => Date.UTC(2026, 0, 8), whepUrl, authorization, onResponse });
  return { client, seen, statuses, server };
}

describe("an offer", () => {
  test("is answered with a session: its answer, id, address and ICE servers", async () => {
    const { client, server, seen, statuses } = await connect((response) =>
      response
        .writeHead(201, {
          Location: "/cam/whep/secret?token=t",
          ID: "uuid",
          Link: '<stun:s>; rel="ice-server"',
          "Content-Type": "application/sdp",
        })
        .end(ANSWER),
    );
    expect(await client.postOffer("v=0", { signal: never })).toEqual({
      kind: "answer",
      sdp: ANSWER,
      sessionId: "uuid",
      sessionUrl: `${server.url}/cam/whep/secret?token=t`,
      iceServers: [{ urls: "stun:s" }],
    });
    expect(seen[0]).toMatchObject({ method: "POST", url: "/cam/whep", type: "application/sdp" });
    expect(statuses).toEqual([201]);
  });

  test("follows a 307, and the session's address belongs to the server that answered", async () => {
    const other = await connect((response) => response.writeHead(201, { Location: "secret" }).end(ANSWER));
    const { client } = await connect((response) => response.writeHead(307, { Location: `${other.server.url}/moved/whep` }).end());
    expect(await client.postOffer("v=0", { signal: never })).toMatchObject({
      kind: "answer",
      sessionUrl: `${other.server.url}/moved/secret`,
    });
    expect(other.seen[0]).toMatchObject({ method: "POST", type: "application/sdp" });
  });

  test("is taken with the header of its answer, whenever the rest comes", async () => {
    let finish = () => {};
    const { client } = await connect((response) => {
      response.writeHead(201, { Location: "/s", Link: '<stun:s>; rel="ice-server"' }).flushHeaders();
      finish = () => response.end(ANSWER);
    });
    const { promise: taken, resolve: onTaken } = Promise.withResolvers<RTCIceServer[]>();
    const answered = client.postOffer("v=0", { signal: never, onTaken });
    expect(await taken).toEqual([{ urls: "stun:s" }]);
    finish();
    expect(await answered).toMatchObject({ kind: "answer", sdp: ANSWER });
  });

  test("may be countered", async () => {
    const { client } = await connect((response) => response.writeHead(406, { Location: "/s" }).end(ANSWER));
    expect(await client.postOffer("v=0", { signal: never })).toMatchObject({ kind: "counter_offer", sdp: ANSWER });
  });

  test("that gets a 406 without an offer is refused", async () => {
    const { client } = await connect((response) => response.writeHead(406).end("no"));
    expect(await client.postOffer("v=0", { signal: never })).toMatchObject({ kind: "http_status", status: 406, body: "no" });
  });

  test.each([
    ["seconds", "7", 7_000],
    ["a date", "Thu, 08 Jan 2026 00:00:05 GMT", 5_000],
    ["neither", "soon", undefined],
  ])("that is refused says when to come back: Retry-After in %s", async (_, header, retryAfter) => {
    const { client } = await connect((response) => response.writeHead(503, { "Retry-After": header }).end("busy"));
    const evidence = await client.postOffer("v=0", { signal: never });
    expect(evidence).toMatchObject({ kind: "http_status", status: 503, statusText: "Service Unavailable", body: "busy" });
    expect("retryAfter" in evidence ? evidence.retryAfter : undefined).toBe(retryAfter);
  });

  test("that nobody takes is no answer", async () => {
    const { client, server } = await connect(() => undefined);
    await server.close();
    servers.length = 0;
    expect(await client.postOffer("v=0", { signal: never })).toMatchObject({ kind: "no_answer", timedOut: false });
  });

  test("that is held beyond its deadline has timed out", async () => {
    const deadline = new AbortController();
    const { client } = await connect(() => deadline.abort(TIMED_OUT));
    expect(await client.postOffer("v=0", { signal: deadline.signal })).toMatchObject({ kind: "no_answer", timedOut: true });
  });

  test("to an address that is none is no answer", async () => {
    const client = createWhepClient({
      fetch,
      wallClock: Date.now,
      whepUrl: "camera",
      authorization: "Bearer t",
      onResponse: () => undefined,
    });
    expect(await client.postOffer("v=0", { signal: never })).toMatchObject({ kind: "no_answer", timedOut: false });
  });
});

describe("a body without end", () => {
  const flood = (response: ServerResponse, status: number) => {
    response.writeHead(status, { Location: "/cam/whep/secret" });
    const chunk = "x".repeat(64 * 1024);
    const write = () => {
      while (!response.destroyed && response.write(chunk)) continue;
    };
    response.on("drain", write);
    write();
  };

  test("makes an answer unusable, and its session is deleted", async () => {
    const { client, seen } = await connect((response, { method }) => (method === "DELETE" ? response.end() : flood(response, 201)));
    expect(await client.postOffer("v=0", { signal: never })).toMatchObject({ kind: "bad_answer" });
    await expect.poll(() => seen.at(-1)).toMatchObject({ method: "DELETE", url: "/cam/whep/secret" });
  });

  test("of an error is read as far as an error goes", async () => {
    const { client } = await connect((response) => flood(response, 500));
    const evidence = await client.postOffer("v=0", { signal: never });
    expect(evidence).toMatchObject({ kind: "http_status", status: 500 });
    expect("body" in evidence ? evidence.body.length : 0).toBe(4_096);
  });
});

describe("credentials", () => {
  test("go with every request to the server, and to no other", async () => {
    const { client, seen, server } = await connect((response) => response.writeHead(201, { Location: "/s" }).end(ANSWER), "Bearer t");
    const other = await connect((response) => response.end());
    await client.postOffer("v=0", { signal: never });
    await client.patchSession(`${server.url}/s`, "a=end-of-candidates");
    await client.deleteSession(`${server.url}/s`);
    await client.deleteSession(`${other.server.url}/s`);
    expect(seen.map(({ method, authorization }) => [method, authorization])).toEqual([
      ["POST", "Bearer t"],
      ["PATCH", "Bearer t"],
      ["DELETE", "Bearer t"],
    ]);
    expect(other.seen[0]?.authorization).toBeUndefined();
  });
});

describe("trickled candidates", () => {
  test.each([
    ["taken", 204, "", "taken"],
    ["not supported", 405, "", "failed"],
    ["refused by something that is no WHEP server", 404, "404 page not found", "failed"],
    ["refused because the session is gone", 404, '{"status":"error","error":"session not found"}', "gone"],
  ])("%s", async (_, status, body, kind) => {
    const { client, server, seen } = await connect((response) => response.writeHead(status).end(body));
    expect(await client.patchSession(`${server.url}/s`, "a=x")).toEqual({ kind });
    expect(seen[0]).toMatchObject({ method: "PATCH", type: "application/trickle-ice-sdpfrag" });
  });
});

describe("an ICE restart", () => {
  test.each([
    ["done", 200, "a=ice-ufrag:x", { kind: "restarted", fragment: "a=ice-ufrag:x" }],
    ["taken for candidates, as by MediaMTX before v1.18.2", 204, "", { kind: "taken" }],
    ["refused", 500, "{}", { kind: "failed" }],
    ["too late", 404, '{"status":"error","error":"session not found"}', { kind: "gone" }],
  ])("%s", async (_, status, body, answer) => {
    const { client, server, seen } = await connect((response) => response.writeHead(status).end(body));
    expect(await client.patchSession(`${server.url}/s`, "a=x", { signal: never, isRestart: true })).toEqual(answer);
    expect(seen[0]).toMatchObject({ method: "PATCH", type: "application/trickle-ice-sdpfrag", ifMatch: "*" });
  });

  test("is given up with its signal", async () => {
    const { client, server } = await connect(() => undefined);
    expect(await client.patchSession(`${server.url}/s`, "a=x", { signal: AbortSignal.abort() })).toEqual({ kind: "unanswered" });
  });
});
