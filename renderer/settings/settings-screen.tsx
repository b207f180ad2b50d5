import { useEffect, useMemo, useRef, useState } from "react";
import { useHostClient, useReadyHost } from "../api/api-context.tsx";
import { useSaveExport } from "../api/use-save-export.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { SeverityIcon } from "../ui/severity-icon.tsx";
import { WarningsDialog } from "../ui/warnings-dialog.tsx";
import { SettingsFormContext } from "./form-context.tsx";
import { readImport } from "./read-import.ts";
import type { ImportedSettings } from "./read-import.ts";
import { findUnkeptSecret } from "./secret-control.tsx";
import { SectionContent } from "./section-content.tsx";
import { SectionList } from "./section-list.tsx";
import { findSection, SECTION_IDS } from "./sections.ts";
import type { SectionId } from "./sections.ts";
import { SettingsBar } from "./settings-bar.tsx";
import { ConflictDialog, ImportDialog, LeaveDialog } from "./settings-dialogs.tsx";
import { useSettingsEdits } from "./use-settings-edits.ts";
import "../ui/screen.css";
import "../setup/setup.css";
import "./settings.css";

interface SettingsScreenProps {
  /** Name of the section, as it stands in the page's address. */
  query: string;
  onQuery: (query: string) => void;
  /** The address is another screen's already: it waits until nothing is unsaved. */
  isLeaving: boolean;
  onUnsaved: (count: number) => void;
  onStay: () => void;
  onAddStreams: () => void;
}

/** Everything of the settings, a section at a time. Nothing is saved before somebody says so; a secret by itself, as soon as it is given. */
export function SettingsScreen({ query, onQuery, isLeaving, onUnsaved, onStay, onAddStreams }: SettingsScreenProps) {
  const { texts } = useI18n();
  const { pinGate } = useHostClient();
  const { settings: state, connected, host } = useReadyHost();
  const { settings, locked, warnings } = state;
  const [section, setSection] = useState<SectionId>(() => SECTION_IDS.find((id) => id === query) ?? "streams");
  const [imported, setImported] = useState<ImportedSettings>();
  const [showsWarnings, setShowsWarnings] = useState(false);
  const edits = useSettingsEdits();
  const saved = useSaveExport();
  const { draft, change, saving, problems } = edits;
  const content = useRef<HTMLDivElement>(null);
  const [seeks, setSeeks] = useState(0);
  const count = edits.edits.size;
  useEffect(() => onUnsaved(count), [count, onUnsaved]);
  // Whatever takes the screen away, a crash of it too, leaves nothing that could be saved.
  useEffect(() => () => onUnsaved(0), [onUnsaved]);
  useEffect(() => {
    if (seeks > 0) content.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [seeks]);
  const form = useMemo(
    () => ({ draft, edits: edits.edits, problems, locked, change, onAddStreams }),
    [draft, edits.edits, problems, locked, change, onAddStreams],
  );

  function show(next: SectionId): void {
    setSection(next);
    onQuery(next);
    content.current?.scrollTo(0, 0);
  }

  async function save(): Promise<boolean> {
    const unkept = findUnkeptSecret(content.current);
    if (unkept) {
      unkept.focus();
      return false;
    }
    const [first] = problems;
    if (first === undefined) return edits.save();
    show(findSection(first) ?? section);
    setSeeks(seeks + 1);
    return false;
  }

  async function saveAndLeave(): Promise<void> {
    if (!(await save())) onStay();
  }

  async function saveExport(): Promise<void> {
    if (!(await pinGate.pass())) return;
    const day = new Date().toLocaleDateString("sv"); // as ISO writes it, by the local clock
    const text = `${JSON.stringify(settings, undefined, 2)}\n`;
    const file = new Blob([text], { type: "application/json" });
    void saved.run(() => ({ file, report: { kind: "settings", file: texts.settings.exportName(day) } }));
  }

  return (
    <main className="with-toolbar settings">
      <SettingsBar
        state={edits}
        warnings={warnings.length}
        onSave={() => void save()}
        onImport={(text) => setImported(readImport(text, settings, locked))}
        onExport={() => void saveExport()}
        onWarnings={() => setShowsWarnings(true)}
      />
      {!connected && (
        <p className="settings-notice" role="status">
          {texts.start.awayTitle}
        </p>
      )}
      {saved.error !== undefined && (
        <p className="settings-notice" role="alert">
          <SeverityIcon severity="fault" />
          {texts.audit.exportFailed}: {saved.error}
        </p>
      )}
      {saving.phase === "refused" && (
        <p className="settings-notice" role="alert">
          <SeverityIcon severity="fault" />
          {
            texts.settings.bar.refused[
              saving.code === "locked" || saving.code === "invalid_input" || saving.code === "unavailable" ? saving.code : "other"
            ]
          }
          : {saving.message}
        </p>
      )}
      <div className="settings-body">
        <SectionList chosen={section} edits={edits.edits} problems={problems} onChoose={show} />
        <div ref={content} className="settings-content" role="region" aria-label={texts.settings.section[section]} tabIndex={0}>
          <h2>{texts.settings.section[section]}</h2>
          <SettingsFormContext value={form}>
            <div className="settings-form">
              <SectionContent section={section} />
            </div>
          </SettingsFormContext>
          <p className="path-line">
            <span className="hint">{texts.setup.settingsFile}</span>
            <code>{host.settingsFile}</code>
          </p>
        </div>
      </div>
      {imported && (
        <ImportDialog
          imported={imported}
          onTake={(next) => {
            edits.replace(new Map([...edits.edits, ...next]));
            setImported(undefined);
          }}
          onClose={() => setImported(undefined)}
        />
      )}
      {saving.phase === "conflict" && (
        <ConflictDialog
          keys={saving.keys}
          onMine={() => void edits.save({ force: true })}
          onTheirs={() => edits.yieldTo(saving.keys)}
          onClose={() => edits.replace(edits.edits)}
        />
      )}
      {isLeaving && saving.phase !== "conflict" && (
        <LeaveDialog count={count} onSave={() => void saveAndLeave()} onDiscard={edits.discard} onStay={onStay} />
      )}
      {showsWarnings && <WarningsDialog onClose={() => setShowsWarnings(false)} />}
    </main>
  );
}
