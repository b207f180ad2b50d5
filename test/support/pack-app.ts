import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { build, Platform } from "electron-builder";
import { findElectronVersion } from "./find-electron.ts";
import type { TestElectron } from "./find-electron.ts";

const root = join(import.meta.dirname, "..", "..");
/** Electron's first major version that has this fuse; setting it is an error in an older one. */
const FIRST_WITH_FILE_FUSE = 29;

/** Makes an AppImage of what was packed, where electron-builder is told of the tools that it would download. */
export async function makeAppImage({ folder }: PackedApp): Promise<string> {
  const output = join(folder, "..", "installers");
  const [file] = await build({
    projectDir: root,
    prepackaged: folder,
    targets: Platform.LINUX.createTarget(["AppImage"]),
    publish: "never",
    config: { extends: join(root, "electron-builder.yml"), directories: { output } },
  });
  return file!;
}

export interface PackedApp {
  folder: string;
  executable: string;
  archive: string;
  remove(): void;
}

/** `npm run package -- --dir` around the Electron of the tests, with its app in the place of out/. Rejects with what it said. */
export async function packApp({ executable, app = root }: TestElectron): Promise<PackedApp> {
  const work = mkdtempSync(join(tmpdir(), "mtx-watch-packed-"));
  const remove = () => rmSync(work, { recursive: true, force: true });
  const dist = dirname(executable);
  const config = join(work, "electron-builder.yml");
  writeFileSync(config, fitConfig(readFileSync(join(root, "electron-builder.yml"), "utf8"), app));
  const options = { "directories.output": work, electronDist: dist, electronVersion: readFileSync(join(dist, "version"), "utf8") };
  const args = Object.entries({ ...options, ...fitPackage(app) }).map(([key, value]) => `-c.${key}=${value}`);
  const child = spawn(process.execPath, [join(root, "scripts", "package.mjs"), "--dir", "--config", config, ...args], { cwd: root });
  let said = "";
  for (const output of [child.stdout, child.stderr]) output.setEncoding("utf8").on("data", (text: string) => (said += text));
  const [code] = (await once(child, "close")) as [number];
  if (code !== 0) {
    remove();
    throw new Error(`npm run package -- --dir ended with ${code}\n${said}`);
  }
  const isWindows = process.platform === "win32";
  const folder = join(work, isWindows ? "win-unpacked" : "linux-unpacked");
  return {
    folder,
    executable: join(folder, isWindows ? "MTX Watch.exe" : "mtx-watch"),
    archive: join(folder, "resources", "app.asar"),
    remove,
  };
}

/** The configuration as it stands, but for what the Electron of the tests cannot do and where its app lies. */
function fitConfig(config: string, app: string): string {
  const fitting = findElectronVersion() < FIRST_WITH_FILE_FUSE ? config.replace(/^ {2}grantFileProtocolExtraPrivileges:.*\n/m, "") : config;
  if (app === root) return fitting;
  const isOut = /^ {2}- "?(!?)out\/([^"\n]*)"?\n/gm;
  const filter = [...config.matchAll(isOut)].map(([, not, pattern]) => `${not}${pattern}`);
  const added = readdirSync(app).filter((name) => !["out", "node_modules", "resources", "package.json"].includes(name));
  const sets = [{ from: join(app, "out"), to: "out", filter }, ...added.map((name) => ({ from: join(app, name), to: name }))];
  return fitting.replaceAll(isOut, "").replace("files:\n", `files:\n${sets.map((set) => `  - ${JSON.stringify(set)}\n`).join("")}`);
}

/** Another folder's modules may be of another kind. */
function fitPackage(app: string): Record<string, string> {
  const { type = "commonjs" } = JSON.parse(readFileSync(join(app, "package.json"), "utf8")) as { type?: string };
  return { "extraMetadata.type": type };
}
