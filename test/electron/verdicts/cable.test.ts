import { execFile, execFileSync } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { makeTempDir } from "../../support/temp-dir.ts";
import type { Message } from "./start-verdict-room.ts";

/** Its process waits for one thing after the other. Milliseconds. */
const PATIENCE = 180_000;

/** A network namespace with nothing but its loopback and a cable, whose far end is in it, too. */
const NAMESPACE =
  "ip link set lo up && ip link add cable type veth peer name far && ip addr add 10.9.0.1/24 dev cable && ip link set cable up && ip link set far up";
const unshare = (command: string): [string, string[]] => ["unshare", ["--user", "--map-root-user", "--net", "sh", "-c", command]];
const canUnplug = process.platform === "linux" && tryNamespace();
if (!canUnplug) console.warn("skipped: the test of a pulled cable needs unshare(1), ip(8) and leave to make a network namespace");

function tryNamespace(): boolean {
  try {
    execFileSync(...unshare(NAMESPACE), { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

test.skipIf(!canUnplug)(
  "a cable that is pulled is one alarm of this PC's network, although pages say nothing of their streams",
  async () => {
    const command = `${NAMESPACE} && exec ${process.execPath} ${join(import.meta.dirname, "cable-process.ts")}`;
    // What it leaves when it is ended before its own end goes with the folder.
    const env = { ...process.env, TMPDIR: makeTempDir() };
    const { stdout } = await promisify(execFile)(...unshare(command), { env, timeout: PATIENCE - 10_000 });
    const [open, resolved, ...more] = JSON.parse(stdout.trim().split("\n").at(-1)!) as Message[];
    expect(open).toMatchObject({
      kind: "open",
      alarms: [{ kind: "network_down", verdict: "network", owner: "operator", evidence: { link: "down" } }],
    });
    expect(open!.text.join()).toContain("이 PC 네트워크 연결 없음");
    expect(resolved).toMatchObject({ kind: "resolved", alarms: [{ kind: "network_down" }] });
    expect(more).toEqual([]);
  },
  PATIENCE,
);
