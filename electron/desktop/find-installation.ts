import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { InstallationKind } from "../../shared/updates/updates-api.ts";

export interface InstallationFacts {
  platform: NodeJS.Platform;
  isPackaged: boolean;
  /** The running executable, and the folder `resources` beside it. */
  executable: string;
  resources: string;
  /** The file of an AppImage, as its runtime says. */
  appImage: string | undefined;
}

/** What electron-builder's installers leave behind: an uninstaller (.exe, not .msi), the kind of a package. */
export function findInstallation({ platform, isPackaged, executable, resources, appImage }: InstallationFacts): InstallationKind {
  if (!isPackaged) return "none";
  if (platform === "win32") return existsSync(join(dirname(executable), "Uninstall MTX Watch.exe")) ? "nsis" : "none";
  if (platform !== "linux") return "none";
  const packageType = join(resources, "package-type");
  if (existsSync(packageType) && readFileSync(packageType, "utf8").trim() === "deb") return "deb";
  return appImage ? "appimage" : "none";
}
