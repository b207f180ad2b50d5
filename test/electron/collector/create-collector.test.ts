import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { get } from "node:http";
import type { IncomingMessage } from "node:http";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createCollector } from "../../../electron/collector/create-collector.ts";
import { MAX_BATCH } from "../../../shared/record.ts";
import { DEFAULT_SETTINGS } from "../../../shared/settings.ts";
import { UUID_PATTERN } from "../../../shared/uuid-v7.ts";
import { makeTempDir } from "../../support/temp-dir.ts";
import { makeRecords, makeSeedRecord } from "./make-records.ts";
import { readJournalFiles } from "./read-journal-files.ts";
import { RECORDS_PATH, startTestCollector } from "./test-collector.ts";

const ids = (records: readonly { id?: unknown }[]) => records.map(({ id }) => id);

describe("one record", () => {
  test("is stored as it came and answered with its id", async () => {
    const dataDir = makeTempDir();
    const collector = await startTestCollector({ dataDir });
    const [record] = makeRecords(1);

    expect(await collector.post(record)).toMatchObject({ status: 201, body: { status: "ok", id: record!.id } });

    expect(readJournalFiles(dataDir)).toEqual([record]);
  });

  test("of the seed's own page gets an id, each time anew", async () => {
    const dataDir = makeTempDir();
    const collector = await startTestCollector({ dataDir });
    const record = makeSeedRecord();

    const replies = [await collector.post(record), await collector.post(record)];

    const stored = readJournalFiles(dataDir);
    expect(stored).toEqual([record, record].map((sent) => ({ ...sent, id: expect.stringMatching(UUID_PATTERN) })));
    expect(ids(stored)).toEqual(replies.map(({ body }) => (body as { id: string }).id));
    expect(new Set(ids(stored)).size).toBe(2);
  });

  test("that comes again is answered alike and stored once", async () => {
    const dataDir = makeTempDir();
    const collector = await startTestCollector({ dataDir });
    const [record] = makeRecords(1);
    await collector.post(record);

    const again = await collector.post({ ...record, id: record!.id.toUpperCase() });

    expect(again).toMatchObject({ status: 200, body: { status: "ok" } });
    expect(readJournalFiles(dataDir)).toEqual([record]);
  });

  test("that comes twenty times at once is stored once", async () => {
    const dataDir = makeTempDir();
    const collector = await startTestCollector({ dataDir });
    const [record] = makeRecords(1);

    const replies = await Promise.all(Array.from({ length: 20 }, () => collector.post(record)));

    expect(replies.map(({ status }) => status).sort()).toEqual([...Array<number>(19).fill(200), 201]);
    expect(readJournalFiles(dataDir)).toEqual([record]);
  });

  test.each([
    ["broken JSON", "{", 400],
    ["an unknown errorType", { ...makeSeedRecord(), errorType: "oops" }, 422],
    ["too many bytes", { ...makeSeedRecord(), errorMessage: "x".repeat(70_000) }, 413],
  ])("with %s is refused in words and changes nothing", async (_, record, status) => {
    const dataDir = makeTempDir();
    const collector = await startTestCollector({ dataDir });

    expect(await collector.post(record)).toMatchObject({ status, body: { detail: expect.stringMatching(/\w+ \w+/) } });

    expect(readJournalFiles(dataDir)).toEqual([]);
    expect((await collector.send(`${RECORDS_PATH}/latest`)).body).toEqual({ count: 0, logs: [] });
  });

  test.each([
    ["as another type", { "content-type": "text/plain" }, 415],
    ["without a type", {}, 415],
    ["compressed", { "content-type": "application/json", "content-encoding": "gzip" }, 415],
    ["in bytes that are no UTF-8", { "content-type": "application/json; charset=utf-8" }, 400],
  ])("%s is refused", async (_, headers, status) => {
    const collector = await startTestCollector({ dataDir: makeTempDir() });
    const body = Buffer.concat([Buffer.from(JSON.stringify(makeSeedRecord())), Buffer.from([0xff])]);
    expect(await collector.send(RECORDS_PATH, { method: "POST", headers, body })).toMatchObject({ status });
  });
});

describe("a batch", () => {
  test("is stored in its order, without what was there and what is no record", async () => {
    const dataDir = makeTempDir();
    const collector = await startTestCollector({ dataDir });
    const [first, second, third] = makeRecords(3);
    await collector.post(first);
    const wrong = { ...makeRecords(1)[0]!, errorType: "oops" };

    const reply = await collector.postBatch([third, first, wrong, "{", second, third]);

    expect(reply).toMatchObject({ status: 200, body: { accepted: 2, duplicates: 2 } });
    const { rejected } = reply.body as { rejected: unknown };
    expect(rejected).toEqual([
      { id: wrong.id, reason: expect.stringMatching(/^errorType: /) },
      { id: null, reason: expect.stringMatching(/^not JSON: /) },
    ]);
    expect(readJournalFiles(dataDir)).toEqual([first, third, second]);
  });

  test("that shares records with others at the same time stores each once", async () => {
    const dataDir = makeTempDir();
    const collector = await startTestCollector({ dataDir });
    const records = makeRecords(90);

    const replies = await Promise.all([0, 30].flatMap((from) => [0, 1].map(() => collector.postBatch(records.slice(from, from + 60)))));

    const accepted = replies.map(({ body }) => (body as { accepted: number }).accepted);
    expect(accepted.reduce((sum, count) => sum + count)).toBe(90);
    expect(ids(readJournalFiles(dataDir)).sort()).toEqual(ids(records).sort());
  });

  test.each([
    ["lines", Array<string>(MAX_BATCH.records + 1).fill("{}")],
    ["bytes", ["x".repeat(MAX_BATCH.bytes)]],
  ])("with too many %s is refused as a whole", async (_, lines) => {
    const dataDir = makeTempDir();
    const collector = await startTestCollector({ dataDir });

    expect(await collector.postBatch([...makeRecords(1), ...lines])).toMatchObject({ status: 413 });

    expect(readJournalFiles(dataDir)).toEqual([]);
  });

  test("whose length was not announced is refused once it is too large", async () => {
    const collector = await startTestCollector({ dataDir: makeTempDir() });
    const endless = new ReadableStream({ pull: (stream) => stream.enqueue(new Uint8Array(256 * 1024).fill(0x78)) });
    const headers = { "content-type": "application/x-ndjson" };
    const init = { method: "POST", headers, body: endless, duplex: "half" } as RequestInit;
    expect(await collector.send(`${RECORDS_PATH}/batch`, init)).toMatchObject({ status: 413 });
  });
});

describe("the latest records", () => {
  test("come newest first by arrival, fifty unless asked otherwise", async () => {
    const collector = await startTestCollector({ dataDir: makeTempDir() });
    const records = makeRecords(60);
    await collector.postBatch(records);

    const newestFirst = records.toReversed();
    expect((await collector.send(`${RECORDS_PATH}/latest`)).body).toEqual({ count: 50, logs: newestFirst.slice(0, 50) });
    expect((await collector.send(`${RECORDS_PATH}/latest?limit=1`)).body).toEqual({ count: 1, logs: newestFirst.slice(0, 1) });
    expect((await collector.send(`${RECORDS_PATH}/latest?limit=1000`)).body).toEqual({ count: 60, logs: newestFirst });
  });

  test.each(["0", "1001", "-1", "1.5", "many", ""])('are not given for limit="%s"', async (limit) => {
    const collector = await startTestCollector({ dataDir: makeTempDir() });
    const reply = await collector.send(`${RECORDS_PATH}/latest?limit=${limit}`);
    expect(reply).toMatchObject({ status: 422, body: { detail: expect.stringContaining("from 1 to 1000") } });
  });

  test("pass over damaged lines, and show what the seed's own page wrote", async () => {
    const dataDir = makeTempDir();
    const seedRecord = makeSeedRecord();
    writeLog(dataDir, "2026-01-08.jsonl", [JSON.stringify(seedRecord), ...Array<string>(9).fill('{"timestamp":'), "[]"]);
    const collector = await startTestCollector({ dataDir });
    expect((await collector.send(`${RECORDS_PATH}/latest?limit=1`)).body).toEqual({ count: 1, logs: [seedRecord] });
  });
});

describe("the collector", () => {
  test("announces batches", async () => {
    const collector = await startTestCollector({ dataDir: makeTempDir() });
    expect(await collector.send("/api/v1/error-logs")).toMatchObject({ status: 200, body: { batch: true } });
  });

  test("counts for Prometheus", async () => {
    const collector = await startTestCollector({ dataDir: makeTempDir() });
    const [record, other] = makeRecords(2);
    await collector.post(record);
    await collector.postBatch([record, other, "{"]);

    const reply = await collector.send("/metrics");

    expect(reply.headers.get("content-type")).toMatch(/^text\/plain; version=0\.0\.4/);
    const samples = new Map((reply.body as string).split("\n").map((line) => line.split(" ") as [string, string]));
    expect(samples.get('mtx_collector_records_stored_total{error_type="whep_post_failed"}')).toBe("2");
    expect(samples.get('mtx_collector_records_stored_total{error_type="unknown"}')).toBe("0");
    expect(samples.get("mtx_collector_records_duplicate_total")).toBe("1");
    expect(samples.get("mtx_collector_records_rejected_total")).toBe("1");
    expect(samples.get("mtx_collector_journal_up")).toBe("1");
    const bytes = [record, other].reduce((sum, stored) => sum + Buffer.byteLength(JSON.stringify(stored)) + 1, 0);
    expect(samples.get("mtx_collector_stored_bytes_total")).toBe(String(bytes));
  });

  test("describes itself in OpenAPI, and every call it describes is there", async () => {
    const pageDirectory = makeTempDir();
    mkdirSync(join(pageDirectory, "assets"));
    writeFileSync(join(pageDirectory, "fleet.html"), "<!doctype html>");
    writeFileSync(join(pageDirectory, "assets", "fleet-1.js"), "");
    const collector = await startTestCollector({ dataDir: makeTempDir(), pageDirectory });
    const { body } = await collector.send("/openapi.json");
    const { paths } = body as { paths: Record<string, Record<string, unknown>> };
    expect(Object.keys(paths).length).toBeGreaterThan(7);
    for (const [path, operations] of Object.entries(paths)) {
      for (const method of Object.keys(operations)) {
        const reply = await collector.send(path.replace("{name}", "fleet-1.js"), { method: method.toUpperCase() });
        const here = path.endsWith("/acts") ? 422 : 200; // a stream goes on for as long as a PC listens, and this is none
        expect([path, method, reply.status]).toEqual([path, method, method === "post" ? 415 : here]);
      }
    }
  });

  test("says what is not there, and how else to ask", async () => {
    const collector = await startTestCollector({ dataDir: makeTempDir() });
    expect(await collector.send("/api/v2")).toMatchObject({ status: 404, body: { detail: expect.stringContaining("/openapi.json") } });
    const reply = await collector.send(RECORDS_PATH, { method: "DELETE" });
    expect(reply).toMatchObject({ status: 405, body: { detail: expect.stringContaining("DELETE") } });
    expect(reply.headers.get("allow")).toBe("POST");
  });

  test("gives pages of another origin nothing", async () => {
    const dataDir = makeTempDir();
    const collector = await startTestCollector({ dataDir });
    const preflight = { origin: "http://evil.example", "access-control-request-method": "POST" };
    const asked = await fetch(collector.url + RECORDS_PATH, { method: "OPTIONS", headers: preflight });
    const read = await collector.send(`${RECORDS_PATH}/latest`, { headers: { origin: "http://evil.example" } });
    expect([asked.status, read.status]).toEqual([403, 403]);
    for (const { headers } of [asked, read]) {
      expect([...headers.keys()].filter((name) => name.startsWith("access-control-"))).toEqual([]);
    }
  });

  test("answers nobody who reaches it by a name that was rebound to loopback", async () => {
    const collector = await startTestCollector({ dataDir: makeTempDir() });
    const asked = get(`${collector.url}${RECORDS_PATH}/latest`, { headers: { host: "evil.example" } });
    const [reply] = (await once(asked, "response")) as [IncomingMessage];
    reply.resume();
    expect(reply.statusCode).toBe(403);
  });

  test("answers only to who brings the token, except for its health", async () => {
    const dataDir = makeTempDir();
    const collector = await startTestCollector({ dataDir, token: "s3cret" });
    const authorization = "Bearer wrong";
    for (const path of [`${RECORDS_PATH}/latest`, "/metrics", "/api/v1/error-logs", "/openapi.json"]) {
      expect((await collector.send(path)).status).toBe(200);
      const refused = await collector.send(path, { headers: { authorization } });
      expect(refused.status).toBe(401);
      expect(refused.headers.get("www-authenticate")).toBe("Bearer");
    }
    expect(await collector.send("/healthz", { headers: { authorization } })).toMatchObject({ status: 200, body: { status: "ok" } });
    const headers = { authorization, "content-type": "application/json" };
    const body = JSON.stringify(makeSeedRecord());
    expect(await collector.send(RECORDS_PATH, { method: "POST", headers, body })).toMatchObject({ status: 401 });
    expect(readJournalFiles(dataDir)).toEqual([]);
  });

  test("does not start where others could reach it without a token, nor on a data dir in use, nor on a port in use", async () => {
    const dataDir = makeTempDir();
    const options = { limits: DEFAULT_SETTINGS.logs, now: Date.now, log: () => {}, host: "127.0.0.1", port: 0 };
    await expect(createCollector({ ...options, dataDir, host: "0.0.0.0" })).rejects.toThrow(/needs a token/);

    const running = await startTestCollector({ dataDir });
    await expect(createCollector({ ...options, dataDir })).rejects.toThrow(/another process/);
    const free = makeTempDir();
    await expect(createCollector({ ...options, dataDir: free, port: Number(new URL(running.url).port) })).rejects.toThrow(/EADDRINUSE/);
    await startTestCollector({ dataDir: free }); // what failed to start has let go of its data dir
  });
});

function writeLog(dataDir: string, name: string, lines: string[]): void {
  const directory = join(dataDir, "logs", "mediamtx_errors");
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, name), lines.map((line) => `${line}\n`).join(""));
}
