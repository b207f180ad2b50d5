// node scripts/run.mjs ENTRY [ARGS]: installs and builds what is missing, then runs out/main/ENTRY.js on the project's own Node.
import { join } from "node:path";
import { ensureBuilt, ensureInstalled, HOST_FLAGS, projectNode, root, runInPlace } from "./bootstrap.mjs";

const [entry, ...args] = process.argv.slice(2);
ensureInstalled();
ensureBuilt();
runInPlace(projectNode(), [...HOST_FLAGS, join(root, "out", "main", `${entry}.js`), ...args]);
