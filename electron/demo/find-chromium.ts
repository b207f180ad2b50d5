import { execFile, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "msedge"];

/**
 * Path of a Chromium, Chrome or Edge: `CHROMIUM_PATH`, else an installed one, else Debian's package is installed (as root on Debian),
 * else Playwright's own download is used. Throws with the way out when there is none.
 */
export async function findChromium(log: (message: string) => void): Promise<string> {
  const wanted = process.env.CHROMIUM_PATH;
  if (wanted) {
    if (existsSync(wanted)) return wanted;
    throw new Error(`CHROMIUM_PATH names ${wanted}, which does not exist`);
  }
  const found = findInstalled() ?? installDebianPackage(log) ?? (await downloadWithPlaywright(log));
  if (found) return found;
  throw new Error("no Chromium, Chrome or Edge was found; install one, or set CHROMIUM_PATH to its executable");
}

/** What a headless Chromium needs on a small machine and as root, and the closed doors that keep it from calling home. */
export function chromiumFlags(): string[] {
  const flags = ["--headless=new", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking"];
  flags.push("--disable-component-update", "--disable-sync", "--disable-quic", "--autoplay-policy=no-user-gesture-required");
  flags.push("--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup"); // two pages of the address bar, loaded beside each of ours
  if (process.getuid?.() === 0) flags.push("--no-sandbox"); // Chromium refuses its sandbox to root
  return flags;
}

function findInstalled(): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const suffix = process.platform === "win32" ? ".exe" : "";
  const onPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name + suffix)));
  return [...onPath, ...usualPlaces()].find((path) => existsSync(path));
}

function usualPlaces(): string[] {
  if (process.platform === "darwin") {
    return ["Google Chrome", "Chromium", "Microsoft Edge"].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
  }
  if (process.platform !== "win32") return [];
  const { ProgramFiles = "C:\\Program Files", "ProgramFiles(x86)": x86 = "C:\\Program Files (x86)", LOCALAPPDATA = "" } = process.env;
  const programs = ["Google\\Chrome\\Application\\chrome.exe", "Microsoft\\Edge\\Application\\msedge.exe"];
  return [ProgramFiles, x86, LOCALAPPDATA].flatMap((folder) => programs.map((program) => join(folder, program)));
}

function installDebianPackage(log: (message: string) => void): string | undefined {
  if (process.getuid?.() !== 0 || !existsSync("/etc/debian_version")) return undefined;
  const name = readFileSync("/etc/os-release", "utf8").includes("ID=ubuntu") ? undefined : "chromium"; // Ubuntu's package is a snap
  if (name === undefined) return undefined;
  log("installing Debian's chromium");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const run = (args: string[]) => spawnSync("apt-get", args, { env, stdio: ["ignore", "ignore", "inherit"] }).status === 0;
  const installed = run(["update", "-q"]) && run(["install", "-y", "-q", "--no-install-recommends", name, "fonts-nanum"]);
  return installed ? findInstalled() : undefined;
}

async function downloadWithPlaywright(log: (message: string) => void): Promise<string | undefined> {
  try {
    const { chromium } = await import("playwright-core");
    if (existsSync(chromium.executablePath())) return chromium.executablePath();
    log("downloading Chromium with Playwright");
    const cli = join(import.meta.dirname, "..", "..", "node_modules", "playwright-core", "cli.js");
    await promisify(execFile)(process.execPath, [cli, "install", "chromium"]);
    return existsSync(chromium.executablePath()) ? chromium.executablePath() : undefined;
  } catch (error) {
    log(`Playwright's download failed: ${String(error)}`);
    return undefined;
  }
}
