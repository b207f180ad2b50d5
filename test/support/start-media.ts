import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { createMediaRemote } from "../../electron/demo/control-media.ts";
import type { MediaRemote } from "../../electron/demo/control-media.ts";

const MEDIA = join(import.meta.dirname, "../../electron/media.ts");

export interface TestMedia extends MediaRemote {
  url: string;
  whepUrl(stream: string): string;
  /** For signals: SIGSTOP is a network cut, SIGKILL a dead server. */
  process: ChildProcess;
  stop(): Promise<void>;
}

/** The demo media server as `npm run media` starts it, in a process of its own. */
export async function startMedia(args: string[] = []): Promise<TestMedia> {
  const child = spawn(process.execPath, [MEDIA, "--port", "0", ...args], { stdio: ["ignore", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout });
  const [ready] = (await Promise.race([once(lines, "line"), once(child, "exit").then(() => ["exited before it was ready"])])) as string[];
  const url = /^ready (\S+)$/.exec(ready ?? "")?.[1];
  if (!url) throw new Error(`the media server did not start: ${ready}`);
  return {
    ...createMediaRemote(url),
    url,
    whepUrl: (stream) => `${url}/${stream}/whep`,
    process: child,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, "exit");
      child.kill("SIGTERM");
      await exited;
    },
  };
}
