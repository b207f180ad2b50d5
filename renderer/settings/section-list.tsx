import { useEffect, useRef } from "react";
import { useI18n } from "../i18n/i18n-context.tsx";
import { SeverityIcon } from "../ui/severity-icon.tsx";
import { takeFocus } from "../ui/take-focus.ts";
import type { Edits } from "./edits.ts";
import { findSection, SECTION_IDS } from "./sections.ts";
import type { SectionId } from "./sections.ts";
import type { SettingKey } from "./setting-keys.ts";

interface SectionListProps {
  chosen: SectionId;
  edits: Edits;
  problems: readonly SettingKey[];
  onChoose: (section: SectionId) => void;
}

/** The sections, and in which of them something is changed or wrong. */
export function SectionList({ chosen, edits, problems, onChoose }: SectionListProps) {
  const { texts, formats } = useI18n();
  const { settings } = texts;
  const list = useRef<HTMLElement>(null);
  useEffect(() => takeFocus(list.current?.querySelector<HTMLElement>("[aria-current]") ?? null), []);
  const countIn = (section: SectionId, keys: readonly SettingKey[]) => keys.filter((key) => findSection(key) === section).length;
  return (
    <nav ref={list} className="settings-sections" aria-label={settings.sections}>
      {SECTION_IDS.map((id) => {
        const changed = countIn(id, [...edits.keys()]);
        const wrong = countIn(id, problems);
        return (
          <button key={id} type="button" aria-current={id === chosen ? "true" : undefined} data-section={id} onClick={() => onChoose(id)}>
            <span>{settings.section[id]}</span>
            {wrong > 0 && (
              <span className="setting-problem">
                <SeverityIcon severity="fault" />
                <span className="unseen">{settings.bar.problems(formats.count(wrong))}</span>
              </span>
            )}
            {changed > 0 && (
              <span className="settings-badge">
                <span aria-hidden="true">{formats.count(changed)}</span>
                <span className="unseen">{settings.bar.changes(formats.count(changed))}</span>
              </span>
            )}
          </button>
        );
      })}
    </nav>
  );
}
