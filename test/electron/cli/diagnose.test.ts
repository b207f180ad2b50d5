import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { readZip } from "../../support/read-zip.ts";
import { makeTempDir } from "../../support/temp-dir.ts";

const CLI = join(import.meta.dirname, "../../../electron/cli.ts");

test("diagnose says what is in trouble, and leaves a file for support with the same in it, masked", async () => {
  const dataDir = makeTempDir();
  const servers = [{ id: "a", name: "East", whepBaseUrl: "http://127.0.0.1:9" }];
  writeFileSync(join(dataDir, "settings.json"), JSON.stringify({ language: "en", servers }));
  const file = join(dataDir, "support.zip");
  const run = promisify(execFile)(process.execPath, [CLI, "diagnose", "--data-dir", dataDir, "--file", file]);
  const { stdout, code } = await run.catch((ended: { stdout: string; code: number }) => ended) as { stdout: string; code?: number }; // prettier-ignore
  expect(code).toBe(1);
  expect(stdout).toContain("[trouble] Connection (TCP) 127.0.0.1:9: ");
  const files = readZip(readFileSync(file));
  expect(files.get("diagnostics.txt")).toContain("[trouble] Connection (TCP) [address-1]: ");
  expect(JSON.parse(files.get("versions.json")!)).toMatchObject({ kind: "cli" });
});
