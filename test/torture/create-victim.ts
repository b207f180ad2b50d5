import type { ChildService } from "../../electron/demo/child-service.ts";

export interface VictimOptions {
  name: string;
  /** The program; what it says on stderr goes to `log`. */
  createService: (log: (line: string) => void) => ChildService;
  /** It can be reached at this address; it serves when this has resolved. */
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

export function createVictim({ name, createService, onReady, onFault }: VictimOptions): Victim {
  const said: string[] = [];
  const service = createService((line) => {
    said.push(line);
    if (said.length > LAST_WORDS) said.shift();
  });
  let run = 0;
  let isServing = false;

  async function startRun(present: number): Promise<void> {
    try {
      const url = await service.start();
      if (run !== present) return;
      await onReady(url);
      if (run === present) isServing = true;
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
