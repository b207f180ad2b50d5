import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { availableParallelism, cpus } from "node:os";

/** Counts for ever in turns, and ends with whoever holds its input. */
const WORK = `process.stdin.resume().on("end", () => process.exit());
(function work() { const end = Date.now() + 50; while (Date.now() < end); setImmediate(work); })();`;

export interface BusyCores {
  start(): void;
  stop(): void;
}

/** Two processes for each core that do nothing but count. */
export function createBusyCores(): BusyCores {
  const workers: ChildProcess[] = [];
  return {
    start() {
      while (workers.length < 2 * availableParallelism())
        workers.push(spawn(process.execPath, ["-e", WORK], { stdio: ["pipe", "ignore", "inherit"] }));
    },
    stop() {
      for (const worker of workers.splice(0)) worker.kill();
    },
  };
}

/** Begins to measure; the returned function says which share of all cores' time was busy since, 0 to 1. */
export function measureBusy(): () => number {
  const before = readCores();
  return () => {
    const after = readCores();
    return 1 - (after.idle - before.idle) / Math.max(1, after.all - before.all);
  };
}

function readCores(): { idle: number; all: number } {
  const times = cpus().map((cpu) => cpu.times);
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
  return { idle: sum(times.map(({ idle }) => idle)), all: sum(times.flatMap((each) => Object.values(each))) };
}
