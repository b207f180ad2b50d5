import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findElectron } from "../support/find-electron.ts";
import { describeDesktop, launchDesktop, removeTempDirs } from "../support/launch-desktop.ts";
import type { Desktop } from "../support/launch-desktop.ts";

const waiting = { timeout: 30_000, interval: 100 };
const SETTINGS = {
  servers: [{ id: "main", whepBaseUrl: "http://127.0.0.1:9" }],
  streams: [{ id: "s1", name: "정문", serverId: "main", path: "gate" }],
  wall: { kiosk: true },
  language: "ko",
};

describeDesktop("a kiosk of the desktop app", () => {
  let desktop: Desktop;

  beforeAll(async () => {
    desktop = await launchDesktop({ settings: SETTINGS });
    await desktop.page.locator(".shell").waitFor();
  });

  afterAll(async () => {
    await desktop?.quit();
    removeTempDirs();
  });

  const readWindow = () =>
    desktop.app.evaluate(({ BrowserWindow, Menu }) => {
      const [window] = BrowserWindow.getAllWindows();
      return { isKiosk: window!.isKiosk(), hasMenu: Menu.getApplicationMenu() !== null };
    });

  /** As a keyboard does it: through the window, before the page. */
  const press = (keyCode: string, ...modifiers: ("control" | "alt" | "shift")[]) =>
    desktop.app.evaluate(
      ({ BrowserWindow }, { keyCode, modifiers }) => {
        const page = BrowserWindow.getAllWindows()[0]!.webContents;
        for (const type of ["keyDown", "keyUp"] as const) page.sendInputEvent({ type, keyCode, modifiers });
      },
      { keyCode, modifiers },
    );

  test("fills the screen, without a menu; closing, quitting and keys that lead elsewhere do nothing", async () => {
    await expect.poll(readWindow, waiting).toEqual({ isKiosk: true, hasMenu: false });
    await desktop.page.evaluate(() => {
      const seen = Object.assign(globalThis, { keys: [] as string[] });
      window.addEventListener("keydown", ({ key }) => seen.keys.push(key), true);
    });
    await press("R", "control");
    await press("F5");
    await press("F4", "alt");
    await press("a"); // the one that arrives, after all others
    await expect.poll(() => desktop.page.evaluate(() => (globalThis as unknown as { keys: string[] }).keys), waiting).toEqual(["a"]);
    await desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.close());
    expect(await readWindow()).toEqual({ isKiosk: true, hasMenu: false });
  });

  test("shows the wall and the alarms, and no other screen", async () => {
    const goTo = (hash: string) => desktop.page.evaluate((hash) => (location.hash = hash), hash);
    await goTo("#/alarms");
    await desktop.page.locator(".alarms-screen").waitFor();
    await goTo("#/logs");
    await desktop.page.locator(".wall").waitFor();
    expect(await desktop.page.locator(".logs-screen, .alarms-screen").count()).toBe(0);
    await goTo("#/alarms");
    await desktop.page.getByRole("button", { name: "비디오 월" }).click();
    await desktop.page.locator(".wall").waitFor();
  });

  test("is left by the keys for it, and comes back when somebody locks it", async () => {
    await press("Q", "control", "alt", "shift");
    await desktop.page.getByRole("button", { name: "나가기" }).click();
    await expect.poll(readWindow, waiting).toEqual({ isKiosk: false, hasMenu: true });
    await desktop.page.getByRole("button", { name: "지금 잠그기" }).click();
    await expect.poll(readWindow, waiting).toEqual({ isKiosk: true, hasMenu: false });
    expect(readFileSync(join(desktop.dataDir, "windows.json"), "utf8")).toContain('"size": "normal"');
  });

  test("--make-pin makes the hash of a PIN, beside the app that runs", async () => {
    const { executable, app } = findElectron()!;
    const noSandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
    const child = spawn(executable, [...noSandbox, ...(app ? [app] : []), "--make-pin"], { stdio: ["pipe", "pipe", "ignore"] });
    child.stdin.end("4711\n");
    const [made, [exitCode]] = await Promise.all([text(child.stdout), once(child, "exit")]);
    expect([made, exitCode]).toEqual([expect.stringMatching(/^scrypt\$16384\$8\$5\$\S+\n$/), 0]);
  });
});
