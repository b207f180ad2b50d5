import type { ServiceHours } from "../../shared/report/service-hours.ts";
import { isLocked } from "../api/is-locked.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { SeverityIcon } from "../ui/severity-icon.tsx";
import { isValid } from "./describe-field.ts";
import { EntryFields } from "./entry-fields.tsx";
import { useSettingsForm } from "./form-context.tsx";
import { PerhapsField } from "./perhaps-field.tsx";
import { schemaAt } from "./setting-keys.ts";

const KEY = "report.serviceHours";
/** As a metro's. */
const START: ServiceHours = { from: "05:00", to: "01:00" };

/** The hours in which the streams have to play, where there are such. */
export function ServiceHoursField() {
  const { settings } = useI18n().texts;
  const { draft, edits, locked, change } = useSettingsForm();
  const { serviceHours: value } = draft.report;
  const schema = schemaAt(KEY);
  const isSame = value !== null && value.from === value.to;
  return (
    <PerhapsField
      name={KEY}
      label={settings.label[KEY]}
      isOn={value !== null}
      isLocked={isLocked(locked, KEY)}
      onChange={(isOn) => change(KEY, isOn ? START : null)}
    >
      {value !== null && <EntryFields schema={schema} entry={{ ...value }} onChange={(entry) => change(KEY, entry)} />}
      <p className={isSame ? "setting-problem" : "hint"}>
        {isLocked(locked, KEY) && <strong>{settings.locked} · </strong>}
        {isSame && !isValid(schema, value) && <SeverityIcon severity="fault" />}
        {isSame ? settings.sameHours : settings.hint[KEY]}
      </p>
      {edits.has(KEY) && <span className="setting-changed">{settings.changed}</span>}
    </PerhapsField>
  );
}
