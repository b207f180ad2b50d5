import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";
import { makeTempDir } from "../support/temp-dir.ts";

const PROGRAM = join(import.meta.dirname, "torture.ts");

test("thirty kills and damages in a storm lose nothing and leave nothing twice", async () => {
  const dataDir = makeTempDir();
  const args = ["--kills", "30", "--records", "6000", "--seed", "1", "--data-dir", dataDir];
  const torture = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", PROGRAM, ...args], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(() => void torture.kill("SIGKILL"));
  const [output, said, [code]] = await Promise.all([text(torture.stdout), text(torture.stderr), once(torture, "close")]);

  expect(output.trimEnd().split("\n"), said).toContain("nothing was lost, nothing is there twice");
  expect(output).toMatch(/^reports answered +6000$/m);
  expect(code).toBe(0);
});
