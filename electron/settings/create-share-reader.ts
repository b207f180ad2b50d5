import { createReadStream } from "node:fs";
import { text } from "node:stream/consumers";
import { MOST_BYTES } from "./read-object.ts";

export interface ShareReaderOptions {
  /** Returns what cancels it. */
  setTimer: (callback: () => void, milliseconds: number) => () => void;
  /** Milliseconds until somebody who waits for a file is told that it is not there. */
  longest: number;
}

/**
 * Reads files that may lie on a share, of a file that is too large one byte too many. A share that hangs keeps the thread that reads,
 * of which Node has four: who asks again for the same file meanwhile waits for the same read.
 */
export function createShareReader({ setTimer, longest }: ShareReaderOptions): (file: string) => Promise<string> {
  const underWay = new Map<string, Promise<string>>();

  function begin(file: string): Promise<string> {
    const reading = text(createReadStream(file, { end: MOST_BYTES })).finally(() => underWay.delete(file));
    underWay.set(file, reading);
    return reading;
  }

  return (file) => {
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    const cancel = setTimer(() => reject(new Error(`not read within ${longest / 1_000} s`)), longest);
    (underWay.get(file) ?? begin(file)).then(resolve, reject).finally(cancel);
    return promise;
  };
}
