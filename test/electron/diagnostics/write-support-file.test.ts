import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { writeSupportFile } from "../../../electron/diagnostics/write-support-file.ts";
import type { SupportFileOptions } from "../../../electron/diagnostics/write-support-file.ts";
import { writeZip } from "../../../electron/diagnostics/write-zip.ts";
import { settingsSchema } from "../../../shared/settings.ts";
import { readZip } from "../../support/read-zip.ts";
import { makeTempDir } from "../../support/temp-dir.ts";

const NOW = new Date(2026, 0, 8, 12, 34, 56).getTime();
const SETTINGS = settingsSchema.parse({
  servers: [
    {
      id: "main",
      name: "본관",
      whepBaseUrl: "http://mediahost:8889/sub",
      apiUrl: "http://192.168.7.10:9997",
      auth: { kind: "basic", user: "campusviewer", secretRef: "cam" },
    },
  ],
  streams: [{ id: "stream-001", name: "1번 출입구", serverId: "main", path: "cam?token=pathsecret" }],
  central: { enabled: true, url: "https://central.city.kr", secretRef: "central" },
  alerts: { email: { enabled: true, host: "mailhost", user: "smtpuser", from: "Wall <wall@city.kr>", to: ["kim@city.kr"] } },
  otlp: { enabled: true, url: "https://otel.city.kr/in", headers: { "x-api-key": "headersecret" }, secretHeaders: { auth: "otel" } },
});
/** Each must be nowhere in the archive, whatever its letters' case. */
const HIDDEN = `
  192.168.7.10 10.1.2.3 fe80::1c2b:3d4e mediahost mailhost nas-1 central.city.kr otel.city.kr city.kr
  kim@ wall@ campusviewer smtpuser pathsecret headersecret urlsecret bearersecret
`
  .trim()
  .split(/\s+/);

/** A data dir with a week of logs. */
function makeDataDir(): string {
  const dataDir = makeTempDir();
  const write = (folder: string, file: string, lines: (object | string)[]): string => {
    const directory = join(dataDir, "logs", folder);
    mkdirSync(directory, { recursive: true });
    const path = join(directory, file);
    writeFileSync(path, lines.map((line) => `${typeof line === "string" ? line : JSON.stringify(line)}\n`).join(""));
    return path;
  };
  const record = {
    timestamp: "2026-01-08T03:00:00.000Z",
    streamId: "stream-001",
    errorType: "whep_post_failed",
    errorMessage: "WHEP POST failed: no route to mediahost (10.1.2.3)",
    whepUrl: "http://mediahost:8889/sub/cam/whep",
    detail: { client: { hostName: "wall-pc" }, serverError: "ask kim@city.kr", candidate: "fe80::1c2b:3d4e" },
  };
  write("mediamtx_errors", "2026-01-08.jsonl", [record, '{"torn": "http://10.1.2.3:8889/a']);
  const packed = write("mediamtx_errors", "2026-01-03.jsonl", [record]);
  writeFileSync(`${packed}.gz`, gzipSync(readFileSync(packed)));
  rmSync(packed);
  write("mediamtx_errors", "2025-12-20.jsonl", [record]);
  write("states", "2026-01-08.jsonl", [{ timestamp: record.timestamp, streamId: "stream-001", state: "down", whepUrl: record.whepUrl }]);
  write("alarms", "2026-01-08.jsonl", [{ timestamp: record.timestamp, alarmId: "server:mediahost:8889", event: "raised", id: "1" }]);
  const stack = "2026-01-08T03:00:00.000Z uncaught: Error: refused | at send (file:///opt/MTX/app.asar/out/main/main.js:12:3)";
  write("app", "2026-01-08.log", [
    stack,
    `${stack} Authorization: Bearer bearersecret https://central.city.kr/in?key=urlsecret`,
    `policy \\\\nas-1\\share, data in C:\\Users\\${os.userInfo().username}\\x on ${os.hostname()}`,
  ]);
  write("app", "2025-12-20.log", [stack]);
  return dataDir;
}

async function collect(options: Partial<SupportFileOptions> = {}) {
  const diagnostics = {
    at: new Date(NOW).toISOString(),
    checks: [
      {
        id: "server:main/mediahost:8889/dns",
        target: { kind: "server", name: "본관" },
        name: "dns",
        place: "mediahost:8889",
        finding: { code: "name_found", address: "10.1.2.3" },
        took: 3,
      } as const,
    ],
  };
  const identity = { version: "1.2.3", clientId: "client" };
  const { name, content } = writeSupportFile({
    dataDir: makeDataDir(),
    settings: SETTINGS,
    diagnostics,
    identity,
    kind: "web",
    language: "en",
    now: () => NOW,
    ...options,
  });
  const chunks: Buffer[] = [];
  for await (const chunk of content) chunks.push(chunk);
  const archive = Buffer.concat(chunks);
  return { name, archive, files: readZip(archive) };
}

test("holds what support asks for, of the last seven days, and says so", async () => {
  const { name, files } = await collect();
  expect(name).toBe("mtx-watch-support-20260108-1234.zip");
  expect([...files.keys()]).toEqual([
    "settings.json",
    "diagnostics.txt",
    "diagnostics.json",
    "versions.json",
    "app/2026-01-08.log",
    "alarms/2026-01-08.jsonl",
    "errors/2026-01-08.jsonl",
    "errors/2026-01-03.jsonl",
    "states/2026-01-08.jsonl",
    "README.txt",
  ]);
  const read = (file: string) => files.get(file)!;
  for (const file of files.keys()) if (file !== "README.txt") expect(read("README.txt")).toContain(file);
  expect(JSON.parse(read("versions.json"))).toMatchObject({ version: "1.2.3", programs: { node: process.versions.node } });
  expect(JSON.parse(read("errors/2026-01-08.jsonl").split("\n")[0]!)).toMatchObject({
    streamId: "stream-001",
    errorMessage: expect.stringMatching(/^WHEP POST failed: no route to \[host-\d+] \(\[address-\d+]\)$/),
    whepUrl: expect.stringMatching(/^\[url-\d+]$/),
  });
  expect(read("app/2026-01-08.log")).toContain("file:///opt/MTX/app.asar/out/main/main.js:12:3");
  expect(read("diagnostics.txt")).toMatch(/\[fine] Name \(DNS\) \[host-\d+]/);
});

test("has nothing in it that must stay here, and the same number for the same machine", async () => {
  const { files } = await collect();
  for (const [name, content] of files) {
    for (const hidden of HIDDEN) expect(`${name} ${content}`.toLowerCase(), `${hidden} in ${name}`).not.toContain(hidden.toLowerCase());
  }
  expect(files.get("app/2026-01-08.log")).toMatch(/policy \\\\\[host-\d+]\\share, data in C:\\Users\\\[account-\d+]\\x on \[host-\d+]$/m);
  const [url] = /\[url-\d+]/.exec(files.get("errors/2026-01-08.jsonl")!)!;
  expect(files.get("states/2026-01-08.jsonl")).toContain(url);
  const settings = JSON.parse(files.get("settings.json")!);
  expect(settings.otlp.headers).toEqual({ "x-api-key": "***" });
  expect(settings.servers[0]).toMatchObject({ name: "본관", auth: { secretRef: "cam", user: "[account-1]" } });
});

test("is as large as it may be: what had no room is named", async () => {
  const { files } = await collect({ most: 1, language: "ko" });
  expect([...files.keys()]).toEqual(["settings.json", "diagnostics.txt", "diagnostics.json", "versions.json", "README.txt"]);
  expect(files.get("README.txt")).toMatch(/너무 커서[^]*errors\/2026-01-08\.jsonl/);
});

test("of a data dir without logs is small, and no error", async () => {
  const { files } = await collect({ dataDir: makeTempDir() });
  expect(files.has("README.txt")).toBe(true);
  expect([...files.keys()].some((name) => name.includes("/"))).toBe(false);
});

test("an archive has whatever is put in, names in every language, and says how long it is", async () => {
  const long = "x".repeat(70_000);
  let bytes = 0;
  const entries = [
    { name: "빈 파일.txt", content: [] },
    { name: "folder/a.txt", content: [long, "가", long] },
  ];
  const chunks: Buffer[] = [];
  for await (const chunk of writeZip(entries, { at: new Date(2026, 0, 8), onBytes: (length) => (bytes = length) })) chunks.push(chunk);
  const archive = Buffer.concat(chunks);
  expect(bytes).toBe(archive.length);
  expect([...readZip(archive)]).toEqual([
    ["빈 파일.txt", ""],
    ["folder/a.txt", `${long}가${long}`],
  ]);
});

test("ends with the error of what it is made from", async () => {
  async function* fail(): AsyncGenerator<string> {
    yield "a";
    throw new Error("the disk is gone");
  }
  const read = async () => {
    for await (const _chunk of writeZip([{ name: "a", content: fail() }], { at: new Date(), onBytes: () => undefined })) continue;
  };
  await expect(read()).rejects.toThrow("the disk is gone");
});
