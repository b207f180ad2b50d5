import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";

const PROGRAM = join(import.meta.dirname, "../calm/calm.ts");

test("load, a hidden window, sleep, a stuck page and a changed clock are no failure of a healthy stream", async () => {
  const args = ["--disable-warning=ExperimentalWarning", PROGRAM, "--once", "--streams", "4"];
  const calm = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
  onTestFinished(() => void calm.kill());
  const [output, said, [code]] = await Promise.all([text(calm.stdout), text(calm.stderr), once(calm, "close")]);

  expect(output.trimEnd().split("\n"), said).toContain("no false alarm");
  expect(output).toMatch(/^records +0$/m);
  expect(code).toBe(0);
});
