import { rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { App } from "electron";
import type { BaseUpdater, UpdateInfo } from "electron-updater";
import type { UpdateProblemKind } from "../../shared/updates/updates-api.ts";
import { readDiskSpace } from "../journal/disk-space.ts";
import { makeUpdateError } from "../updates/updater.ts";
import type { Updater } from "../updates/updater.ts";
import { findInstallation } from "./find-installation.ts";

/**
 * electron-updater, told when to do what; undefined where it cannot replace this installation. It asks over Chromium's network stack, so the
 * system's proxy and authorities hold; it refuses a file whose SHA-512 is not the one of latest.yml and, on Windows, an installer that is not
 * signed by the publisher of the present one where that is signed.
 */
export function createUpdater(app: App, log: (message: string) => void): Updater | undefined {
  const { platform, execPath, resourcesPath, env } = process;
  const kind = findInstallation({ platform, isPackaged: app.isPackaged, executable: execPath, resources: resourcesPath, appImage: env.APPIMAGE }); // prettier-ignore
  if (kind === "none") return undefined;
  let loading: Promise<BaseUpdater> | undefined;
  let loaded: BaseUpdater | undefined;
  let fetched = "";
  let said: Error | undefined;

  /** Loaded when it is first needed. */
  async function load(): Promise<BaseUpdater> {
    const { AppImageUpdater, DebUpdater, NsisUpdater } = (await import("electron-updater")).default;
    const updater = kind === "nsis" ? new NsisUpdater() : kind === "deb" ? new DebUpdater() : new AppImageUpdater();
    updater.logger = { info: () => undefined, warn: logLine, error: () => undefined };
    updater.autoDownload = false;
    updater.autoInstallOnAppQuit = false; // it could not tell a person from a shutdown
    updater.disableWebInstaller = true;
    updater.disableDifferentialDownload = true; // not every site's server knows ranges, and a network of its own has room for the whole
    updater.isUserWithinRollout = () => true; // groups are the policy's
    updater.on("error", (error) => (said = error));
    loaded = updater;
    return updater;
  }
  const logLine = (message: unknown): void => log(`updates: ${String(message).split("\n", 1)[0]}`);

  /** In the words of `UpdateError`. */
  async function ask<T>(question: (updater: BaseUpdater) => Promise<T>): Promise<T> {
    try {
      return await question(await (loading ??= load()));
    } catch (error) {
      throw makeUpdateError(judgeProblem(error as Error), (error as Error).message);
    }
  }

  /** What is put beside the program needs its folder's rights, and on another disk its room. */
  async function isPlaceFit(): Promise<boolean> {
    const folder = dirname(kind === "appimage" ? env.APPIMAGE! : execPath);
    const probe = join(folder, `.mtx-watch-${process.pid}`);
    try {
      writeFileSync(probe, "");
      rmSync(probe);
    } catch {
      return false;
    }
    const space = await readDiskSpace(folder).catch(() => undefined); // a disk that cannot tell may have it
    return space === undefined || space.free > statSync(fetched).size;
  }

  return {
    kind,
    check: ({ url, version, allowsOlder }) =>
      ask(async (updater) => {
        updater.setFeedURL({ provider: "generic", url, ...(version !== "" && { channel: version }) });
        updater.allowDowngrade = allowsOlder;
        const result = await updater.checkForUpdates();
        if (!result) throw new Error("the updater is not active in this installation");
        const { updateInfo, isUpdateAvailable } = result;
        if (version !== "" && updateInfo.version !== version) throw makeUpdateError("bad_file", `${version} was asked for, the file names ${updateInfo.version}`); // prettier-ignore
        return { version: updateInfo.version, ...readRelease(updateInfo), isFit: isUpdateAvailable };
      }),
    download: () =>
      ask(async (updater) => {
        [fetched = ""] = await updater.downloadUpdate();
      }),
    canInstall: isPlaceFit,
    install({ restarts }) {
      if (!loaded) throw makeUpdateError("other", "nothing was fetched");
      said = undefined;
      // An AppImage may get another name; electron-updater would start it without the arguments that it has now.
      let program = env.APPIMAGE || execPath;
      loaded.once("appimage-filename-updated", (file) => (program = file));
      loaded.quitAndInstall(true, restarts && kind === "nsis");
      const problem = said as Error | undefined;
      if (problem) throw makeUpdateError(judgeProblem(problem), problem.message);
      if (restarts && kind !== "nsis") app.relaunch({ execPath: program, args: process.argv.slice(1) });
    },
  };
}

function readRelease({ releaseDate }: UpdateInfo): { releasedAt?: number } {
  const at = Date.parse(releaseDate);
  return Number.isNaN(at) ? {} : { releasedAt: at };
}

const CODES: Record<string, UpdateProblemKind> = {
  ERR_UPDATER_CHANNEL_FILE_NOT_FOUND: "no_file",
  ERR_UPDATER_INVALID_UPDATE_INFO: "bad_file",
  ERR_UPDATER_INVALID_VERSION: "bad_file",
  ERR_UPDATER_NO_CHECKSUM: "bad_file",
  ERR_UPDATER_NO_FILES_PROVIDED: "bad_file",
  ERR_CHECKSUM_MISMATCH: "checksum",
  ERR_UPDATER_INVALID_SIGNATURE: "signature",
};

/** By electron-updater's codes, Chromium's and Node's. */
function judgeProblem(error: Error & { code?: string; statusCode?: number; kind?: UpdateProblemKind }): UpdateProblemKind {
  const { code = "", statusCode, kind, message } = error;
  if (kind) return kind;
  if (Object.hasOwn(CODES, code)) return CODES[code]!;
  if (statusCode === 404) return "no_file";
  if (statusCode !== undefined) return "http";
  if (/^net::ERR_|^E(CONN|HOST|NET|AI_AGAIN|NOTFOUND|TIMEDOUT)/.test(code || message)) return "unreachable";
  return /^E(NOSPC|ROFS|ACCES|PERM|DQUOT)/.test(code) ? "disk" : "other";
}
