import { once } from "node:events";
import { request } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { createWriteLimits } from "../../../electron/collector/create-write-limits.ts";
import { createRequestHandler } from "../../../electron/collector/handle-request.ts";
import { startHttpServer } from "../../support/http-server.ts";

const PC = "0197c0de-0000-7000-8000-000000000003";
const MEBIBYTE = 1024 * 1024;

test("who names a PC where no token is asked for takes nothing of that PC's share, and no place among the writers", async () => {
  const writers = new Set<string>();
  const limits = createWriteLimits({ recordsPerSecond: 1 }, Date.now, () => undefined);
  const taking = {
    method: "POST",
    accepts: "text/plain",
    maxBytes: 4 * MEBIBYTE,
    answer: async () => ({ status: 200, body: "" }),
  } as const;
  const listener = createRequestHandler({
    routes: [
      { ...taking, path: "/login", isOpen: true },
      { ...taking, path: "/batch", isForPcs: true },
    ],
    boundHost: "127.0.0.1",
    token: "s3cret",
    limits: {
      waitOf: (writer) => (writers.add(writer), limits.waitOf(writer)),
      charge: (writer, written) => (writers.add(writer), limits.charge(writer, written)),
    },
    log: () => undefined,
  });
  const server = await startHttpServer(listener);
  const headers = { "content-type": "text/plain", "user-agent": `MTXWatch/0.1.0 (${PC})` };

  const slow = request(`${server.url}/login`, {
    method: "POST",
    headers: { ...headers, "content-length": 4 * MEBIBYTE, expect: "100-continue" },
  });
  onTestFinished(() => void slow.on("error", () => undefined).destroy());
  slow.flushHeaders();
  await once(slow, "continue"); // its four megabytes are under way, and never come

  const body = "x".repeat(100_000);
  const reply = await fetch(`${server.url}/batch`, { method: "POST", headers: { ...headers, authorization: "Bearer s3cret" }, body });
  expect(reply.status).toBe(200);
  expect([...writers]).toEqual([`${PC} /batch`]);
});
