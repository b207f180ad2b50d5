/** What a page sees of updates, and may ask for. */
import { z } from "zod";

/** How the app was installed, as far as it can be replaced; "none": a .msi, a .tar.gz, a browser, an app that is not packed. */
export type InstallationKind = "nsis" | "appimage" | "deb" | "none";

export type UpdateStep = "check" | "download" | "install";

/** Closed, so that the page has words for each. `not_replaced`: the app came back in its old version. */
export type UpdateProblemKind =
  | "unreachable"
  | "no_file"
  | "http"
  | "bad_file"
  | "checksum"
  | "signature"
  | "disk"
  | "not_replaced"
  | "other";

export interface UpdateProblem {
  kind: UpdateProblemKind;
  /** What the updater said: one English line. */
  detail: string;
  /** Since when this step has failed each time, Unix milliseconds. */
  since: number;
}

/**
 * What an update waits for. `group`: the days of this PC's group; `unknown_group`: it is in none that `groups` names; `window`: the
 * maintenance window; `alarm`: an alarm of the highest priority that nobody has acknowledged; `rights`: somebody who may install; `retry`: a
 * failed step is tried again; `failed`: it has failed for good, and another version has to come.
 */
export type UpdateWaitReason = "group" | "unknown_group" | "window" | "alarm" | "rights" | "retry" | "failed";

export interface UpdateWait {
  reason: UpdateWaitReason;
  /** Unix milliseconds; absent where nobody knows. */
  until?: number;
}

export interface UpdateState {
  /** The present version. */
  version: string;
  kind: InstallationKind;
  /** Switched on, in an installation that can be replaced, and with an address. */
  isActive: boolean;
  busy?: UpdateStep;
  /** What the server has for this PC. `isFit`: false for an older version, or one that this system is too old for. */
  found?: { version: string; releasedAt?: number; isFit: boolean };
  isDownloaded: boolean;
  wait?: UpdateWait;
  /** When the server last answered. */
  lookedAt?: number;
  problems: Partial<Record<UpdateStep, UpdateProblem>>;
}

export const UPDATE_INPUT_SCHEMAS = { getUpdates: z.strictObject({}), checkForUpdates: z.strictObject({}) } as const;

export interface UpdateApi {
  getUpdates(input: Record<string, never>): Promise<UpdateState>;
  /** Asks the server now; what it finds, and what went wrong, stands in the state. Nothing is asked while updates are off. */
  checkForUpdates(input: Record<string, never>): Promise<UpdateState>;
}
