import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { onTestFinished } from "vitest";
import { makeTempDir } from "../support/temp-dir.ts";

const PROGRAM = join(import.meta.dirname, "torture.ts");

/** The program itself ends when nothing moves; on a machine that has much else to do it moves slowly. Milliseconds. */
export const PATIENCE = 600_000;

/** Runs `npm run torture` within a test, in a directory of its own: its summary, its lines of progress, its exit code. */
export async function runTortureProgram(args: string[]): Promise<{ output: string; said: string; code: number | null }> {
  const torture = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", PROGRAM, ...args, "--data-dir", makeTempDir()], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(() => void torture.kill());
  const [output, said, [code]] = await Promise.all([text(torture.stdout), text(torture.stderr), once(torture, "close")]);
  return { output, said, code: code as number | null };
}
