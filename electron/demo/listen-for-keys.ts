import { createInterface } from "node:readline";
import type { ReadStream } from "node:tty";

const CTRL_C = "\u0003";

/** Small letters, as they are pressed where the input is a terminal, else one a line. The returned function gives the terminal back as it was. */
export function listenForKeys(input: ReadStream, onKey: (key: string) => void): () => void {
  if (!input.isTTY) {
    const lines = createInterface({ input });
    lines.on("line", (line) => onKey(line.trim().toLowerCase()));
    return () => lines.close();
  }
  input.setRawMode(true);
  input.setEncoding("utf8");
  const listen = (text: string): void => {
    for (const key of text.toLowerCase()) {
      if (key === CTRL_C) process.kill(process.pid, "SIGINT"); // the terminal no longer does
      else onKey(key);
    }
  };
  input.on("data", listen);
  return () => {
    input.off("data", listen);
    input.setRawMode(false);
    input.pause();
  };
}
