import { spawn, spawnSync } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import type { ChildService } from "../../electron/demo/child-service.ts";

export interface ElectronServiceOptions {
  executable: string;
  args: string[];
  /** Each line that the app says on stderr. */
  log: (line: string) => void;
}

export interface ElectronService extends ChildService {
  /** Of the main process. */
  pid(): number | undefined;
}

/** An app that does not end when asked to (it shows why it could not start, say) is killed after so many milliseconds. */
const LONGEST_GOODBYE = 15_000;

/** The desktop app with all its processes. `start` resolves with the address of its DevTools; the app is then still opening its window. */
export function createElectronService({ executable, args, log }: ElectronServiceOptions): ElectronService {
  let app: ChildProcess | undefined;
  const noSandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : []; // root cannot run with a sandbox
  const isRunning = (): boolean => app !== undefined && app.exitCode === null && app.signalCode === null;

  /** "close" comes when the last process that shares its stderr has ended: nothing of it holds a file any more. */
  async function end(signal: (pid: number) => void): Promise<void> {
    if (!app || !isRunning()) return;
    const ending = app;
    const closed = new Promise<void>((resolve) => ending.once("close", () => resolve()));
    signal(ending.pid!);
    const lastWord = setTimeout(() => killTree(ending.pid!), LONGEST_GOODBYE);
    await closed;
    clearTimeout(lastWord);
  }

  return {
    start() {
      const started = spawn(executable, ["--remote-debugging-port=0", ...noSandbox, ...args], {
        detached: true, // the head of a process group, so that one signal reaches all of it
        stdio: ["ignore", "ignore", "pipe"],
      });
      app = started;
      const endWithUs = (): void => killTree(started.pid!);
      process.once("exit", endWithUs);
      started.once("exit", () => process.off("exit", endWithUs));
      return new Promise<string>((resolve, reject) => {
        started.once("error", reject);
        started.once("exit", (code, signal) => reject(new Error(`the desktop app ended with ${code ?? signal} before it was ready`)));
        createInterface({ input: started.stderr }).on("line", (line) => {
          const url = /^DevTools listening on (ws:\S+)$/.exec(line)?.[1];
          if (url === undefined) log(line);
          else resolve(url);
        });
      });
    },
    stop: () => end((pid) => void process.kill(pid, "SIGTERM")),
    kill: () => end(killTree),
    isRunning,
    pid: () => app?.pid,
  };
}

/** SIGKILL to main process, renderers, helpers and zygotes at once. */
function killTree(pid: number): void {
  if (process.platform === "win32") spawnSync("taskkill", ["/pid", String(pid), "/t", "/f"]);
  else process.kill(-pid, "SIGKILL");
}
