import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { _electron } from "playwright-core";
import type { ElectronApplication, Page } from "playwright-core";
import { describe } from "vitest";
import { findElectron } from "./find-electron.ts";

const found = findElectron();
/** Holds Electron's `ready` back until Playwright is attached; by itself Playwright does so only for the Electron that it finds. */
const LOADER = join(import.meta.dirname, "../../node_modules/playwright-core/lib/server/electron/loader.js");

/** A describe block that is skipped, and says so, where there is no Electron. */
export const describeDesktop = found ? describe : describe.skip;
if (!found) {
  console.warn(
    "desktop tests skipped: no Electron here. Set MTX_ELECTRON and MTX_ELECTRON_APP, or install the binary: npx install-electron",
  );
}

export interface Desktop {
  app: ElectronApplication;
  page: Page;
  dataDir: string;
  quit(): Promise<void>;
}

export interface DesktopOptions {
  settings?: object;
  /** The caller's own, and what stands in it; an empty one with these settings unless given. */
  dataDir?: string;
  env?: Record<string, string>;
  /** For Chromium, such as --host-resolver-rules. */
  switches?: string[];
  /** One that has the app inside, instead of the Electron with the built app. */
  packed?: string;
}

/** Starts the built app on an empty data dir. The caller quits it; then the data dir is still there until `removeTempDirs`. */
export async function launchDesktop({
  settings = {},
  dataDir = makeDataDir(settings),
  env = {},
  switches = [],
  packed,
}: DesktopOptions = {}): Promise<Desktop> {
  const app = await launchElectron([`--data-dir=${dataDir}`], { env, switches, packed });
  return { app, page: await app.firstWindow(), dataDir, quit: () => app.close() };
}

interface ElectronOptions extends Pick<DesktopOptions, "env" | "switches" | "packed"> {
  appFolder?: string;
}

/** Starts the built app with these arguments, or another app folder. */
export function launchElectron(
  args: string[],
  { env = {}, switches = [], packed, appFolder = packed ? undefined : found?.app }: ElectronOptions = {},
): Promise<ElectronApplication> {
  if (!found) throw new Error("no Electron here");
  return _electron.launch({
    executablePath: packed ?? found.executable,
    args: [...switches, ...(appFolder === undefined ? [] : ["-r", LOADER, appFolder]), ...args],
    env: { ...(process.env as Record<string, string>), ...env },
    timeout: 60_000,
  });
}

const tempDirs: string[] = [];

export function makeDataDir(settings: object): string {
  const dataDir = mkdtempSync(join(tmpdir(), "mtx-watch-desktop-"));
  tempDirs.push(dataDir);
  writeFileSync(join(dataDir, "settings.json"), JSON.stringify(settings));
  return dataDir;
}

export function removeTempDirs(): void {
  for (const folder of tempDirs.splice(0)) rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
}
