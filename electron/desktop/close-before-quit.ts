import type { App } from "electron";
import { endInTime } from "../end-in-time.ts";
import type { Ending } from "../end-in-time.ts";

/**
 * Lets `close` end before the process does, whether a person quits, the last window is closed or SIGTERM comes. In `will-quit`, when the
 * pages are gone: what they reported while closing is still taken.
 */
export function closeBeforeQuit(app: App, ending: Pick<Ending, "close" | "countUnwritten">): void {
  let closing = false;
  app.on("will-quit", (event) => {
    event.preventDefault();
    if (closing) return;
    closing = true;
    const say = (message: string): void => void process.stderr.write(`${message}\n`);
    void endInTime({ ...ending, say, exit: (code) => app.exit(code) });
  });
}
