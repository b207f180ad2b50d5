import { join } from "node:path";
import { createMediaRemote } from "../../electron/demo/control-media.ts";
import type { MediaRemote } from "../../electron/demo/control-media.ts";
import { startProgram } from "./start-program.ts";
import type { Program } from "./start-program.ts";

const MEDIA = join(import.meta.dirname, "../../electron/media.ts");

export interface TestMedia extends MediaRemote, Program {
  whepUrl(stream: string): string;
}

/** The demo media server as `npm run media` starts it, in a process of its own. */
export async function startMedia(args: string[] = []): Promise<TestMedia> {
  const program = await startProgram(MEDIA, ["--port", "0", ...args]);
  return { ...createMediaRemote(program.url), ...program, whepUrl: (stream) => `${program.url}/${stream}/whep` };
}
