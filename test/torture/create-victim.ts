import { createChildService } from "../../electron/demo/child-service.ts";

export interface VictimOptions {
  name: string;
  args: string[];
  /** It serves at this address. */
  onReady: (url: string) => Promise<void> | void;
  /** It has ended or not started without our doing: what it said last. */
  onFault: (what: string) => void;
}

/** A program that is killed and started again. */
export interface Victim {
  start(): void;
  /** SIGKILL; true when it served, false when it was still starting. */
  kill(): Promise<boolean>;
  /** SIGTERM: everything accepted is on disk afterwards. */
  stop(): Promise<void>;
}

const LAST_WORDS = 20;

export function createVictim({ name, args, onReady, onFault }: VictimOptions): Victim {
  const said: string[] = [];
  const service = createChildService({
    command: process.execPath,
    args,
    env: { MTX_PARENT_PIPE: "1" }, // ends with us, however we end
    log(line) {
      said.push(line);
      if (said.length > LAST_WORDS) said.shift();
    },
  });
  let run = 0;
  let isServing = false;

  async function startRun(present: number): Promise<void> {
    try {
      const url = await service.start();
      if (run !== present) return;
      isServing = true;
      await onReady(url);
    } catch (error) {
      if (run === present) onFault([`${name}: ${(error as Error).message}`, ...said].join("\n  "));
    }
  }

  return {
    start() {
      void startRun(++run);
    },
    async kill() {
      if (!service.isRunning()) onFault([`${name} ended by itself`, ...said].join("\n  "));
      run++;
      const wasServing = isServing;
      isServing = false;
      await service.kill();
      return wasServing;
    },
    async stop() {
      run++;
      isServing = false;
      await service.stop();
    },
  };
}
