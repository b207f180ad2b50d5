// npm run demo: the whole job on this machine, in the desktop app where there is an Electron, else in the browser host.
import { join } from "node:path";
import { ensureBuilt, ensureInstalled, projectNode, root, runInPlace } from "./bootstrap.mjs";

ensureInstalled();
ensureBuilt();
const { ensureElectron, hasDisplay } = await import("./electron-binary.mjs");
const args = process.argv.slice(2);
const isBrowserRun = ["--web", "--headless", "--electron", "--help"].some((option) => args.includes(option));
const electron = isBrowserRun || !hasDisplay() ? undefined : ensureElectron();
if (!isBrowserRun && !electron) console.error("mtx-watch: no Electron or no display here; the demo serves the app to a browser");
runInPlace(projectNode(), [
  join(root, "out", "main", "demo.js"),
  ...(electron ? ["--electron", electron, "--electron-app", root] : []),
  ...args,
]);
