// Installers with electron-builder, and the console program that they carry.
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ensureBuilt, ensureInstalled, fail, projectNode, root, runInPlace } from "./bootstrap.mjs";
import { packageCli } from "./package-cli.mjs";

const USAGE = `npm run package [-- electron-builder's own options, such as --linux deb or --dir]: installers into dist/
npm run package -- --cli [--platform linux|win32] [--output DIR]: the console program mtx-watch-cli alone
Who makes packages names himself: -c.linux.maintainer="Name <mail>" -c.extraMetadata.homepage=URL (docs/operations.md)`;

/** What differs for Linux, which cannot be said of one platform alone in electron-builder.yml. */
const LINUX_CONFIG = join("resources", "installer", "linux.yml");

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
  const config = isForLinux() && !args.some((arg) => /^(-c|--config)(=|$)/.test(arg)) ? ["--config", LINUX_CONFIG] : [];
  runInPlace(projectNode(), [join(root, "node_modules", "electron-builder", "cli.js"), ...config, ...args]);
}

/** Linux is named, or nothing is and this is one. */
function isForLinux() {
  const named = args.filter((arg) => /^(--(linux|win|windows|mac|macos)|-[lmwo]+)$/.test(arg));
  const isLinux = (arg) => arg === "--linux" || arg === "-l";
  if (named.some(isLinux) && !named.every(isLinux)) fail("--linux goes by itself: its configuration is another one");
  return named.length === 0 ? process.platform === "linux" : named.some(isLinux);
}
