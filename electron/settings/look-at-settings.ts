import { join } from "node:path";
import { DEFAULT_SETTINGS } from "../../shared/settings.ts";
import type { Settings } from "../../shared/settings.ts";
import { readObject } from "./read-object.ts";
import { readPolicy } from "./read-policy.ts";
import { mergeSettings, parseSettings } from "./read-settings.ts";
import type { RawSettings } from "./read-settings.ts";

export interface LookedAt {
  dataDir: string;
  /** Instead of the data dir's settings.json. */
  configFile?: string | undefined;
  /** This machine's policy holds for it: not for a data dir that comes from another one. */
  isOwn: boolean;
}

/** The settings that the settings store would take, for who only looks: nothing is kept aside or written. */
export function lookAtSettings({ dataDir, configFile = join(dataDir, "settings.json"), isOwn }: LookedAt): Settings {
  const policy = isOwn ? readPolicy({ dataDir }).settings : {};
  const read = (file: string): RawSettings => {
    const found = readObject(file);
    return found.kind === "object" ? found.value : {};
  };
  for (const own of [read(configFile), read(join(dataDir, "settings.good.json")), {}]) {
    for (const over of [policy, {}]) {
      const parsed = parseSettings(mergeSettings(own, over));
      if (parsed.ok) return parsed.settings;
    }
  }
  return DEFAULT_SETTINGS; // not reached: no settings at all are valid
}
