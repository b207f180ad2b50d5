// npm start: the desktop app; where it cannot run, one line says why and the same app is served to a browser.
import { join } from "node:path";
import { ensureBuilt, ensureInstalled, HOST_FLAGS, projectNode, root, runInPlace } from "./bootstrap.mjs";

ensureInstalled();
ensureBuilt();
const { ensureElectron, hasDisplay } = await import("./electron-binary.mjs");
const args = process.argv.slice(2);
const electron = hasDisplay() ? ensureElectron() : undefined;
if (electron) {
  const noSandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : []; // Chromium refuses its sandbox to root
  runInPlace(electron, [...noSandbox, root, ...args]);
} else {
  const why = hasDisplay() ? "Electron's binary is absent and could not be downloaded" : "there is no display";
  console.error(`mtx-watch: ${why}; serving the same app to a browser instead:`);
  runInPlace(projectNode(), [...HOST_FLAGS, join(root, "out", "main", "web-host.js"), ...args]);
}
