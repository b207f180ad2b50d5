import { useEffect, useRef, useState } from "react";
import { useHostClient } from "../api/api-context.tsx";
import { useI18n } from "../i18n/i18n-context.tsx";
import { ActionButton } from "../ui/action-button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { useSayError } from "../api/use-say-error.ts";
import type { LogQuestion } from "./create-log-list.ts";
import { resendAll } from "./resend-all.ts";

interface ResendDialogProps {
  question: LogQuestion;
  count: number | undefined;
  /** Some are on their way. */
  onSent: () => void;
  onClose: () => void;
}

/** Asks before all shown records are sent again, and says how many there were. */
export function ResendDialog({ question, count, onSent, onClose }: ResendDialogProps) {
  const { texts, formats } = useI18n();
  const { resend: words, exports } = texts.logs;
  const { api } = useHostClient();
  const sayError = useSayError();
  const [state, setState] = useState<{ phase: "asking" | "running" | "done"; records: number; error?: string }>({
    phase: "asking",
    records: 0,
  });
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);

  async function start(): Promise<void> {
    const { signal } = (running.current = new AbortController());
    setState({ phase: "running", records: 0 });
    try {
      const records = await resendAll({ api, question, signal, onProgress: (records) => setState({ phase: "running", records }) });
      setState({ phase: "done", records });
      onSent();
    } catch (error) {
      if (!signal.aborted) setState({ phase: "asking", records: 0, error: sayError(error) });
    }
  }

  return (
    <Dialog title={words.all} closeLabel={texts.keys.close} onClose={onClose}>
      <p>{count === undefined ? words.askAny : words.ask(formats.count(count))}</p>
      <div className="dialog-actions">
        <span className="hint" role="status">
          {state.phase !== "asking" && words.sent(formats.count(state.records))}
          {state.error !== undefined && `${words.failed}: ${state.error}`}
        </span>
        {state.phase === "done" ? (
          <ActionButton className="primary" isOff={false} onClick={onClose}>
            {texts.keys.close}
          </ActionButton>
        ) : (
          <ActionButton className="primary" isOff={state.phase === "running"} onClick={() => void start()}>
            {words.start}
          </ActionButton>
        )}
        {state.phase !== "done" && (
          <button type="button" onClick={onClose}>
            {exports.cancel}
          </button>
        )}
      </div>
    </Dialog>
  );
}
