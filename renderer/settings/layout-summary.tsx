import { isLocked } from "../api/is-locked.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { useSettingsForm } from "./form-context.tsx";

/** The layouts of the wall by name; they are changed where they are seen. */
export function LayoutSummary() {
  const { texts, formats } = useI18n();
  const { settings, wall } = texts;
  const { draft, locked } = useSettingsForm();
  const { layouts } = draft.wall;
  return (
    <div className="setting" data-setting="wall.layouts">
      <span className="setting-label">{settings.label["wall.layouts"]}</span>
      <ul className="setting-value layout-summary">
        {layouts.map(({ name, pages }, at) => (
          <li key={at}>
            {name} <span className="hint">{wall.pageCount(formats.count(pages.length))}</span>
          </li>
        ))}
        {layouts.length === 0 && <li className="hint">{wall.allStreams}</li>}
      </ul>
      <p className="hint">{isLocked(locked, "wall.layouts") ? wall.lockedLayouts : settings.hint["wall.layouts"]}</p>
    </div>
  );
}
