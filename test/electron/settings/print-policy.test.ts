import { spawnSync } from "node:child_process";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { printPolicy } from "../../../electron/settings/print-policy.ts";
import { makeTempDir } from "../../support/temp-dir.ts";

function print({ policy, own, copy }: { policy?: unknown; own?: object; copy?: object }) {
  const dataDir = makeTempDir();
  const policyFile = join(makeTempDir(), "policy.json");
  const write = (file: string, content: unknown) => content !== undefined && writeFileSync(file, JSON.stringify(content));
  write(policyFile, policy);
  write(join(dataDir, "settings.json"), own);
  write(join(dataDir, "policy.copy.json"), copy);
  const { text, exitCode } = printPolicy({ dataDir, policyFile, hostName: "wall-3" });
  return { exitCode, answer: JSON.parse(text) as unknown, dataDir, policyFile };
}

test("without any file there is nothing to print, and nothing wrong", () => {
  const { exitCode, answer, policyFile, dataDir } = print({});
  expect(exitCode).toBe(0);
  expect(answer).toMatchObject({
    policy: {},
    locked: [],
    sources: [
      { file: policyFile, state: "absent" },
      { file: join(dataDir, "settings.json"), state: "absent" },
    ],
  });
});

test("an operator's PIN is not printed, and who may be on duty is", () => {
  const { answer } = print({ policy: { operators: [{ name: "김", pinHash: `scrypt$16384$8$5$${"x".repeat(22)}$${"y".repeat(43)}` }] } });
  expect(answer).toMatchObject({ policy: { operators: [{ name: "김", pinHash: "***" }] }, locked: ["operators"] });
});

test("what is in force on this PC is printed, with where it comes from", () => {
  const settingsUrl = "http://files.site.kr/policy.json";
  const policy = { settingsUrl, hosts: [{ match: "wall-*", settings: { language: "ko" } }] };
  const { exitCode, answer, dataDir, policyFile } = print({
    policy,
    own: {},
    copy: { from: settingsUrl, policy: { wall: { columns: 2 } } },
  });
  expect(exitCode).toBe(0);
  expect(answer).toEqual({
    hostName: "wall-3",
    hasAdminPin: false,
    matched: ["wall-*"],
    settingsUrl,
    policy: { wall: { columns: 2 }, language: "ko" },
    locked: ["wall.columns", "language"],
    unknownKeys: [],
    sources: [
      { file: policyFile, state: "used" },
      { file: join(dataDir, "policy.copy.json"), from: settingsUrl, state: "used" },
      { file: join(dataDir, "settings.json"), state: "used" },
    ],
  });
});

test("a PC with a central is told that every PC sends and sounds, unless somebody says which do", () => {
  const own = { central: { enabled: true, url: "http://10.0.0.1:8000" }, alerts: { slack: { enabled: true } } };
  expect(print({ own }).answer).toMatchObject({
    warnings: [expect.stringContaining("alerts.senders is empty"), expect.stringContaining("alerts.soundAt is empty")],
  });
  const named = { ...own, alerts: { ...own.alerts, senders: ["3번 관제석"] } };
  expect(print({ own: named, policy: { alerts: { soundAt: ["3번 관제석"] } } }).answer).not.toHaveProperty("warnings");
});

test.each([
  ["a key that this version does not know", { policy: { lamps: 1 } }, { unknownKeys: ["lamps"] }],
  [
    "such a key for another PC",
    { policy: { hosts: [{ match: "x", settings: { lamps: 1 } }] } },
    { unknownKeys: ["hosts.0.settings.lamps"] },
  ],
  ["such a key in the settings", { own: { lamps: 1 } }, { unknownKeys: ["lamps"] }],
  ["a policy that is not valid", { policy: { language: "fr" } }, { sources: [{ state: "refused" }, {}] }],
])("the exit code is 2 for %s", (_name, files, expected) => {
  const { exitCode, answer } = print(files);
  expect(exitCode).toBe(2);
  expect(answer).toMatchObject(expected);
});

test("the web host prints it and starts nothing", () => {
  const dataDir = makeTempDir();
  writeFileSync(join(dataDir, "settings.json"), '{"lamps": 1}');
  const host = join(import.meta.dirname, "../../../electron/web-host.ts");
  const { status, stdout, stderr } = spawnSync(process.execPath, [host, "--print-policy", "--data-dir", dataDir], { encoding: "utf8" });
  expect([status, stderr]).toEqual([2, ""]);
  expect(JSON.parse(stdout)).toMatchObject({ unknownKeys: ["lamps"] });
  expect(readdirSync(dataDir)).toEqual(["settings.json"]);
});
