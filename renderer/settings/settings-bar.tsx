import { useI18n } from "../i18n/i18n-context.tsx";
import { ActionButton } from "../ui/action-button.tsx";
import { FileButton } from "../ui/file-button.tsx";
import { SeverityIcon } from "../ui/severity-icon.tsx";
import type { SettingsEdits } from "./use-settings-edits.ts";

interface SettingsBarProps {
  state: SettingsEdits;
  /** Of the settings files. */
  warnings: number;
  onSave: () => void;
  onImport: (text: string) => void;
  onExport: () => void;
  onWarnings: () => void;
}

export function SettingsBar({ state, warnings, onSave, onImport, onExport, onWarnings }: SettingsBarProps) {
  const { texts, formats } = useI18n();
  const { settings, status } = texts;
  const { bar } = settings;
  const { edits, problems, saving, discard } = state;
  const isOff = edits.size === 0 || saving.phase === "saving";
  const said = edits.size > 0 ? bar.changes(formats.count(edits.size)) : saving.phase === "saved" ? bar.saved : bar.noChanges;
  return (
    <header className="screen-toolbar">
      <h1>{settings.title}</h1>
      <ActionButton className="primary small" isOff={isOff} onClick={onSave}>
        {bar.save}
      </ActionButton>
      <ActionButton className="small" isOff={isOff} onClick={discard}>
        {bar.discard}
      </ActionButton>
      <span role="status" className="settings-count">
        {saving.phase === "saving" ? bar.saving : said}
        {problems.length > 0 && (
          <span className="setting-problem">
            <SeverityIcon severity="fault" />
            {bar.problems(formats.count(problems.length))}
          </span>
        )}
      </span>
      <span className="settings-space" />
      {warnings > 0 && (
        <button type="button" className="small" onClick={onWarnings}>
          <SeverityIcon severity="warning" />
          {status.warnings(formats.count(warnings))}
        </button>
      )}
      <FileButton label={bar.import} name="import" accept=".json,application/json" isSmall onText={onImport} />
      <button type="button" className="small" onClick={onExport}>
        {bar.export}
      </button>
    </header>
  );
}
