import type { App } from "electron";

/** Longest wait for the last records on a disk that hangs, in milliseconds; what was answered is on disk already. */
const LONGEST_CLOSE = 5_000;

/**
 * Lets `close` end before the process does, whether a person quits, the last window is closed or SIGTERM comes. In `will-quit`, when the
 * pages are gone: what they reported while closing is still taken.
 */
export function closeBeforeQuit(app: App, close: () => Promise<unknown>, log: (message: string) => void): void {
  let closing = false;
  app.on("will-quit", (event) => {
    event.preventDefault();
    if (closing) return;
    closing = true;
    const timer = setTimeout(() => {
      log(`closing took more than ${LONGEST_CLOSE} ms: ended without it`);
      app.exit(1);
    }, LONGEST_CLOSE);
    close().then(
      () => {
        clearTimeout(timer);
        app.exit(0);
      },
      (error: unknown) => {
        log(`closing failed: ${String(error)}`);
        app.exit(1);
      },
    );
  });
}
