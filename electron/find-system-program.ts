import { win32 } from "node:path";

/** Windows' own program by its path: by its name alone one that lies in the current folder would be started, a rescued disk's for instance. */
export function findSystemProgram(name: string, env: NodeJS.ProcessEnv = process.env): string {
  return win32.join(env.SystemRoot ?? "C:\\Windows", "System32", name);
}
