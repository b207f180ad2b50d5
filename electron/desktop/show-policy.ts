import { writeSync } from "node:fs";
import { printPolicy } from "../settings/print-policy.ts";
import type { PrintPolicyOptions } from "../settings/print-policy.ts";

const STDOUT = 1; // process.stdout, once it is touched, makes a pipe one that takes what fits and waits for nobody
const STDERR = 2;

/** Milliseconds until a pipe that is full is tried again. */
const PAUSE = 10;

/** `problem`: what is wrong with the command line. */
export type ShowPolicyOptions = PrintPolicyOptions & { problem?: string };

/**
 * `--print-policy`, before anything of the app's is there; ends the process. Its exit code is that of `printPolicy`, 2 for a command line
 * that is wrong, 1 where the answer could not be written.
 */
export function showPolicy({ problem, ...options }: ShowPolicyOptions): never {
  const { text, exitCode } = problem === undefined ? printPolicy(options) : { text: `${problem}\n`, exitCode: 2 };
  process.exit(writeAll(problem === undefined ? STDOUT : STDERR, text) ? exitCode : 1);
}

/** False where nobody reads it to its end. */
function writeAll(fd: number, text: string): boolean {
  let rest = Buffer.from(text);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(fd, rest));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") return false;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE);
    }
  }
  return true;
}
