import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeDesktop, launchDesktop, removeTempDirs } from "../support/launch-desktop.ts";
import type { Desktop } from "../support/launch-desktop.ts";

const waiting = { timeout: 30_000, interval: 100 };

describeDesktop("windows of the desktop app, and what follows them", () => {
  const home = mkdtempSync(join(tmpdir(), "mtx-watch-home-"));
  const autostart = join(home, "autostart");
  const env = { XDG_CONFIG_HOME: home };
  let desktop: Desktop;

  beforeAll(async () => {
    desktop = await launchDesktop({ settings: { language: "ko", desktop: { startAtLogin: true } }, env });
  });

  afterAll(async () => {
    await desktop?.quit();
    removeTempDirs();
    rmSync(home, { recursive: true, force: true });
  });

  const save = (changes: object) => desktop.page.evaluate(`mtxWatch.call("saveSettings", { changes: ${JSON.stringify(changes)} })`);
  const readAppLog = () => {
    const folder = join(desktop.dataDir, "logs", "app");
    return readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8")).join(""); // prettier-ignore
  };

  test.runIf(process.platform === "linux")("it starts at login for as long as the settings say so", async () => {
    await expect.poll(() => existsSync(autostart) && readdirSync(autostart).length, waiting).toBe(1);
    const [file = ""] = readdirSync(autostart);
    expect(readFileSync(join(autostart, file), "utf8")).toContain(`"--data-dir=${desktop.dataDir}"`);
    await save({ desktop: { startAtLogin: false } });
    await expect.poll(() => readdirSync(autostart), waiting).toEqual([]);
  });

  test("the display is kept awake while the wall is on it, and only then", async () => {
    const held = () =>
      desktop.app.evaluate(({ powerSaveBlocker }) => [...Array(50).keys()].filter((id) => powerSaveBlocker.isStarted(id)).length);
    const goTo = (hash: string) => desktop.page.evaluate((hash) => (location.hash = hash), hash);
    await expect.poll(held, waiting).toBe(1);
    await goTo("#/logs");
    await expect.poll(held, waiting).toBe(0);
    await goTo("#/");
    await expect.poll(held, waiting).toBe(1);
    await desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.hide());
    await expect.poll(held, waiting).toBe(0);
    await desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.show());
    await expect.poll(held, waiting).toBe(1);
  });

  test("a sleep is written down", async () => {
    await desktop.app.evaluate(({ powerMonitor }) => ["suspend", "resume", "lock-screen"].forEach((event) => powerMonitor.emit(event)));
    await expect.poll(readAppLog, waiting).toMatch(/the PC goes to sleep\n.+ the PC is awake again\n(.+\n)*.+ the screen is locked\n/);
  });

  test("the tray says how things stand, in the language of the settings", async () => {
    await desktop.app.evaluate(({ Menu }) => {
      const seen = Object.assign(globalThis, { sentences: [] as string[] });
      const { buildFromTemplate } = Menu;
      Menu.buildFromTemplate = (template) => {
        if (template[0]!.enabled === false) seen.sentences.push(template[0]!.label!); // the tray's
        return buildFromTemplate(template);
      };
    });
    await save({ language: "en" });
    const sentences = () => desktop.app.evaluate(() => (globalThis as unknown as { sentences: string[] }).sentences);
    await expect.poll(sentences, waiting).toEqual(["Unknown: there is no stream to watch"]);
    expect(readAppLog()).not.toContain("there is no tray");
  });

  test("a second window is one more page; a command is for the window that was used last; both stand where they stood at the next start", async () => {
    const next = desktop.app.waitForEvent("window");
    await desktop.app.evaluate(({ Menu }) => Menu.getApplicationMenu()!.getMenuItemById("newWindow")!.click());
    const second = await next;
    await second.locator(".shell").waitFor();
    await desktop.app.evaluate(({ Menu }) => Menu.getApplicationMenu()!.getMenuItemById("showLogs")!.click());
    await second.locator(".logs-screen").waitFor();
    expect(await desktop.page.locator(".logs-screen").count()).toBe(0);
    const bounds = [{ x: 40, y: 30, width: 900, height: 700 }, { x: 500, y: 200, width: 1_000, height: 600 }]; // prettier-ignore
    await desktop.app.evaluate(({ BrowserWindow }, bounds) => {
      const windows = BrowserWindow.getAllWindows().toSorted((a, b) => a.id - b.id);
      windows.forEach((window, n) => window.setBounds(bounds[n]!));
    }, bounds);
    const { dataDir } = desktop;
    await desktop.quit();

    const file = join(dataDir, "windows.json");
    const remembered = JSON.parse(readFileSync(file, "utf8")) as { windows: { bounds: object; monitor: { x: number } }[] };
    expect(remembered.windows).toMatchObject(
      bounds.map((each) => ({ bounds: each, size: "normal", address: expect.stringMatching(/^(#\/)?$/) })),
    );
    remembered.windows[1]!.monitor.x += 5_000; // a monitor that has gone
    Object.assign(remembered.windows[1]!.bounds, { x: 5_500 });
    writeFileSync(file, JSON.stringify(remembered));

    desktop = await launchDesktop({ dataDir, env });
    const standing = () =>
      desktop.app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()
          .toSorted((a, b) => a.id - b.id)
          .flatMap((window) => (window.isVisible() ? [window.getBounds()] : [])),
      );
    await expect.poll(standing, waiting).toEqual([bounds[0], { x: 460, y: 240, width: 1_000, height: 600 }]);
  });
});
