import { createHash } from "node:crypto";
import { readFileSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type { App } from "electron";
import { writeFileAtomically } from "../journal/write-file-atomically.ts";

export interface LoginItemOptions {
  app: Pick<App, "setLoginItemSettings">;
  platform?: NodeJS.Platform;
  env?: NodeJS.ProcessEnv;
  /** As this app was started. */
  command: { program: string; args: string[] };
  /** Its data dir when one was named: each has an entry of its own. */
  dataDir: string | undefined;
}

/** Stands in our autostart files; one without it is somebody else's, and is left alone. */
const MARK = "X-MTX-Watch-Autostart=true";

/** Starts the app when this user logs in, or no longer. Rejects when the system refuses. */
export async function setLoginItem(isWanted: boolean, options: LoginItemOptions): Promise<void> {
  const { app, platform = process.platform, env = process.env, command, dataDir } = options;
  const name = dataDir === undefined ? "mtx-watch" : `mtx-watch-${createHash("sha256").update(dataDir).digest("hex").slice(0, 12)}`;
  if (platform !== "linux") {
    const args = command.args.map(quoteForWindows);
    app.setLoginItemSettings({ openAtLogin: isWanted, path: command.program, args, name });
    return;
  }
  const file = join(env.XDG_CONFIG_HOME || join(homedir(), ".config"), "autostart", `${name}.desktop`);
  const present = readText(file);
  if (present !== undefined && !present.split("\n").includes(MARK)) return;
  const wanted = isWanted ? writeDesktopEntry(command) : undefined;
  if (wanted === present) return;
  if (wanted === undefined) rmSync(file, { force: true });
  else await writeFileAtomically(file, wanted);
}

/** How this app is started once more as it was now. An AppImage runs from a place that is gone by then: its file is in the environment. */
export function readStartCommand(
  app: Pick<App, "isPackaged" | "getAppPath">,
  {
    namedDataDir,
    configFile,
    secretsFile,
    isKiosk,
  }: { namedDataDir: string | undefined; configFile?: string; secretsFile?: string; isKiosk?: boolean },
): LoginItemOptions["command"] {
  const named = Object.entries({ "data-dir": namedDataDir, config: configFile, secrets: secretsFile });
  const options = named.flatMap(([name, value]) => (value === undefined ? [] : [`--${name}=${value}`]));
  return {
    program: process.env.APPIMAGE || process.execPath,
    args: [...(app.isPackaged ? [] : [app.getAppPath()]), ...options, ...(isKiosk ? ["--kiosk"] : [])],
  };
}

/** By the Desktop Entry Specification 1.5. */
export function writeDesktopEntry({ program, args }: LoginItemOptions["command"]): string {
  const entry = ["[Desktop Entry]", "Type=Application", "Name=MTX Watch", `Exec=${[program, ...args].map(quoteForDesktop).join(" ")}`, "Terminal=false", MARK]; // prettier-ignore
  return `${entry.join("\n")}\n`;
}

/** First the quoting of an argument, then that of a string value; `%` would be a field code. */
function quoteForDesktop(argument: string): string {
  const quoted = `"${argument.replaceAll(/["`$\\]/g, "\\$&")}"`;
  return quoted.replaceAll("\\", "\\\\").replaceAll("%", "%%");
}

function quoteForWindows(argument: string): string {
  return /\s/.test(argument) ? `"${argument}"` : argument;
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
