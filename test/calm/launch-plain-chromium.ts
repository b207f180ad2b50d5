import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { chromium } from "playwright-core";
import { chromiumFlags, findChromium } from "../../electron/demo/find-chromium.ts";
import type { CalmClient } from "./calm-client.ts";

/** How long it may take to start, milliseconds. */
const PATIENCE = 60_000;

/**
 * A Chromium as a person starts it: Playwright's own launch keeps pages visible for ever and their timers awake, which is just what must
 * not be so here. Its processes are a group of their own, so that all can be stopped at once.
 */
export async function launchPlainChromium(): Promise<CalmClient> {
  const executable = await findChromium((message) => console.error(message));
  const profile = mkdtempSync(join(tmpdir(), "mtx-watch-chromium-"));
  const flags = [...chromiumFlags(), "--remote-debugging-port=0", `--user-data-dir=${profile}`, "--window-size=1366,768", "about:blank"];
  const child = spawn(executable, flags, { stdio: "ignore", detached: true });
  const signal = (name: NodeJS.Signals): void => {
    if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid!, name);
  };
  const kill = (): void => signal("SIGKILL");
  process.once("exit", kill);

  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${await readPort(profile)}`, { noDefaults: true, timeout: PATIENCE });
  const [context] = browser.contexts();
  const page = context!.pages()[0]!;
  page.setDefaultTimeout(PATIENCE);
  const session = await context!.newCDPSession(page);
  const { windowId } = await session.send("Browser.getWindowForTarget");
  const setState = (windowState: "minimized" | "normal") => session.send("Browser.setWindowBounds", { windowId, bounds: { windowState } });

  return {
    page,
    signal,
    tellsPage: true,
    async minimize() {
      await setState("minimized");
      return async () => void (await setState("normal"));
    },
    async cover() {
      const tab = await context!.newPage();
      await tab.bringToFront();
      return async () => {
        await page.bringToFront();
        await tab.close();
      };
    },
    async close() {
      signal("SIGCONT");
      const ended = new Promise((resolve) => child.once("exit", resolve));
      await browser.close();
      kill();
      await ended;
      process.off("exit", kill);
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Chromium writes it as soon as it listens. */
async function readPort(profile: string): Promise<string> {
  const file = join(profile, "DevToolsActivePort");
  for (let waited = 0; waited < PATIENCE; waited += 100) {
    const [port, path] = existsSync(file) ? readFileSync(file, "utf8").split("\n") : [];
    if (port && path) return port;
    await wait(100);
  }
  throw new Error("Chromium did not start");
}
