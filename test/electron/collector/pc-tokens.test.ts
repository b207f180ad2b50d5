import { once } from "node:events";
import { appendFileSync, chmodSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { get } from "node:http";
import type { IncomingMessage } from "node:http";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { createWriteLimits } from "../../../electron/collector/create-write-limits.ts";
import { createRequestHandler } from "../../../electron/collector/handle-request.ts";
import { openPcTokens } from "../../../electron/collector/pc-tokens.ts";
import { formatToken, hashToken } from "../../../electron/collector/token-lines.ts";
import { startHttpServer } from "../../support/http-server.ts";
import { makeTempDir } from "../../support/temp-dir.ts";
import { makeRecords } from "./make-records.ts";
import { readJournalFiles } from "./read-journal-files.ts";
import { RECORDS_PATH, startTestCollector } from "./test-collector.ts";
import type { TestCollector } from "./test-collector.ts";

const PC = { clientId: "0197c0de-0000-7000-8000-000000000003", token: "mtxpc_three" };
const OTHER = { clientId: "0197c0de-0000-7000-8000-000000000004", token: "mtxpc_four" };
const SOON = { timeout: 10_000, interval: 20 };

const lineOf = ({ clientId, token }: typeof PC): string =>
  formatToken({ hash: hashToken(token), clientId, added: "2026-01-08T00:00:00Z", name: "3번 관제석" });

function writeTokens(file: string, text: string): string {
  writeFileSync(file, text, { mode: 0o640 });
  return file;
}

/** As the PC sends it. */
const headersOf = ({ clientId, token }: typeof PC, named = clientId): Record<string, string> => ({
  authorization: `Bearer ${token}`,
  "user-agent": `MTXWatch/0.1.0 (${named})`,
});

const postRecord = (collector: TestCollector, headers: Record<string, string>, record: unknown = makeRecords(1)[0]) =>
  collector.send(RECORDS_PATH, {
    method: "POST",
    headers: { ...headers, "content-type": "application/json" },
    body: JSON.stringify(record),
  });

async function startGuarded(): Promise<TestCollector & { dataDir: string; file: string }> {
  const dataDir = makeTempDir();
  const file = writeTokens(join(dataDir, "pc-tokens"), `# tokens\n${lineOf(PC)}${lineOf(OTHER)}`);
  return { ...(await startTestCollector({ dataDir, token: "s3cret" })), dataDir, file };
}

describe("a PC's own token", () => {
  test("writes, finds out what the collector takes, passes the test of the connection, and reads nothing", async () => {
    const collector = await startGuarded();
    const headers = headersOf(PC);
    expect((await postRecord(collector, headers)).status).toBe(201);
    expect(await collector.send("/api/v1/error-logs", { headers })).toMatchObject({ status: 200, body: { batch: true } });
    expect(await collector.send(`${RECORDS_PATH}/latest?limit=1`, { headers })).toMatchObject({
      status: 200,
      body: { count: 0, logs: [] },
    });
    for (const path of ["/metrics", "/openapi.json"]) expect((await collector.send(path, { headers })).status).toBe(403);
    expect((await collector.send(`${RECORDS_PATH}/latest`)).body).toMatchObject({ count: 1 }); // with the token that all share
  });

  test("is good for the PC that it was made for alone", async () => {
    const collector = await startGuarded();
    expect((await postRecord(collector, headersOf(PC, PC.clientId.toUpperCase()))).status).toBe(201);
    for (const userAgent of [`MTXWatch/0.1.0 (${OTHER.clientId})`, "MTXWatch/0.1.0", "curl/8", ""]) {
      const refused = await postRecord(collector, { ...headersOf(PC), "user-agent": userAgent });
      expect(refused).toMatchObject({ status: 403, body: { detail: expect.stringContaining("User-Agent") } });
    }
  });

  test("writes no record in the name of another PC that has one, but what waited since before it got a new id", async () => {
    const collector = await startGuarded();
    const [own, older, forged] = makeRecords(3).map((record, at) => {
      const id = [PC.clientId, "0197c0de-0000-7000-8000-00000000000f", OTHER.clientId.toUpperCase()][at]!;
      return { ...record, detail: { ...record.detail, client: { ...record.detail.client, id } } };
    });
    const headers = { ...headersOf(PC), "content-type": "application/x-ndjson" };
    const body = [own, older, forged].map((record) => `${JSON.stringify(record)}\n`).join("");
    const reply = await collector.send(`${RECORDS_PATH}/batch`, { method: "POST", headers, body });
    expect(reply.body).toMatchObject({ accepted: 2, rejected: [{ id: forged!.id, reason: expect.stringContaining("another PC's") }] });
    expect((await postRecord(collector, headersOf(PC), forged)).status).toBe(422);
    expect((await postRecord(collector, headersOf(OTHER), forged)).status).toBe(201);
    expect(readJournalFiles(collector.dataDir)).toEqual([own, older, forged]);
  });

  test("is withdrawn and given while the collector runs, and the token that all share goes on", async () => {
    const collector = await startGuarded();
    writeTokens(collector.file, lineOf(OTHER));
    await vi.waitFor(async () => expect((await postRecord(collector, headersOf(PC))).status).toBe(401), SOON);
    expect((await postRecord(collector, headersOf(OTHER))).status).toBe(201);
    appendFileSync(collector.file, lineOf(PC));
    await vi.waitFor(async () => expect((await postRecord(collector, headersOf(PC))).status).toBe(201), SOON);
    rmSync(collector.file);
    await vi.waitFor(async () => expect((await postRecord(collector, headersOf(PC))).status).toBe(401), SOON);
    expect((await collector.post(makeRecords(1)[0])).status).toBe(201);
  });

  test.skipIf(process.platform === "win32")("is none in a file that everybody may read, and the log says why", async () => {
    const collector = await startGuarded();
    chmodSync(collector.file, 0o644);
    await vi.waitFor(async () => expect((await postRecord(collector, headersOf(PC))).status).toBe(401), SOON);
    expect(collector.logged.join()).toMatch(/pc-tokens may be read or written by everybody \(chmod 0640\)/);
    chmodSync(collector.file, 0o600);
    await vi.waitFor(async () => expect((await postRecord(collector, headersOf(PC))).status).toBe(201), SOON);
  });

  test("stands on a line of its own: what is no line holds up no other, and the log says which it is", async () => {
    const logged: string[] = [];
    const file = writeTokens(join(makeTempDir(), "pc-tokens"), `${lineOf(PC)}nonsense\n${lineOf(OTHER).toUpperCase()}${lineOf(OTHER)}`);
    const tokens = openPcTokens(file, (message) => logged.push(message));
    expect([tokens.find(PC.token)?.name, tokens.find(OTHER.token)?.clientId, tokens.find("")]).toEqual([
      "3번 관제석",
      OTHER.clientId,
      undefined,
    ]);
    expect(logged).toEqual([expect.stringMatching(/no token stands in line 2, 3$/)]);
    expect(readFileSync(file, "utf8")).not.toContain(PC.token);
    tokens.close();
  });

  test("that is withdrawn ends what its PC listens to", async () => {
    const file = writeTokens(join(makeTempDir(), "pc-tokens"), lineOf(PC) + lineOf(OTHER));
    const pcTokens = openPcTokens(file, () => undefined);
    const never = new Promise<never>(() => undefined);
    const routes = [{ method: "GET", path: "/acts", isForPcs: true, answer: () => never }] as const;
    const limits = createWriteLimits({ recordsPerSecond: 0 }, Date.now, () => undefined);
    const listen = createRequestHandler({ routes, limits, boundHost: "127.0.0.1", token: "s3cret", pcTokens, log: () => undefined });
    const server = await startHttpServer((request, response) => {
      response.writeHead(200, { "Content-Type": "text/event-stream" }).flushHeaders();
      listen(request, response);
    });
    const [withdrawn, kept] = await Promise.all(
      [PC, OTHER].map(async (pc) => {
        const [response] = (await once(get(`${server.url}/acts`, { headers: headersOf(pc) }), "response")) as [IncomingMessage];
        return response.on("error", () => undefined).resume();
      }),
    );
    writeTokens(file, lineOf(OTHER));
    await vi.waitUntil(() => withdrawn!.closed, SOON);
    expect(kept!.closed).toBe(false);
    kept!.destroy();
    pcTokens.close();
  });
});
