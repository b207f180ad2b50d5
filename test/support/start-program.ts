import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

export interface Program {
  /** What it said after `ready`. */
  url: string;
  process: ChildProcess;
  /** Ends it and waits for its end; SIGTERM unless told otherwise. */
  stop(signal?: NodeJS.Signals): Promise<void>;
}

/** Starts one of our Node entries, from source or built, and waits for its `ready URL`. Rejects when it ends before. */
export async function startProgram(file: string, args: string[] = [], env: NodeJS.ProcessEnv = {}): Promise<Program> {
  const child = spawn(process.execPath, [file, ...args], { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (said = (said + text).slice(-4_000)));
  const lines = createInterface({ input: child.stdout });
  const [ready] = (await Promise.race([once(lines, "line"), once(child, "exit").then(() => ["ended before it was ready"])])) as string[];
  const url = /^ready (\S+)$/.exec(ready ?? "")?.[1];
  if (!url) throw new Error(`${file} did not start: ${ready}\n${said}`);
  return {
    url,
    process: child,
    async stop(signal = "SIGTERM") {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, "exit");
      child.kill(signal);
      await exited;
    },
  };
}
