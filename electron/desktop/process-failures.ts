import type { App } from "electron";
import type { CrashHistory } from "./crash-history.ts";
import { describeCounts, isGpuUnfit } from "./judge-crashes.ts";

export interface ProcessFailuresOptions {
  app: App;
  crashes: CrashHistory;
  now: () => number;
  log: (message: string) => void;
}

/**
 * Logs and counts what happens to Chromium's helpers, which it restarts itself, and logs errors that nobody caught. These do not end the
 * app: Electron's own answer is a dialog, and behind a dialog that nobody clicks at night nothing is recorded any more.
 */
export function logProcessFailures({ app, crashes, now, log }: ProcessFailuresOptions): void {
  app.on("child-process-gone", (_event, { type, reason, exitCode, name = "" }) => {
    const isGpu = type === "GPU" && reason !== "clean-exit";
    if (isGpu) crashes.note("gpu", now());
    const counts = isGpu ? `; ${describeCounts(crashes.times().gpu, now())}` : "";
    log(`child process gone: ${type} ${name}: ${reason}, exit code ${exitCode}${counts}`);
    if (isGpu && isGpuUnfit(crashes.times().gpu, now()))
      log("the graphics process crashes in a loop: the next start does without the graphics hardware");
  });
  process.on("uncaughtException", (error) => log(`uncaught: ${error.stack ?? error.message}`));
  process.on("unhandledRejection", (reason) => log(`unhandled rejection: ${reason instanceof Error ? reason.stack : String(reason)}`));
}

/** To be called before Electron is ready: a graphics driver that crashed in a loop is left alone for a week. */
export function avoidUnfitGpu({ app, crashes, now, log }: ProcessFailuresOptions): void {
  if (!isGpuUnfit(crashes.times().gpu, now())) return;
  app.disableHardwareAcceleration();
  log("drawing without the graphics hardware: its process crashed in a loop less than 7 days ago (crashes.json)");
}
