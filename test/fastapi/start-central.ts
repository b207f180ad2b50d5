import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

export interface FastApiCentral {
  /** The central's address for one strictness of its model, e.g. "forbid-required-422". */
  urlOf(strictness: string): string;
  close(): Promise<void>;
}

/** A real FastAPI server with every strictness that central.py lists; rejects with what it said when it does not start. */
export async function startFastApiCentral(python: string): Promise<FastApiCentral> {
  const server = spawn(python, [fileURLToPath(new URL("central.py", import.meta.url))], { stdio: ["ignore", "pipe", "pipe"] });
  let complaints = "";
  server.stderr.on("data", (chunk: Buffer) => (complaints += chunk.toString()));
  const exited = once(server, "exit");
  const [line] = (await Promise.race([once(createInterface(server.stdout), "line"), exited.then(() => [""])])) as [string];
  if (!line.startsWith("ready ")) throw new Error(`FastAPI did not start: ${complaints}`);
  return {
    urlOf: (strictness) => `${line.slice("ready ".length)}/${strictness}`,
    async close() {
      server.kill("SIGKILL");
      await exited;
    },
  };
}
