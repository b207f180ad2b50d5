import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { basename } from "node:path";
import { createInterface } from "node:readline";

export interface ChildServiceOptions {
  command: string;
  args: string[];
  env?: NodeJS.ProcessEnv;
  /** Each line that the program says on stderr. */
  log: (line: string) => void;
  /** How the program says on stdout that it serves: `ready URL`. Without it the program counts as ready once it runs. */
  saysReady?: boolean;
}

/** A program that does not end when asked to is killed after so many milliseconds. */
const LONGEST_GOODBYE = 15_000;

/** A program of the demo that can be stopped, killed and started again. */
export interface ChildService {
  /** Resolves with the URL of `ready URL`, or "" for a program that says none; rejects when it ends before. */
  start(): Promise<string>;
  /** Ends it cleanly (SIGTERM) and waits for its end. */
  stop(): Promise<void>;
  /** Ends it as a power cut would (SIGKILL) and waits for its end. */
  kill(): Promise<void>;
  isRunning(): boolean;
}

export function createChildService({ command, args, env = {}, log, saysReady = true }: ChildServiceOptions): ChildService {
  let child: ChildProcess | undefined;

  async function end(signal: NodeJS.Signals): Promise<void> {
    const ending = child;
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return;
    const ended = new Promise<void>((resolve) => ending.once("exit", () => resolve()));
    ending.kill(signal);
    const lastWord = setTimeout(() => ending.kill("SIGKILL"), LONGEST_GOODBYE);
    await ended;
    clearTimeout(lastWord);
  }

  return {
    async start() {
      const started = spawn(command, args, { env: { ...process.env, ...env }, stdio: ["pipe", "pipe", "pipe"] });
      child = started;
      // Whatever ends us before all is started and can be stopped in order: nobody is left behind.
      const endWithUs = (): void => void started.kill();
      process.once("exit", endWithUs);
      started.once("exit", () => process.off("exit", endWithUs));
      createInterface({ input: started.stderr }).on("line", log);
      const lines = createInterface({ input: started.stdout });
      return new Promise<string>((resolve, reject) => {
        started.once("error", reject);
        started.once("exit", (code, signal) =>
          reject(new Error(`${nameOf(command, args)} ended with ${code ?? signal} before it was ready`)),
        );
        if (!saysReady) started.once("spawn", () => resolve(""));
        lines.on("line", (line) => {
          const url = /^ready (\S+)$/.exec(line)?.[1];
          if (url !== undefined) resolve(url);
        });
      });
    },
    stop: () => end("SIGTERM"),
    kill: () => end("SIGKILL"),
    isRunning: () => child !== undefined && child.exitCode === null && child.signalCode === null,
  };
}

/** The script that Node runs, without its folder; else the program. */
function nameOf(command: string, args: readonly string[]): string {
  return basename(args.find((arg) => !arg.startsWith("-")) ?? command);
}
