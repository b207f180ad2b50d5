import type { InstallationKind, UpdateProblemKind } from "../../shared/updates/updates-api.ts";

/** What fetches and installs; only the desktop app has one. Its calls reject with an `UpdateError`, and are never made at the same time. */
export interface Updater {
  kind: Exclude<InstallationKind, "none">;
  /** What the server has. */
  check(feed: UpdateFeed): Promise<OfferedUpdate>;
  /** Fetches what was found last, and verifies it; at once when it is here already. */
  download(): Promise<void>;
  /** Whether what was fetched can be installed without anybody being asked for rights. */
  canInstall(): Promise<boolean>;
  /** Puts it in the app's place and ends the app, which is started again where `restarts`. Throws when it is not in its place; then the app goes on. */
  install(options: { restarts: boolean }): void;
}

export interface UpdateFeed {
  url: string;
  /** The one that is wanted; "": the newest. */
  version: string;
  allowsOlder: boolean;
}

export interface OfferedUpdate {
  version: string;
  /** Unix milliseconds; absent where the server does not say. */
  releasedAt?: number;
  isFit: boolean;
}

export interface UpdateError extends Error {
  kind: UpdateProblemKind;
}

export function makeUpdateError(kind: UpdateProblemKind, message: string): UpdateError {
  return Object.assign(new Error(message), { kind });
}
