import { useI18n } from "../i18n/i18n-context.tsx";
import { ActionButton } from "../ui/action-button.tsx";
import { NoKeyStore } from "../ui/no-key-store.tsx";
import { SeverityIcon } from "../ui/severity-icon.tsx";
import type { Saving } from "./use-saving.ts";

interface SavingLineProps {
  saving: Saving;
  /** Streams that will be added. */
  count: number;
  onAdd: (how: { withoutSecret: boolean }) => void;
}

/** The last step, and what stands in its way. */
export function SavingLine({ saving, count, onAdd }: SavingLineProps) {
  const { texts, formats } = useI18n();
  const { setup } = texts;
  return (
    <div className="setup-saving">
      {saving.phase === "no_key_store" && <NoKeyStore secretRef={saving.secretRef} />}
      {saving.phase === "failed" && (
        <p className="setup-problem" role="alert">
          <SeverityIcon severity="fault" />
          {setup.notSaved}: {saving.message}
        </p>
      )}
      <p>
        <ActionButton
          className="primary"
          isOff={count === 0 || saving.phase === "saving"}
          onClick={() => onAdd({ withoutSecret: saving.phase === "no_key_store" })}
        >
          {saving.phase === "no_key_store" ? setup.withoutSecret : setup.add(formats.count(count))}
        </ActionButton>{" "}
        <span className="hint" role="status">
          {saving.phase === "saving" ? setup.saving : count === 0 ? setup.chooseSome : ""}
        </span>
      </p>
    </div>
  );
}
