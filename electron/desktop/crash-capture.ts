import { randomBytes } from "node:crypto";
import type { BrowserWindow, RenderProcessGoneDetails } from "electron";
import { makeUuidV7 } from "../../shared/uuid-v7.ts";
import type { ClientInfo } from "../../shared/record.ts";
import type { ControlRoom } from "../control-room-types.ts";
import { APP_ORIGIN, isAppUrl } from "./app-origin.ts";
import type { CrashHistory } from "./crash-history.ts";
import { CRASH_PAGE_PATH } from "./crash-page.ts";
import { makeCrashReports } from "./crash-reports.ts";
import { describeCounts, judgeCrashes, shouldReload } from "./judge-crashes.ts";
import { createPagePulse } from "./page-pulse.ts";
import type { PagePulse } from "./page-pulse.ts";
import type { StreamHolders } from "./stream-holders.ts";

export interface CrashCaptureOptions {
  controlRoom: Pick<ControlRoom, "api" | "setFindings">;
  crashes: CrashHistory;
  holders: StreamHolders;
  now: () => number;
  /** Milliseconds of a steady clock. */
  elapsed: () => number;
  readClientInfo: () => ClientInfo;
  log: (message: string) => void;
}

export interface CrashCapture {
  /** From now on this window's page is watched. */
  watch(window: BrowserWindow): void;
  /** Whether any page's thread runs. */
  isAnyAlive(): boolean;
  /** The PC has slept. */
  noteResume(): void;
}

/** Milliseconds after which a page that crashed in a loop is tried once more, for walls that nobody stands before. */
const RETRY_AFTER = 10 * 60_000;

/** A page whose process is gone, or hangs, becomes one record for each of its streams, is counted, and loaded again. */
export function captureCrashes(options: CrashCaptureOptions): CrashCapture {
  const { controlRoom, crashes, holders, now, elapsed, readClientInfo, log } = options;
  const pulses = new Map<BrowserWindow, PagePulse>();
  const judge = (): void => controlRoom.setFindings(judgeCrashes(crashes.times(), now()));
  setInterval(judge, RETRY_AFTER).unref();
  judge();

  async function report(window: BrowserWindow, { reason, exitCode }: RenderProcessGoneDetails, at: number): Promise<void> {
    const page = window.webContents;
    const { settings } = await controlRoom.api.getSettings({});
    const lost = { ...settings, streams: holders.listLost(settings.streams, page) };
    const crash = { reason, exitCode, at, userAgent: page.getUserAgent(), clientInfo: readClientInfo() };
    const reports = makeCrashReports(lost, crash, () => makeUuidV7(now(), randomBytes(10)));
    await Promise.all(reports.map((each) => controlRoom.api.reportError(each)));
  }

  async function recover(window: BrowserWindow, reload: () => void): Promise<void> {
    if (window.isDestroyed()) return;
    if (shouldReload(crashes.times().page, now())) return reload();
    log("the page crashes again and again: not loaded again until a person wants it, or ten minutes have passed");
    setTimeout(() => !window.isDestroyed() && reload(), RETRY_AFTER).unref();
    await window.loadURL(`${APP_ORIGIN}${CRASH_PAGE_PATH}`);
  }

  function watch(window: BrowserWindow): void {
    const page = window.webContents;
    let home = `${APP_ORIGIN}/`;
    const reload = (): void => void page.loadURL(home).catch((error: unknown) => log(`the page was not loaded again: ${String(error)}`));
    const pulse = createPagePulse({
      ask: () => page.executeJavaScript("0"),
      now: elapsed,
      setTicker(callback, milliseconds) {
        const timer = setInterval(callback, milliseconds);
        return () => clearInterval(timer);
      },
      onHung() {
        log("the page has not answered for 45 s: ended, to be loaded again");
        page.forcefullyCrashRenderer();
      },
    });
    pulses.set(window, pulse);
    page.on("did-finish-load", pulse.begin);
    page.on("render-process-gone", (_event, details) => {
      if (details.reason === "clean-exit") return;
      const at = now();
      crashes.note("page", at);
      log(`page process gone: ${details.reason}, exit code ${details.exitCode}; ${describeCounts(crashes.times().page, at)}`);
      judge();
      if (isAppUrl(page.getURL()) && new URL(page.getURL()).pathname !== CRASH_PAGE_PATH) home = page.getURL();
      report(window, details, at).catch((error: unknown) => log(`the page's crash could not be recorded: ${String(error)}`));
      // Not from inside Chromium's own handling of the end of that process.
      setImmediate(() => recover(window, reload).catch((error: unknown) => log(`the page could not be loaded again: ${String(error)}`)));
    });
    window.on("unresponsive", () => log("the page does not respond"));
    window.on("responsive", () => log("the page responds again"));
    window.once("closed", () => {
      pulse.end();
      pulses.delete(window);
    });
  }

  return {
    watch,
    isAnyAlive: () => [...pulses.values()].some((pulse) => pulse.isAlive()),
    noteResume: () => pulses.forEach((pulse) => pulse.begin()),
  };
}
