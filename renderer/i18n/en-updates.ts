import type { koUpdates } from "./ko-updates.ts";
import type { Widen } from "./ko.ts";

/** English texts about newer versions of the app; a part of en-settings.ts. */
export const enUpdates: Widen<typeof koUpdates> = {
  check: "Check now",
  present: (version) => `Present version ${version}`,
  impossible: "Updates are not possible in this kind of installation: only in the desktop app as installed by its .exe, AppImage or .deb.",
  off: "Updates are off, or the server has no address.",
  current: "The server has no newer version.",
  notAsked: "Not checked yet.",
  unfit: (version) => `The server's version ${version} is not installed: it is older than the present one, or not for this system.`,
  found: (version, released) => `New version ${version}, ${released}`,
  fetched: "fetched",
  lookedAt: (time) => `Last check ${time}`,
  busy: { check: "Checking…", download: "Fetching…", install: "Installing…" },
  wait: {
    group: (time) => `Waits for its group's turn, from ${time}`,
    unknown_group: () => "Not installed: this PC's group is not among the groups and their days",
    window: (time) => `Waits for the time of installing, from ${time}`,
    alarm: (time) => `Held back by an unacknowledged alarm of the highest priority, for at most 7 days (until ${time})`,
    rights: () => "Waits for an administrator who may install",
    retry: (time) => `Failed, tried again from ${time}`,
    failed: () => "Could not be installed three times, waits for another version",
  },
  step: { check: "Check failed", download: "Fetching failed", install: "Installing failed" },
  problem: {
    unreachable: "the update server does not respond",
    no_file: "the server has no update file",
    http: "the server answered with an error",
    bad_file: "the server's update file is not valid",
    checksum: "the fetched file is damaged or was changed (SHA-512)",
    signature: "the installer is not signed as the present app is",
    disk: "the disk cannot be written to",
    not_replaced: "it started again in its old version",
    other: "unknown error",
  },
  since: (time) => `since ${time}`,
};
