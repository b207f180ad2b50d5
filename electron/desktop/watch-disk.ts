import { writeSync } from "node:fs";
import { Worker } from "node:worker_threads";
import { toLogText } from "../../shared/plain-text.ts";
import { PATIENCE, sayAnswers, sayWaiting } from "../await-disk.ts";

const STDERR = 2;

/** A thread's own console writes by way of the main thread, which hangs when this is needed. */
const PROGRAM = `
const { workerData: { text, patience, output } } = require("node:worker_threads");
setTimeout(() => require("node:fs").writeSync(output, text), patience);
`;

/**
 * What awaitDisk does for the other hosts, where nothing can be awaited: until what it returns is called, a thread of its own waits, and says
 * that the disk of a folder does not answer. What Electron and we read before it is ready is read synchronously. `output`: a file descriptor.
 */
export function watchDisk(folder: string, log: (message: string) => void, { patience = PATIENCE, output = STDERR } = {}): () => void {
  const begun = performance.now();
  const write = (message: string): string => `MTX Watch: ${toLogText(message)}\n`;
  const worker = new Worker(PROGRAM, { eval: true, workerData: { text: write(sayWaiting(folder)), patience, output } });
  worker.unref();
  return () => {
    void worker.terminate();
    const took = performance.now() - begun;
    if (took <= patience) return;
    writeSync(output, write(sayAnswers(folder)));
    log(`${folder} did not answer for ${Math.round(took / 1_000)} s`); // for those who see no console
  };
}
