import { useI18n } from "../i18n/i18n-context.tsx";
import { Dialog } from "../ui/dialog.tsx";
import type { Edits } from "./edits.ts";
import { countEntries } from "./read-import.ts";
import type { ImportedSettings } from "./read-import.ts";
import { findSection } from "./sections.ts";
import type { SettingKey } from "./setting-keys.ts";

interface LeaveDialogProps {
  count: number;
  onSave: () => void;
  onDiscard: () => void;
  onStay: () => void;
}

export function LeaveDialog({ count, onSave, onDiscard, onStay }: LeaveDialogProps) {
  const { texts, formats } = useI18n();
  const { leave } = texts.settings;
  return (
    <Dialog title={leave.title} closeLabel={texts.keys.close} onClose={onStay}>
      <p>{leave.text(formats.count(count))}</p>
      <p className="setting-line">
        <button type="button" className="primary" onClick={onSave}>
          {leave.save}
        </button>
        <button type="button" onClick={onDiscard}>
          {leave.discard}
        </button>
        <button type="button" onClick={onStay}>
          {leave.stay}
        </button>
      </p>
    </Dialog>
  );
}

interface ConflictDialogProps {
  keys: readonly SettingKey[];
  onMine: () => void;
  onTheirs: () => void;
  onClose: () => void;
}

export function ConflictDialog({ keys, onMine, onTheirs, onClose }: ConflictDialogProps) {
  const { texts } = useI18n();
  const { conflict, label } = texts.settings;
  return (
    <Dialog title={conflict.title} closeLabel={texts.keys.close} onClose={onClose}>
      <p>{conflict.text}</p>
      <ul className="settings-changes">
        {keys.map((key) => (
          <li key={key}>{label[key]}</li>
        ))}
      </ul>
      <p className="setting-line">
        <button type="button" onClick={onTheirs}>
          {conflict.theirs}
        </button>
        <button type="button" onClick={onMine}>
          {conflict.mine}
        </button>
      </p>
    </Dialog>
  );
}

interface ImportDialogProps {
  imported: ImportedSettings;
  onTake: (edits: Edits) => void;
  onClose: () => void;
}

/** What a file would change, before it does. */
export function ImportDialog({ imported, onTake, onClose }: ImportDialogProps) {
  const { texts } = useI18n();
  const { import: words } = texts.settings;
  return (
    <Dialog title={words.title} closeLabel={texts.keys.close} onClose={onClose} wide>
      {imported.ok ? (
        <Preview imported={imported} />
      ) : (
        <p role="alert">{imported.problem === "invalid" ? words.invalid(imported.where.join(", ")) : words[imported.problem]}</p>
      )}
      <p className="setting-line">
        {imported.ok && imported.edits.size > 0 && (
          <button type="button" className="primary" onClick={() => onTake(imported.edits)}>
            {words.take}
          </button>
        )}
        <button type="button" onClick={onClose}>
          {imported.ok && imported.edits.size > 0 ? words.cancel : texts.keys.close}
        </button>
      </p>
    </Dialog>
  );
}

function Preview({ imported: { edits, locked } }: { imported: ImportedSettings & { ok: true } }) {
  const { texts, formats } = useI18n();
  const { import: words, label, section } = texts.settings;
  const count = formats.count;
  return (
    <>
      <p>{edits.size === 0 ? words.nothing : words.will}</p>
      <ul className="settings-changes">
        {[...edits].map(([key, { from, to }]) => {
          const entries = countEntries(from, to);
          return (
            <li key={key}>
              {section[findSection(key)!]} › {label[key]}
              {entries && `: ${words.entries(count(entries.added), count(entries.removed), count(entries.changed))}`}
            </li>
          );
        })}
      </ul>
      {locked.length > 0 && <p>{words.locked(locked.map((key) => label[key]).join(", "))}</p>}
    </>
  );
}
