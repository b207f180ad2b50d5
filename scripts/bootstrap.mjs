// What a fresh clone needs before anything of ours can run: plain JavaScript on the machine's own Node (>= 20.19), no packages.
import { createHash } from "node:crypto";
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = join(dirname(fileURLToPath(import.meta.url)), "..");

const say = (message) => console.error(`mtx-watch: ${message}`);

/** Installs the packages of package-lock.json when they are not there, or are another lock file's. */
export function ensureInstalled() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19)) fail(`Node 20.19 or newer is needed to start; this is ${process.versions.node}`);
  const marker = join(root, "node_modules", ".mtx-watch-lock");
  const wanted = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
  if (existsSync(marker) && readFileSync(marker, "utf8") === wanted) return;
  say("installing packages (npm ci) ...");
  // npm as it was called, else the one on the path; its words go to stderr, since stdout carries answers only.
  const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : [process.platform === "win32" ? "npm.cmd" : "npm"];
  const [command, ...before] = npm;
  const args = [...before, "ci", "--no-audit", "--no-fund", "--loglevel=error"];
  const { status } = spawnSync(command, args, { cwd: root, stdio: ["ignore", 2, 2], shell: command.endsWith(".cmd") });
  if (status !== 0) fail("npm ci failed; the lines above say why");
  writeFileSync(marker, wanted);
}

/** The project's own Node 24, on which everything of ours runs. */
export function projectNode() {
  return join(root, "node_modules", "node", "bin", process.platform === "win32" ? "node.exe" : "node");
}

/**
 * How it is started for a host. V8's nursery would grow to some 100 MB in a storm of records though nothing of it is kept, and give none
 * back: with 4 MB (three of them) the host's memory stays where it was. What lives through a wait between two retries gets old before it
 * is garbage, and V8 would let three times as much of that pile up as is really kept: collected is from 8 MB on, then at 1.3 times.
 */
export const HOST_FLAGS = [
  "--disable-warning=ExperimentalWarning",
  "--max-semi-space-size=4",
  "--initial-old-space-size=8",
  "--heap-growing-percent=30",
];

/** Builds into out/ when a source is newer than the last build. */
export function ensureBuilt({ force = false } = {}) {
  const marker = join(root, "out", ".built");
  const sources = ["electron", "renderer", "shared", "resources", "package.json", "package-lock.json", "electron.vite.config.ts"];
  const newest = Math.max(...sources.map((name) => newestChange(join(root, name))));
  if (!force && existsSync(marker) && statSync(marker).mtimeMs > newest) return;
  say("building ...");
  rmSync(join(root, "out"), { recursive: true, force: true });
  const build = join(root, "node_modules", "electron-vite", "bin", "electron-vite.js");
  const { status, stdout, stderr } = spawnSync(projectNode(), [build, "build"], { cwd: root, encoding: "utf8" });
  if (status !== 0) fail(`the build failed:\n${stdout}${stderr}`);
  mkdirSync(dirname(marker), { recursive: true });
  writeFileSync(marker, "");
}

const PARENT_CHECK_INTERVAL = 1_000;

/** Runs a program in this one's place: it gets our signals and our input, and we end as it ends. It ends too when who started us is gone. */
export function runInPlace(command, args, env = process.env) {
  const child = spawn(command, args, { stdio: "inherit", env });
  const parent = process.ppid; // npm, which may be killed
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    child.kill("SIGTERM");
  }, PARENT_CHECK_INTERVAL).unref();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("error", (error) => fail(`${command} could not be started: ${error.message}`));
  child.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGINT" ? 130 : 1)));
}

export function fail(message) {
  say(message);
  process.exit(1);
}

function newestChange(path) {
  if (!existsSync(path)) return 0;
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  return Math.max(mtimeMs, ...readdirSync(path).map((name) => newestChange(join(path, name))));
}
