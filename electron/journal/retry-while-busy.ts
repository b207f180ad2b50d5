import { setTimeout as wait } from "node:timers/promises";
import { nextBusyFileDelay } from "../../shared/retry-delay.ts";

/** On Windows a virus scanner or a viewer holds files for a moment, and renaming or deleting them fails meanwhile: try again for about 10 s. */
export async function retryWhileBusy(action: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await action();
    } catch (error) {
      const delay = isBusy(error) ? nextBusyFileDelay(attempt) : undefined;
      if (delay === undefined) throw error;
      await wait(delay);
    }
  }
}

function isBusy(error: unknown): boolean {
  return process.platform === "win32" && ["EPERM", "EACCES", "EBUSY"].includes((error as NodeJS.ErrnoException).code ?? "");
}
