import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createControlRoom } from "../../../electron/control-room.ts";
import { createWebHost } from "../../../electron/web/create-web-host.ts";
import type { WebHost } from "../../../electron/web/create-web-host.ts";
import type { LogSource, LogSummary } from "../../../shared/log-api.ts";
import type { Result } from "../../../shared/api-names.ts";
import { makeUuidV7 } from "../../../shared/uuid-v7.ts";
import { makeControlRoomOptions } from "../../support/control-room-options.ts";
import { SEED_RECORD } from "../../support/seed-record.ts";

const folder = mkdtempSync(join(tmpdir(), "mtx-watch-opened-"));
const opened = join(folder, "index", "opened");
const token = "token-of-this-test";
let host: WebHost;
let origin: string;
let cookie: string;

async function startHost(): Promise<void> {
  host = await createWebHost({
    port: 0,
    token,
    rendererDirectory: folder,
    openControlRoom: (pageOrigin) => createControlRoom(makeControlRoomOptions(folder, { pageOrigin })),
  });
  ({ origin } = new URL(host.url));
  const answer = await fetch(host.url, { redirect: "manual" });
  cookie = answer.headers.getSetCookie()[0]!.split(";")[0]!;
}

beforeAll(startHost);
afterAll(async () => {
  await host.close();
  rmSync(folder, { recursive: true, force: true });
});

async function call<T>(method: string, input: unknown): Promise<T> {
  const headers = { cookie, "content-type": "application/json" };
  const answer = await fetch(`${origin}/api/${method}`, { method: "POST", headers, body: JSON.stringify(input) });
  const result = (await answer.json()) as Result<T>;
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

interface Sent {
  id?: string;
  name?: string;
  offset?: number | string;
  headers?: Record<string, string>;
}

const BYTES = new TextEncoder().encode(`${JSON.stringify(SEED_RECORD)}\n`);

async function send(bytes: Uint8Array, { id = makeId(), name = "a.jsonl", offset = 0, headers = {} }: Sent = {}) {
  const query = new URLSearchParams({ id, name, offset: String(offset) });
  const response = await fetch(`${origin}/api/opened-logs?${query}`, {
    method: "POST",
    headers: { cookie, "content-type": "application/octet-stream", ...headers },
    body: new Blob([bytes as Uint8Array<ArrayBuffer>]),
  });
  const result = (await response.json()) as Result<{ path: string }>;
  return { status: response.status, ...result };
}

function makeId(): string {
  return makeUuidV7(Date.now(), crypto.getRandomValues(new Uint8Array(10)));
}

const keptFiles = (): string[] => (existsSync(opened) ? readdirSync(opened, { recursive: true, encoding: "utf8" }) : []);

describe("logs whose contents a page sends", () => {
  test("are one source, in parts and compressed, in their dates' order, until it is closed", async () => {
    const id = makeId();
    const line = (streamId: string) => `${JSON.stringify({ ...SEED_RECORD, streamId })}\n`;
    const newer = Buffer.from(line("newest"));
    for (let offset = 0; offset < newer.length; offset += 50) {
      expect(await send(newer.subarray(offset, offset + 50), { id, offset, name: "관제 2 2026-01-09.jsonl" })).toMatchObject({ ok: true });
    }
    await send(gzipSync(line("middle")), { id, name: "2026-01-08.jsonl.gz" });
    const sent = await send(Buffer.from(line("oldest")), { id, name: "z 2026-01-07.jsonl" });
    if (!sent.ok) throw new Error(sent.error.message);
    const source = await call<LogSource>("openLogs", { path: sent.value.path });
    expect(source.files).toBe(3);
    const page = await call<{ rows: { fields: { stream: string } }[] }>("readLogPage", { source: source.source });
    expect(page.rows.map(({ fields }) => fields.stream)).toEqual(["newest", "middle", "oldest"]);
    expect((await call<LogSummary>("summarizeLogs", { source: source.source })).records).toBe(3);
    expect(keptFiles().length).toBe(4);
    await call("closeLogs", { source: source.source });
    expect(keptFiles()).toEqual([]);
  });

  test.each([
    ["../../../../etc/passwd.jsonl", "_.._.._.._.._etc_passwd.jsonl"],
    ["..\\..\\evil.jsonl", "_.._.._evil.jsonl"],
    ["/etc/cron.d/x.jsonl", "_etc_cron.d_x.jsonl"],
    [".hidden.jsonl", "_.hidden.jsonl"],
    ["C:stream.jsonl", "C_stream.jsonl"],
    ["nul.jsonl", "_nul.jsonl"],
    ["a\u0000b\nc\u202E.jsonl", "a_b_c_.jsonl"],
    [`${"x".repeat(5_000)}.jsonl.gz`, `${"x".repeat(120)}.jsonl.gz`],
  ])("%j is kept as %j", async (name, wanted) => {
    const id = makeId();
    expect(await send(BYTES, { id, name })).toMatchObject({ ok: true, value: { path: join(opened, id) } });
    expect(readdirSync(join(opened, id))).toEqual([wanted]);
  });

  test.each<[string, Sent, number]>([
    ["no log", { name: "settings.json" }, 200],
    ["a name that only looks like one", { name: "x.jsonl.exe" }, 200],
    ["no name", { name: "" }, 200],
    ["an end alone", { name: ".jsonl" }, 200],
    ["an id that is a path", { id: "../../logs" }, 200],
    ["no id", { id: "" }, 200],
    ["a part without those before it", { offset: 10 }, 200],
    ["an offset that is no number", { offset: "-1" }, 400],
    ["another type", { headers: { "content-type": "text/plain" } }, 415],
    ["no cookie", { headers: { cookie: "" } }, 401],
    ["another site", { headers: { origin: "https://attacker.example" } }, 403],
    ["an opaque origin", { headers: { origin: "null" } }, 403],
  ])("%s is refused, and nothing is kept", async (_what, sent, status) => {
    const before = keptFiles();
    const files = (names: string[]) => names.filter((name) => name.endsWith("l") || name.endsWith("z"));
    const answer = await send(BYTES, sent);
    expect(answer).toMatchObject({ ok: false, status });
    expect(files(keptFiles())).toEqual(files(before));
  });

  test("a part that is too large is answered and not kept; a file is not written over", async () => {
    const id = makeId();
    expect(await send(new Uint8Array(8 * 1024 * 1024 + 1), { id })).toMatchObject({ ok: false, status: 413 });
    expect(existsSync(join(opened, id))).toBe(false);
    await send(BYTES, { id });
    expect(await send(new Uint8Array(3), { id })).toMatchObject({ ok: false, error: { message: "two files of one name" } });
    expect(readFileSync(join(opened, id, "a.jsonl"))).toEqual(Buffer.from(BYTES));
  });

  test("are discarded when a page thinks better of it, even those of another part on its way", async () => {
    const id = makeId();
    const discard = (query: string) => fetch(`${origin}/api/opened-logs?id=${query}`, { method: "DELETE", headers: { cookie } });
    await send(BYTES, { id });
    for (const hostile of ["..", "%2E%2E%2F..%2Flogs", ""]) expect(await (await discard(hostile)).json()).toMatchObject({ ok: false });
    expect(existsSync(join(opened, id, "a.jsonl"))).toBe(true);
    expect((await fetch(`${origin}/api/opened-logs?id=${id}`, { method: "DELETE" })).status).toBe(401);
    expect(await (await discard(id)).json()).toEqual({ ok: true, value: {} });
    expect(await send(BYTES, { id, offset: BYTES.length })).toMatchObject({ ok: false, error: { code: "cancelled" } });
    expect(existsSync(join(opened, id))).toBe(false);
  });

  test("other methods do nothing", async () => {
    for (const method of ["GET", "PUT", "PATCH"]) {
      const response = await fetch(`${origin}/api/opened-logs?id=${makeId()}&name=a.jsonl&offset=0`, { method, headers: { cookie } });
      expect(response.status, method).toBe(405);
    }
  });

  test("those of an earlier run are gone at the start", async () => {
    await send(BYTES);
    expect(keptFiles()).not.toEqual([]);
    await host.close();
    mkdirSync(join(opened, "left over", makeId()), { recursive: true });
    await startHost();
    expect(keptFiles()).toEqual([]);
  });
});
