import { useEffect, useRef, useState } from "react";
import { useHostClient, useReadyHost } from "../api/api-context.tsx";
import { useSayError } from "../api/use-say-error.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { Dialog } from "../ui/dialog.tsx";

interface HandOverDialogProps {
  /** Id of the one that was made. */
  onMade: (id: string) => void;
  onClose: () => void;
}

/** Asks once more: what was handed over is not changed. Then whoever takes over says so. */
export function HandOverDialog({ onMade, onClose }: HandOverDialogProps) {
  const { texts, language } = useI18n();
  const { handover: words } = texts.shifts;
  const { api, duty, handoverText } = useHostClient();
  const { operators } = useReadyHost().settings.settings;
  const sayError = useSayError();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []); // not the close button, which the browser would take

  async function handOver(): Promise<void> {
    setBusy(true);
    setProblem(undefined);
    try {
      await handoverText.flush();
      const { id } = await api.handOver({ language });
      onClose();
      onMade(id);
      if (operators.length > 0) duty.open();
    } catch (error) {
      setProblem(`${words.notKept}: ${sayError(error)}`);
      setBusy(false);
    }
  }

  return (
    <Dialog title={words.askTitle} closeLabel={texts.keys.close} onClose={onClose} isHeld={isBusy}>
      <p>{words.ask}</p>
      <div className="dialog-actions handover-ask">
        <span role="alert">{problem}</span>
        <button ref={button} type="button" className="primary" aria-disabled={isBusy} onClick={() => !isBusy && void handOver()}>
          {words.handOverNow}
        </button>
        <button type="button" disabled={isBusy} onClick={onClose}>
          {words.cancel}
        </button>
      </div>
    </Dialog>
  );
}
