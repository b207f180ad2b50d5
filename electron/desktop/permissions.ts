import type { Session } from "electron";
import { isAppUrl } from "./app-origin.ts";

/** What our own page may do beyond drawing, each with its reason. Everything else, and everybody else, is denied. */
const GRANTED: ReadonlyMap<string, string> = new Map([
  ["local-network", "media servers stand in the site's own network; Chromium asks before a page reaches it"],
  ["loopback-network", "a media server on this PC, such as the demo's"],
  ["local-network-access", "the former name of the two above, in Chromium up to 144"],
  ["fullscreen", "a wall fills the screen"],
  ["clipboard-sanitized-write", "copying failures, paths and addresses for a colleague"],
]);

/** `origin` is the address of the page that asks, as Chromium names it: with or without a slash at its end. */
export function isPermissionGranted(permission: string, origin: string): boolean {
  return GRANTED.has(permission) && isAppUrl(origin);
}

/** Answers both of Chromium's questions: the one before a request, and the silent one of permissions.query() and many APIs. */
export function guardPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer, { requestingUrl }) =>
    answer(isPermissionGranted(permission, requestingUrl ?? "")),
  );
  session.setPermissionCheckHandler((_contents, permission, origin) => isPermissionGranted(permission, origin));
  session.setDevicePermissionHandler(() => false);
}
