import { mkdirSync } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";
import type { App } from "electron";

export interface ProfileFacts {
  /** As named on the command line; undefined for the default one. */
  dataDir: string | undefined;
  platform: NodeJS.Platform;
  env: NodeJS.ProcessEnv;
  userName: string;
}

/**
 * Where Chromium keeps this user's profile; undefined for Electron's own default. Each data dir that is named has profiles of its own. On
 * Windows the default would be the roaming profile, which travels over the network.
 */
export function findProfileDirectory({ dataDir, platform, env, userName }: ProfileFacts): string | undefined {
  if (dataDir !== undefined) return join(dataDir, "users", userName.replaceAll(/[^\p{L}\p{N}._-]/gu, "_"), "chromium");
  if (platform === "win32" && env.LOCALAPPDATA) return join(env.LOCALAPPDATA, "MTX Watch", "chromium");
  return undefined;
}

/** To be called before the single instance lock is asked for: it lies in the profile, so each named data dir is an instance of its own. */
export function setProfile(app: App, dataDir: string | undefined): void {
  const profile = findProfileDirectory({ dataDir, platform: process.platform, env: process.env, userName: userInfo().username });
  if (profile === undefined) return;
  mkdirSync(profile, { recursive: true });
  app.setPath("userData", profile);
}
