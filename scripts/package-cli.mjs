// The console program mtx-watch-cli as a folder of its own: Node's single executable application, and lib/ with what cannot be in it.
import { spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { fail, HOST_FLAGS, projectNode, root } from "./bootstrap.mjs";

/** What Node looks for in its own file: https://nodejs.org/docs/latest-v24.x/api/single-executable-applications.html */
const RESOURCE = "NODE_SEA_BLOB";
const FUSE = "NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2";
const FONT = "@fontsource-variable/noto-sans-kr";
/** What the collector's page is made of, besides what the program is. */
const PAGE_PACKAGES = ["react", "react-dom", "scheduler", FONT];
const modules = join(root, "node_modules");
const resources = join(root, "resources", "cli");

/** Makes dist/mtx-watch-cli-PLATFORM-ARCH and returns its path. `platform`: linux or win32; another than this machine's one is downloaded. */
export async function packageCli({ platform = process.platform, output = join(root, "dist") } = {}) {
  if (!["linux", "win32"].includes(platform)) fail(`mtx-watch-cli is made for linux and win32, not for ${platform}`);
  const arch = platform === process.platform ? process.arch : "x64";
  const parts = findParts(platform, arch);
  const folder = join(output, `mtx-watch-cli-${platform}-${arch}`);
  const lib = join(folder, "lib");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(lib, { recursive: true });

  const bundled = new Set();
  await bundle("history-reader", { outDir: lib, bundled });
  await bundle("cli", { outDir: folder, bundled });
  const executable = join(folder, platform === "win32" ? "mtx-watch-cli.exe" : "mtx-watch-cli");
  copyFileSync(parts.node, executable);
  chmodSync(executable, 0o755);
  inject(executable, join(folder, "cli.cjs"));

  const native = ["node-api", "node-bindings"].map((name) => join(modules, "@duckdb", name));
  for (const from of [...native, parts.binding]) {
    cpSync(from, join(lib, "node_modules", "@duckdb", basename(from)), { recursive: true, dereference: true, filter: isNeededToRun });
  }
  // The report's font, which is read as files.
  const font = join(modules, FONT);
  for (const part of ["package.json", "unicode.json", "LICENSE"]) copyInto(join(lib, "node_modules", FONT), font, part);
  cpSync(join(font, "files"), join(lib, "node_modules", FONT, "files"), { recursive: true });
  copyPage(join(root, "out", "renderer"), join(lib, "page"));
  copyFileSync(join(root, "LICENSE"), join(folder, "LICENSE"));
  copyLicenses(join(folder, "licenses"), [...bundled, ...native, parts.binding, ...PAGE_PACKAGES.map((name) => join(modules, name))]);
  if (platform === "linux") copyFileSync(join(resources, "mtx-watch-collector.service"), join(folder, "mtx-watch-collector.service"));
  return folder;
}

function copyInto(folder, from, file) {
  mkdirSync(folder, { recursive: true });
  copyFileSync(join(from, file), join(folder, file));
}

/** One file with everything but the native packages; `bundled` gets the folders of the packages that went into it. */
async function bundle(entry, { outDir, bundled }) {
  const { build } = await import("vite");
  await build({
    configFile: false,
    root,
    logLevel: "warn",
    publicDir: false,
    ssr: { noExternal: true, target: "node" },
    plugins: [loadFromLib(), noteBundled(bundled)],
    build: {
      ssr: join(root, "electron", `${entry}.ts`),
      outDir,
      emptyOutDir: false,
      target: "node24",
      rolldownOptions: { output: { format: "cjs", entryFileNames: "[name].cjs", codeSplitting: false } },
    },
  });
}

/** An executable's own require() knows Node's modules only. */
function loadFromLib() {
  const mark = "\0from-lib:";
  return {
    name: "load-from-lib",
    enforce: "pre",
    resolveId: (id) => (id.startsWith("@duckdb/") ? mark + id : undefined),
    load(id) {
      if (!id.startsWith(mark)) return undefined;
      return `module.exports = require("node:module").createRequire(process.execPath)("./lib/node_modules/${id.slice(mark.length)}");`;
    },
  };
}

function noteBundled(bundled) {
  return {
    name: "note-bundled",
    generateBundle() {
      for (const id of this.getModuleIds()) {
        const [, folder] = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(id.replaceAll("\\", "/")) ?? [];
        if (folder && !id.startsWith("\0")) bundled.add(folder);
      }
    },
  };
}

/** Puts the program into the executable. The blob is the same for every platform: it holds the source, no compiled code. */
function inject(executable, main) {
  const [config, output] = [`${main}.json`, `${main}.blob`];
  writeFileSync(
    config,
    JSON.stringify({
      main,
      output,
      disableExperimentalSEAWarning: true,
      useCodeCache: false,
      execArgv: HOST_FLAGS,
      execArgvExtension: "none", // NODE_OPTIONS is not listened to
    }),
  );
  run(["--experimental-sea-config", config]);
  if (executable.endsWith(".exe")) injectIntoExe(executable, readFileSync(output));
  else run([join(modules, "postject", "dist", "cli.js"), executable, RESOURCE, output, "--sentinel-fuse", FUSE]);
  for (const file of [main, config, output]) rmSync(file);
}

/** As postject does it, thirty times as fast and without leaving a signature behind that is none any more: Node's own is taken off. */
function injectIntoExe(file, blob) {
  const { NtExecutable, NtExecutableResource } = createRequire(import.meta.url)("resedit");
  const exe = NtExecutable.from(readFileSync(file), { ignoreCert: true });
  const resources = NtExecutableResource.from(exe);
  const RCDATA = 10;
  resources.entries.push({ type: RCDATA, id: RESOURCE, lang: 1033, codepage: 1200, bin: blob });
  resources.outputResource(exe);
  const bytes = Buffer.from(exe.generate());
  const at = bytes.indexOf(`${FUSE}:0`);
  if (at < 0) fail(`${file} is no Node that can carry a program`);
  bytes.write("1", at + FUSE.length + 1, "latin1");
  writeFileSync(file, bytes);
}

/** Runs a program on the project's Node; what it says is of interest only when it fails. */
function run(args) {
  const { status, stdout, stderr } = spawnSync(projectNode(), args, { encoding: "utf8" });
  if (status !== 0) fail(`${args[0]} failed:\n${stdout}${stderr}`);
}

/** Node itself, and the search engine's binding, for a platform. */
function findParts(platform, arch) {
  const { version } = JSON.parse(readFileSync(join(modules, "node", "package.json"), "utf8"));
  const { version: engine } = JSON.parse(readFileSync(join(modules, "@duckdb", "node-bindings", "package.json"), "utf8"));
  const node = `node-${platform === "win32" ? "win" : platform}-${arch}`;
  const binding = `@duckdb/node-bindings-${platform}-${arch}`;
  if (platform === process.platform) return { node: projectNode(), binding: join(modules, binding) };
  const folder = join(root, "dist", "parts", `${platform}-${arch}-${version}-${engine}`);
  const installed = join(folder, "node_modules");
  if (!existsSync(join(folder, ".complete"))) {
    const packages = [`${node}@${version}`, `${binding}@${engine}`];
    const switches = [
      "--no-save",
      "--ignore-scripts",
      "--force",
      "--no-audit",
      "--no-fund",
      "--prefer-offline",
      `--os=${platform}`,
      `--cpu=${arch}`,
    ];
    mkdirSync(folder, { recursive: true });
    const npm = process.platform === "win32" ? "npm.cmd" : "npm";
    const { status } = spawnSync(npm, ["install", "--prefix", folder, ...switches, ...packages], {
      stdio: ["ignore", 2, 2],
      shell: process.platform === "win32",
    });
    if (status !== 0) fail(`${packages.join(" and ")} cannot be installed; the lines above say why`);
    writeFileSync(join(folder, ".complete"), "");
  }
  return {
    node: join(installed, node, "bin", platform === "win32" ? "node.exe" : "node"),
    binding: join(installed, binding),
  };
}

/** Of the built renderer the collector's page alone: its file, and what that names, and what this names. */
function copyPage(from, to) {
  const waiting = ["fleet.html"];
  const known = new Set(waiting);
  mkdirSync(join(to, "assets"), { recursive: true });
  const assets = readdirSync(join(from, "assets"));
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const path = name.endsWith(".html") ? name : join("assets", name);
    copyFileSync(join(from, path), join(to, path));
    if (!/\.(html|js|css)$/.test(name)) continue;
    const text = readFileSync(join(from, path), "utf8");
    for (const asset of assets) {
      if (known.has(asset) || !text.includes(asset)) continue;
      known.add(asset);
      waiting.push(asset);
    }
  }
}

function isNeededToRun(path) {
  return !/\.(md|map|d\.ts)$/.test(path);
}

/** One file for each package, under its name. Node's own is kept here: not every platform's package has it. */
function copyLicenses(folder, packages) {
  cpSync(join(resources, "licenses"), folder, { recursive: true });
  for (const from of packages) {
    const { name, license } = JSON.parse(readFileSync(join(from, "package.json"), "utf8"));
    const file = ["LICENSE", "LICENSE.md", "LICENSE.txt", "license", "license.md"].map((each) => join(from, each)).find(existsSync);
    const target = join(folder, name.replace("/", "+"));
    if (file) copyFileSync(file, target);
    else writeFileSync(target, `${name}: ${license}\n`);
  }
}
