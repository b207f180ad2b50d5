import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { makeDirectorySync } from "../journal/make-directory.ts";
import type { App } from "electron";

/** A fresh profile is some 2 MB in its first minute. */
const NEW_PROFILE_BYTES = 2 * 1024 * 1024;

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
  if (dataDir !== undefined) return join(dataDir, "users", nameUserFolder(userName), "chromium");
  if (platform === "win32" && env.LOCALAPPDATA) return join(env.LOCALAPPDATA, "MTX Watch", "chromium");
  return undefined;
}

/** What a user of this PC is called among the files. */
export function nameUserFolder(userName: string): string {
  return userName.replaceAll(/[^\p{L}\p{N}._-]/gu, "_");
}

/**
 * To be called before the single instance lock is asked for: it lies in the profile, so each named data dir is an instance of its own.
 * Chromium does not start without a profile: where the data dir's disk is full or refuses, one beside other temporary files does for now.
 */
export function setProfile(app: App, dataDir: string | undefined): void {
  const profile = findProfileDirectory({ dataDir, platform: process.platform, env: process.env, userName: userInfo().username });
  if (profile === undefined) return;
  app.setPath("userData", hasRoomFor(profile) ? profile : mkdtempSync(join(tmpdir(), "mtx-watch-chromium-")));
}

/** Whether a profile is there, or a new one finds room: on a full disk an empty folder often can still be made. */
function hasRoomFor(profile: string): boolean {
  if (existsSync(profile)) return true;
  try {
    makeDirectorySync(profile);
    writeFileSync(join(profile, "room"), "x".repeat(NEW_PROFILE_BYTES));
    rmSync(join(profile, "room"));
    return true;
  } catch {
    try {
      rmSync(profile, { recursive: true, force: true });
    } catch {
      // It was never made.
    }
    return false;
  }
}
