/** What a page is told of its host. */
export interface HostInfo {
  kind: "desktop" | "web";
  version: string;
  clientId: string;
  hostName: string;
  /** Folder of the daily error files on this PC. */
  logsDirectory: string;
  /** The settings file that is in force, for people who edit it by hand. */
  settingsFile: string;
  /** The page shows a menu bar of its own where the host has none. */
  nativeMenu: boolean;
  /** The host can show folders and the system's own dialogs. */
  hasShell: boolean;
  /** Where an administrator puts secrets that `keepSecret` refuses. */
  secretsFile: string;
}
