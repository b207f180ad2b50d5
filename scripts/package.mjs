// Installers with electron-builder, and the console program that they carry.
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ensureBuilt, ensureInstalled, projectNode, root, runInPlace } from "./bootstrap.mjs";
import { packageCli } from "./package-cli.mjs";

const USAGE = `npm run package [-- electron-builder's own options, such as --linux deb or --dir]: installers into dist/
npm run package -- --cli [--platform linux|win32] [--output DIR]: the console program mtx-watch-cli alone
Who makes packages names himself: -c.linux.maintainer="Name <mail>" -c.extraMetadata.homepage=URL (docs/operations.md)`;

const args = process.argv.slice(2);
if (args.includes("--help")) {
  console.log(USAGE);
  process.exit();
}
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
