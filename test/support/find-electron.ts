import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

export interface TestElectron {
  executable: string;
  /** The app's folder; undefined for an executable that has the app inside. */
  app?: string;
}

const root = join(import.meta.dirname, "..", "..");

/**
 * The Electron that runs the desktop tests: `MTX_ELECTRON` with `MTX_ELECTRON_APP` (empty for a packed app; `npm test` makes it with
 * MTX_ELECTRON_CONVERT), else the installed package's binary. It is looked for as a file: requiring the package would start a download.
 */
export function findElectron(): TestElectron | undefined {
  const { MTX_ELECTRON: executable, MTX_ELECTRON_APP: app = root } = process.env;
  if (executable) return app === "" ? { executable } : { executable, app };
  const folder = join(root, "node_modules", "electron");
  const pathFile = join(folder, "path.txt");
  const installed = existsSync(pathFile) ? join(folder, "dist", readFileSync(pathFile, "utf8")) : undefined;
  return installed !== undefined && existsSync(installed) ? { executable: installed, app: root } : undefined;
}

/** Major version of the Electron that runs the desktop tests, from the file beside its executable; of an app that is packed it is our own. */
export function findElectronVersion(): number {
  const file = join(dirname(findElectron()?.executable ?? root), "version");
  return existsSync(file) ? Number.parseInt(readFileSync(file, "utf8"), 10) : Infinity;
}
