import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { PreloadBridge, Result } from "../../shared/api-names.ts";
import type { HostInfo } from "../../shared/host-info.ts";
import { readLines } from "../support/api-contract.ts";
import { findElectron } from "../support/find-electron.ts";
import { describeDesktop, launchDesktop, removeTempDirs } from "../support/launch-desktop.ts";
import type { Desktop } from "../support/launch-desktop.ts";
import { makeReport } from "../support/make-report.ts";

const SETTINGS = {
  servers: [{ id: "main", whepBaseUrl: "http://127.0.0.1:9" }],
  streams: [
    { id: "s1", name: "정문", serverId: "main", path: "gate" },
    { id: "s2", name: "후문", serverId: "main", path: "back" },
  ],
};

const logsOf = ({ dataDir }: Desktop): string => join(dataDir, "logs", "mediamtx_errors");

function readFiles(folder: string): string {
  return readdirSync(folder, { withFileTypes: true }).map((entry) => (entry.isFile() ? readFileSync(join(folder, entry.name), "utf8") : "")).join(""); // prettier-ignore
}

const readAppLog = ({ dataDir }: Desktop): string => readFiles(join(dataDir, "logs", "app"));

function crashPage({ app }: Desktop): Promise<void> {
  return app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.forcefullyCrashRenderer());
}

/** Resolves once the page, whichever process it is in now, answers for itself. */
async function pageAnswers({ app }: Desktop): Promise<string> {
  return app.evaluate(async ({ BrowserWindow }) => {
    const page = BrowserWindow.getAllWindows()[0]!.webContents;
    if (page.isCrashed() || page.isLoading()) return "";
    const result = (await page.executeJavaScript("mtxWatch.call('getHost', {})")) as { ok: boolean };
    return result.ok ? "answers" : "refused";
  });
}

/**
 * Once the app has ended, and said last that all is written. Electron 22 itself crashes at its very end in 1 to 4 of 100 runs when Playwright
 * was attached, an app of ten lines too (not one of 260 without Playwright, as which the packed app is ended in its own test); no later
 * version may.
 */
async function watchEnd(desktop: Desktop): Promise<() => Promise<void>> {
  const version = await desktop.app.evaluate(() => process.versions.electron);
  const ended = once(desktop.app.process(), "exit");
  return async () => {
    const clean = [0, null];
    expect(version.startsWith("22.") ? [clean, [null, "SIGSEGV"]] : [clean]).toContainEqual(await ended);
    expect(readAppLog(desktop).trimEnd()).toMatch(/ closed$/);
  };
}

const crashRecords = (desktop: Desktop) => readLines(logsOf(desktop)).filter(({ detail }) => detail.reason === "render_process_gone");
const waiting = { timeout: 30_000, interval: 100 };

describeDesktop("life of the desktop app", () => {
  afterAll(removeTempDirs);

  test("it opens a window of its own and says what it is", async () => {
    const desktop = await launchDesktop({ settings: SETTINGS });
    await expect.poll(() => desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.isVisible()), waiting).toBe(true);
    const host = await desktop.page.evaluate(() => (window as unknown as { mtxWatch: PreloadBridge }).mtxWatch.call("getHost", {}));
    expect(host as Result<HostInfo>).toMatchObject({
      ok: true,
      value: { kind: "desktop", nativeMenu: true, logsDirectory: logsOf(desktop), version: expect.stringMatching(/^\d+\.\d+\.\d+$/) },
    });
    await desktop.quit();
  });

  test("a page that crashes is counted, becomes a record for each stream and is loaded again; a loop of crashes is left to a person", async () => {
    const desktop = await launchDesktop({ settings: SETTINGS });
    const timesSpoken = () => readFiles(join(desktop.dataDir, "logs", "states")).match(/"state":"down"/g)?.length ?? 0;
    for (let crash = 1; crash <= 3; crash++) {
      await expect.poll(timesSpoken, waiting).toBe(crash * SETTINGS.streams.length);
      await crashPage(desktop);
      await expect.poll(() => crashRecords(desktop).length, waiting).toBe(crash * SETTINGS.streams.length);
      if (crash < 3) await expect.poll(() => pageAnswers(desktop), waiting).toBe("answers");
    }
    expect(new Set(crashRecords(desktop).map(({ streamId }) => streamId))).toEqual(new Set(["s1", "s2"]));
    expect(crashRecords(desktop)[0]).toMatchObject({
      errorType: "unknown",
      errorMessage: expect.stringMatching(/^Page process failed: \S+ \(exit code -?\d+\)$/),
      whepUrl: expect.stringMatching(/^http:\/\/127\.0\.0\.1:9\/(gate|back)\/whep$/),
      detail: { phase: "page" },
    });
    const log = () => readAppLog(desktop);
    await expect.poll(log, waiting).toMatch(/page process gone: \S+, exit code -?\d+; 3 in the last hour, 3 in the last 7 days/);
    await expect
      .poll(() => readFiles(join(desktop.dataDir, "logs", "alarms")), waiting)
      .toContain('"alarmId":"monitoring:pc","event":"raised","kind":"monitoring_failing"');

    const inPage = (script: string) =>
      desktop.app.evaluate(
        ({ BrowserWindow }, script) => BrowserWindow.getAllWindows()[0]!.webContents.executeJavaScript(script) as unknown,
        script,
      );
    await expect.poll(() => inPage("location.pathname + document.body.innerText"), waiting).toMatch(/^\/crashed.+(비정상 종료|crashed)/);
    void inPage("document.querySelector('a').click()");
    await expect.poll(() => pageAnswers(desktop), waiting).toBe("answers");
    await desktop.quit();
  });

  test("a second start brings the first window to the front and ends", async () => {
    const desktop = await launchDesktop({ settings: SETTINGS });
    const isVisible = () => desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.isVisible());
    await expect.poll(isVisible, waiting).toBe(true);
    await desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.hide());
    expect(await isVisible()).toBe(false);

    const { executable, app } = findElectron()!;
    const noSandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
    const second = spawn(executable, [...noSandbox, ...(app ? [app] : []), `--data-dir=${desktop.dataDir}`], { stdio: "ignore" });
    expect(await once(second, "exit")).toEqual([0, null]);
    await expect.poll(isVisible, waiting).toBe(true);
    await desktop.quit();
  });

  test("quitting waits until what was reported is on disk", async () => {
    const desktop = await launchDesktop({ settings: SETTINGS });
    const reports = Array.from({ length: 50 }, () => makeReport());
    const expectEnd = await watchEnd(desktop);
    await desktop.page.evaluate((reports) => {
      const { mtxWatch } = window as unknown as { mtxWatch: PreloadBridge };
      for (const report of reports) void mtxWatch.call("reportError", report);
    }, reports);
    desktop.app.process().kill("SIGTERM");
    await expectEnd();
    const written = new Set(readLines(logsOf(desktop)).map(({ id }) => id));
    expect(reports.filter(({ id }) => !written.has(id))).toEqual([]);
  });

  test("closing the last window asks first: it may only be put away, or the app ends", async () => {
    const desktop = await launchDesktop({ settings: SETTINGS });
    const closeWindow = (response: number) =>
      desktop.app.evaluate(({ BrowserWindow, dialog }, response) => {
        dialog.showMessageBox = async () => ({ response, checkboxChecked: false });
        const window = BrowserWindow.getAllWindows()[0]!;
        Object.assign(globalThis, { putAway: 0 });
        for (const way of ["hide", "minimize"] as const) window[way] = () => void (globalThis as unknown as { putAway: number }).putAway++;
        window.close();
      }, response);
    await closeWindow(2);
    await closeWindow(0);
    await expect.poll(() => desktop.app.evaluate(() => (globalThis as unknown as { putAway: number }).putAway), waiting).toBe(1);
    await expect.poll(() => pageAnswers(desktop), waiting).toBe("answers");
    const expectEnd = await watchEnd(desktop);
    await closeWindow(1);
    await expectEnd();
  });
});
