import { userInfo } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";

export interface DesktopArguments {
  dataDir?: string;
  configFile?: string;
  secretsFile?: string;
  /** What is wrong with the command line, for people. */
  problem?: string;
}

const NAMES = { "data-dir": "dataDir", config: "configFile", secrets: "secretsFile" } as const;

/**
 * `--data-dir DIR --config FILE --secrets FILE`, also with `=`. Everything else on the command line is Electron's or Chromium's and is
 * left alone.
 */
export function readDesktopArguments(argv: readonly string[]): DesktopArguments {
  const text = { type: "string" } as const;
  const options = { "data-dir": text, config: text, secrets: text };
  const { values } = parseArgs({ args: [...argv], options, strict: false, allowPositionals: true });
  const found: DesktopArguments = {};
  for (const name of ["data-dir", "config", "secrets"] as const) {
    const value = values[name];
    if (value === undefined) continue;
    if (typeof value !== "string" || value === "" || value.startsWith("--")) found.problem = `--${name} needs a path`;
    else found[NAMES[name]] = resolve(value);
  }
  return found;
}

/**
 * Where Chromium keeps this user's profile; undefined for Electron's own default. Each data dir that is named has a profile of its own,
 * and so is an instance of its own. On Windows the default would be the roaming profile, which travels over the network.
 */
export function findProfileDirectory(
  dataDir: string | undefined,
  { platform, env, userName }: ProfileFacts = { platform: process.platform, env: process.env, userName: userInfo().username },
): string | undefined {
  if (dataDir !== undefined) return join(dataDir, "users", userName.replaceAll(/[^\p{L}\p{N}._-]/gu, "_"), "chromium");
  if (platform === "win32" && env.LOCALAPPDATA) return join(env.LOCALAPPDATA, "MTX Watch", "chromium");
  return undefined;
}

export interface ProfileFacts {
  platform: NodeJS.Platform;
  env: NodeJS.ProcessEnv;
  userName: string;
}
