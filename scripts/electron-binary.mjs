// Where the installed electron package keeps its binary. Never found out by requiring the package: that starts a download.
import { existsSync, readFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { projectNode, root } from "./bootstrap.mjs";

const folder = join(root, "node_modules", "electron");
const LONGEST_DOWNLOAD = 300_000;

/** Path of the installed binary; undefined where there is none. */
export function findInstalledElectron() {
  const pathFile = join(folder, "path.txt");
  if (!existsSync(pathFile)) return undefined;
  const binary = join(folder, "dist", readFileSync(pathFile, "utf8"));
  return existsSync(binary) ? binary : undefined;
}

/** The installed binary, else the electron package's own download of it (as `npx install-electron` does); undefined where it fails. */
export function ensureElectron() {
  const installed = findInstalledElectron();
  if (installed) return installed;
  console.error("mtx-watch: downloading Electron ...");
  const options = { stdio: ["ignore", "ignore", "ignore"], timeout: LONGEST_DOWNLOAD };
  spawnSync(projectNode(), [join(folder, "install.js")], options);
  return findInstalledElectron();
}

/** True where a window can be shown. */
export function hasDisplay() {
  return process.platform !== "linux" || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}
