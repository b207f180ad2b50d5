import { isLocked } from "../api/is-locked.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { FieldRow } from "./field-row.tsx";
import { useSettingsForm } from "./form-context.tsx";
import { readSetting, schemaAt } from "./setting-keys.ts";
import type { SettingKey } from "./setting-keys.ts";

/** A value of the settings that stands by itself. */
export function SettingRow({ settingKey }: { settingKey: SettingKey }) {
  const { settings } = useI18n().texts;
  const { draft, edits, locked, change } = useSettingsForm();
  // Does not compile before every setting has its label.
  const labels: Record<SettingKey, string> = settings.label;
  const hints: Partial<Record<string, string>> = settings.hint;
  return (
    <FieldRow
      name={settingKey}
      label={labels[settingKey]}
      hint={hints[settingKey]}
      schema={schemaAt(settingKey)}
      value={readSetting(draft, settingKey)}
      isLocked={isLocked(locked, settingKey)}
      isChanged={edits.has(settingKey)}
      suggestedRef={suggestRef(settingKey)}
      onChange={(value) => change(settingKey, value)}
    />
  );
}

/** `alerts.webhook.signSecretRef` is kept as "webhook_sign", `recovery.webhook.secretRef` as "recovery_webhook". */
function suggestRef(key: string): string {
  const names = key.split(".");
  const kind = names.pop()!.replace(/(SecretRef|secretRef)$/, "");
  return [...names.filter((name) => name !== "alerts"), kind].filter((name) => name !== "").join("_");
}
