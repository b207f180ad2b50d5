// npm run package [-- electron-builder arguments]: installers with electron-builder.
import { join } from "node:path";
import { ensureBuilt, ensureInstalled, projectNode, root, runInPlace } from "./bootstrap.mjs";

ensureInstalled();
ensureBuilt();
runInPlace(projectNode(), [join(root, "node_modules", "electron-builder", "cli.js"), ...process.argv.slice(2)]);
