import { randomBytes } from "node:crypto";
import type { App, BrowserWindow, RenderProcessGoneDetails } from "electron";
import { makeUuidV7 } from "../../shared/uuid-v7.ts";
import type { ClientInfo } from "../../shared/record.ts";
import type { ControlRoom } from "../control-room-types.ts";
import { makeCrashReports, shouldReload } from "./crash-reports.ts";

export interface CrashCaptureOptions {
  window: BrowserWindow;
  controlRoom: ControlRoom;
  now: () => number;
  readClientInfo: () => ClientInfo;
  /** Asks a person what to do about a page that crashes again and again; true: load it once more. */
  askToReload: () => Promise<boolean>;
  log: (message: string) => void;
}

/** A page whose process is gone becomes one record for each stream, and is loaded again. */
export function captureCrashes({ window, controlRoom, now, readClientInfo, askToReload, log }: CrashCaptureOptions): void {
  const page = window.webContents;
  const crashTimes: number[] = [];

  async function report({ reason, exitCode }: RenderProcessGoneDetails, at: number): Promise<void> {
    const { settings } = await controlRoom.api.getSettings({});
    const crash = { reason, exitCode, at, userAgent: page.getUserAgent(), clientInfo: readClientInfo() };
    const reports = makeCrashReports(settings, crash, () => makeUuidV7(now(), randomBytes(10)));
    await Promise.all(reports.map((each) => controlRoom.api.reportError(each)));
  }

  async function recover(): Promise<void> {
    if (!shouldReload(crashTimes, now())) {
      log("the page crashes again and again: not loaded again until a person wants it");
      if (!(await askToReload())) return;
      crashTimes.length = 0;
    }
    if (!window.isDestroyed()) page.reload();
  }

  page.on("render-process-gone", (_event, details) => {
    if (details.reason === "clean-exit") return;
    log(`page process gone: ${details.reason}, exit code ${details.exitCode}`);
    const at = now();
    crashTimes.push(at);
    report(details, at).catch((error: unknown) => log(`the page's crash could not be recorded: ${String(error)}`));
    // Not from inside Chromium's own handling of the end of that process.
    setImmediate(() => recover().catch((error: unknown) => log(`the page could not be loaded again: ${String(error)}`)));
  });
  window.on("unresponsive", () => log("the page does not respond"));
  window.on("responsive", () => log("the page responds again"));
}

/**
 * Logs what happens to Chromium's helpers, which it restarts itself, and errors that nobody caught. These do not end the app: Electron's
 * own answer is a dialog, and behind a dialog that nobody clicks at night nothing is recorded any more.
 */
export function logProcessFailures(app: App, log: (message: string) => void): void {
  app.on("child-process-gone", (_event, { type, reason, exitCode, name = "" }) =>
    log(`child process gone: ${type} ${name}: ${reason}, exit code ${exitCode}`),
  );
  process.on("uncaughtException", (error) => log(`uncaught: ${error.stack ?? error.message}`));
  process.on("unhandledRejection", (reason) => log(`unhandled rejection: ${reason instanceof Error ? reason.stack : String(reason)}`));
}
