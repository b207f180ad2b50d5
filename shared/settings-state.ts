import type { AdminState } from "./admin-api.ts";
import type { Settings } from "./settings.ts";

/** Top-level sections of the settings; each is merged into the present one. */
export type SettingsChanges = {
  [K in keyof Settings]?: Settings[K] extends readonly unknown[] | string ? Settings[K] : Partial<Settings[K]>;
};

export interface SettingsState extends SettingsFiles {
  admin: AdminState;
  /** Pages show the wall and nothing else: the settings or the command line say so, and nobody has left the kiosk for now. */
  isKiosk: boolean;
}

/** What settings and policy files say. */
export interface SettingsFiles {
  settings: Settings;
  /** Dotted keys that the machine policy locks. */
  locked: string[];
  /** What was wrong with the files, for people: a bad file kept aside, an unknown key. */
  warnings: SettingsWarning[];
}

export interface SettingsWarning {
  kind: "bad_file" | "unknown_key" | "bad_policy" | "save_failed";
  file: string;
  /** The key or the parser's words. */
  detail: string;
}
