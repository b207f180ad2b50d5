import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import type { ShowPolicyOptions } from "../../../electron/desktop/show-policy.ts";
import { makeTempDir } from "../../support/temp-dir.ts";

const MODULE = new URL("../../../electron/desktop/show-policy.ts", import.meta.url).href;

/** Node's arguments: in a process of its own, with a pipe that waits for nobody, as another program of the same shell may leave it. */
function makeArguments(options: Partial<ShowPolicyOptions>): string[] {
  const program = `void process.stdout.fd;
    const { showPolicy } = await import(${JSON.stringify(MODULE)});
    showPolicy(${JSON.stringify({ dataDir: makeTempDir(), ...options })});`;
  return ["--input-type=module", "-e", program];
}

/** Of some 3 MB, with a key that nobody knows. */
function writeLongPolicy(): string {
  const policyFile = join(makeTempDir(), "policy.json");
  const streams = Array.from({ length: 10_000 }, (_, n) => ({ id: `s${n}`, serverId: "main", path: `gate/${n}`, name: "x".repeat(200) }));
  writeFileSync(policyFile, JSON.stringify({ servers: [{ id: "main", whepBaseUrl: "http://127.0.0.1:9" }], streams, lamps: 1 }));
  return policyFile;
}

test("a policy of megabytes is printed to its end", () => {
  const args = makeArguments({ policyFile: writeLongPolicy() });
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: "utf8", maxBuffer: 16 * 1024 * 1024 });
  expect([status, stderr]).toEqual([2, ""]);
  expect(JSON.parse(stdout)).toMatchObject({ policy: { streams: { length: 10_000 } }, unknownKeys: ["lamps"] });
});

test("nobody waits for a reader that has gone", async () => {
  const child = spawn(process.execPath, makeArguments({ policyFile: writeLongPolicy() }), { stdio: ["ignore", "pipe", "pipe"] });
  child.stdout.destroy();
  const [complaint, ended] = await Promise.all([text(child.stderr), once(child, "exit")]);
  expect([complaint, ended]).toEqual(["", [1, null]]); // what nobody catches is a dialog in Electron
});

test("a command line that is wrong prints no policy, and says what is wrong", () => {
  const args = makeArguments({ problem: "--config needs a path" });
  expect(spawnSync(process.execPath, args, { encoding: "utf8" })).toMatchObject({
    status: 2,
    stdout: "",
    stderr: "--config needs a path\n",
  });
});
