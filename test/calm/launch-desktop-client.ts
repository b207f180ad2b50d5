import type { ElectronApplication } from "playwright-core";
import { launchDesktop, removeTempDirs } from "../support/launch-desktop.ts";
import type { CalmClient } from "./calm-client.ts";

/** The built desktop app, found as the desktop tests find it. `logFolder` is where it writes its records. */
export async function launchDesktopClient(settings: object): Promise<CalmClient & { dataDir: string }> {
  const { app, page, dataDir, quit } = await launchDesktop({ settings });
  page.setDefaultTimeout(60_000);
  // Playwright makes it the leader of a process group of its own.
  const signal = (name: NodeJS.Signals): void => void process.kill(-app.process().pid!, name);
  const kill = (): void => signal("SIGKILL");
  process.once("exit", kill);

  return {
    page,
    dataDir,
    signal,
    tellsPage: false,
    async minimize() {
      await runInWindow(app, "minimize");
      return () => runInWindow(app, "restore");
    },
    async cover() {
      await runInWindow(app, "hide");
      return () => runInWindow(app, "show");
    },
    async close() {
      signal("SIGCONT");
      process.off("exit", kill);
      await quit();
      removeTempDirs();
    },
  };
}

async function runInWindow(app: ElectronApplication, action: "minimize" | "restore" | "hide" | "show"): Promise<void> {
  const done = await app.evaluate(({ BrowserWindow }, action) => {
    const [window] = BrowserWindow.getAllWindows();
    window![action]();
    return action === "hide" ? !window!.isVisible() : true;
  }, action);
  if (!done) throw new Error(`the window did not ${action}`);
}
