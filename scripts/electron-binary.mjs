// Where the installed electron package keeps its binary. Never found out by requiring the package: that starts a download.
import { existsSync, readFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { projectNode, root } from "./bootstrap.mjs";

const folder = join(root, "node_modules", "electron");
const LONGEST_DOWNLOAD = 300_000;
/** Where nothing can be reached: an archive that was downloaded before is still unpacked. */
const LONGEST_WITHOUT = 20_000;
const LONGEST_CONNECT = 10_000;

/** Path of the installed binary; undefined where there is none. */
function findInstalledElectron() {
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
  const options = { stdio: ["ignore", "ignore", "ignore"], timeout: canReachDownload() ? LONGEST_DOWNLOAD : LONGEST_WITHOUT };
  spawnSync(projectNode(), [join(folder, "install.js")], options);
  return findInstalledElectron();
}

/** A network that swallows everything would let the download hang for minutes; behind a proxy or a mirror only the download itself can tell. */
function canReachDownload() {
  const names = Object.keys(process.env).filter((name) => /_proxy$|electron_mirror/i.test(name) && process.env[name]);
  if (names.length > 0) return true;
  const connect = `require("node:net").connect(443, "github.com").setTimeout(${LONGEST_CONNECT}, () => process.exit(1)).on("connect", () => process.exit(0))`;
  return spawnSync(projectNode(), ["-e", connect], { stdio: "ignore", timeout: 2 * LONGEST_CONNECT }).status === 0;
}

/** True where a window can be shown. */
export function hasDisplay() {
  return process.platform !== "linux" || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}
