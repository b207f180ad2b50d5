// node scripts/run-source.mjs FILE [ARGS]: installs and builds what is missing, then runs a TypeScript program of ours as it stands.
import { join } from "node:path";
import { ensureBuilt, ensureInstalled, projectNode, root, runInPlace } from "./bootstrap.mjs";

const [file, ...args] = process.argv.slice(2);
ensureInstalled();
ensureBuilt();
runInPlace(projectNode(), ["--disable-warning=ExperimentalWarning", join(root, file), ...args]);
