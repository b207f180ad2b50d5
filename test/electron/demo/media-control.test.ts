import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import {
  apiActionSchema,
  apiFaultSchema,
  FAULT_HELP,
  serverFaultSchema,
  streamActionSchema,
  streamFaultSchema,
} from "../../../electron/demo/media-faults.ts";
import { createMediaServer } from "../../../electron/demo/media-server.ts";
import type { MediaServer } from "../../../electron/demo/media-server.ts";
import { makeOffer, postOffer } from "./open-reader.ts";

let server: MediaServer;
beforeAll(async () => {
  server = await createMediaServer({ streams: 2, width: 160, height: 90 });
});
afterAll(() => server.close());
afterEach(() => {
  server.setServerFault(undefined);
  server.setStreamFault("*", undefined);
});

const control = (method: string, path: string, body?: unknown, headers: Record<string, string> = { "Content-Type": "application/json" }) =>
  fetch(`${server.url}/control/${path}`, { method, ...(body !== undefined && { headers, body: JSON.stringify(body) }) });
const state = async () => (await control("GET", "state")).json();

describe("The control of the media server", () => {
  test("shows a fault until it is healed", async () => {
    expect((await control("POST", "streams/demo-2", { fault: "no_stream" })).status).toBe(204);
    expect((await state()).streams).toEqual([
      { name: "demo-1", readers: 0 },
      { name: "demo-2", readers: 0, fault: { fault: "no_stream" } },
    ]);
    expect((await control("DELETE", "streams/demo-2")).status).toBe(204);
    expect((await state()).streams[1]).toEqual({ name: "demo-2", readers: 0 });
  });

  test("reaches all streams by *, and the server by itself", async () => {
    await control("POST", "streams/*", { fault: "no_packets" });
    await control("POST", "server", { fault: "status", status: 502 });
    expect(await state()).toMatchObject({ fault: { fault: "status", status: 502 }, streams: [{ fault: {} }, { fault: {} }] });
    expect((await fetch(`${server.url}/demo-1/whep`, { method: "OPTIONS" })).status).toBe(502);
  });

  test("lists each session with its id and path", async () => {
    const answer = await postOffer(`${server.url}/demo-1/whep`, await makeOffer());
    expect((await state()).sessions).toEqual([
      {
        id: answer.headers.get("ID"),
        path: "demo-1",
        state: expect.any(String),
        packetsSent: expect.any(Number),
        since: expect.stringMatching(/Z$/),
      },
    ]);
    await control("POST", "streams/demo-1", { fault: "kick" });
    expect((await state()).sessions).toEqual([]);
  });

  test("counts requests by method and address, without secrets and without its own", async () => {
    await control("DELETE", "requests");
    const answer = await postOffer(`${server.url}/demo-1/whep?token=t`, await makeOffer());
    await fetch(new URL(answer.headers.get("Location")!, server.url), { method: "DELETE" });
    expect((await state()).requests).toEqual({
      total: 2,
      byAddress: { "POST /demo-1/whep": 1, "DELETE /demo-1/whep/*": 1 },
      starting: 0,
      mostStarting: 1,
    });
  });

  test("answers the command that closes its own port", async () => {
    expect((await control("POST", "server", { fault: "down", seconds: 0.5 })).status).toBe(204);
    await expect(fetch(server.url)).rejects.toMatchObject({ cause: { code: "ECONNREFUSED" } });
    await expect.poll(() => fetch(server.url).then(({ status }) => status, String), { timeout: 40_000 }).toBe(200);
  });

  test.each([
    ["an unknown fault", "streams/demo-1", { fault: "gremlins" }, 400],
    ["a misspelt key", "streams/demo-1", { fault: "hold", second: 3 }, 400],
    ["credentials without any", "streams/demo-1", { fault: "auth" }, 400],
    ["an unknown stream", "streams/demo-9", { fault: "kick" }, 404],
    ["a broken name", "streams/%zz", { fault: "kick" }, 404],
    ["a stream's fault for the server", "server", { fault: "kick" }, 400],
    ["another address", "streams", { fault: "kick" }, 404],
  ])("refuses %s and changes nothing", async (_, path, body, status) => {
    const before = await state();
    expect((await control("POST", path, body)).status).toBe(status);
    expect(await state()).toEqual(before);
  });

  test("takes no command that a foreign page can send without being asked", async () => {
    expect((await control("POST", "server", { fault: "down" }, { "Content-Type": "text/plain" })).status).toBe(415);
    const preflight = await fetch(`${server.url}/control/server`, {
      method: "OPTIONS",
      headers: { "Access-Control-Request-Method": "POST" },
    });
    expect(preflight.headers.get("Access-Control-Allow-Origin")).toBeNull();
  });
});

describe("The help of the media server", () => {
  const examples = [...FAULT_HELP.matchAll(/^ {2}(\{.*?\})(?: |$)/gm)].map(([, example]) => JSON.parse(example!));
  const schemas = [streamFaultSchema, streamActionSchema, serverFaultSchema, apiFaultSchema, apiActionSchema];

  test("is its front page", async () => {
    expect(await (await fetch(server.url)).text()).toBe(FAULT_HELP);
  });

  test("has a valid example of every fault", () => {
    expect(examples.filter((example) => !schemas.some((schema) => schema.safeParse(example).success))).toEqual([]);
    const ofServer = [...serverFaultSchema.options, ...apiFaultSchema.options, apiActionSchema];
    const known = [...streamFaultSchema.options, ...streamActionSchema.options, ...ofServer].map(({ shape }) => shape.fault.value);
    expect(new Set(examples.map(({ fault }) => fault))).toEqual(new Set(known));
  });
});
