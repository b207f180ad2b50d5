// npm run package [-- electron-builder arguments]: installers with electron-builder, and the console program that they carry.
// npm run package -- --cli [--platform linux|win32] [--output DIR]: the console program alone.
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ensureBuilt, ensureInstalled, projectNode, root, runInPlace } from "./bootstrap.mjs";
import { packageCli } from "./package-cli.mjs";

const args = process.argv.slice(2);
ensureInstalled();
if (args[0] === "--cli") {
  ensureBuilt(); // the collector's page
  const string = { type: "string" };
  const { values } = parseArgs({ args: args.slice(1), options: { platform: string, output: string } });
  console.log(await packageCli({ ...values }));
} else {
  ensureBuilt();
  if (!args.includes("--dir")) await packageCli();
  runInPlace(projectNode(), [join(root, "node_modules", "electron-builder", "cli.js"), ...args]);
}
