import { createContext, useContext } from "react";
import type { Settings } from "../../shared/settings.ts";
import type { Edits } from "./edits.ts";
import type { SettingKey } from "./setting-keys.ts";

export interface SettingsForm {
  /** As they would be with what was changed here. */
  draft: Settings;
  edits: Edits;
  /** Changed keys that are not valid. */
  problems: readonly SettingKey[];
  locked: readonly string[];
  change: (key: SettingKey, value: unknown) => void;
  onAddStreams: () => void;
}

export const SettingsFormContext = createContext<SettingsForm | undefined>(undefined);

export function useSettingsForm(): SettingsForm {
  const form = useContext(SettingsFormContext);
  if (!form) throw new Error("useSettingsForm needs a SettingsFormContext above it");
  return form;
}
