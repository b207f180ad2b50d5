import { useState } from "react";
import type { LogRow } from "../../shared/log-api.ts";
import { useHostClient } from "../api/api-context.tsx";
import { useI18n } from "../i18n/i18n-context.tsx";
import { useSayError } from "../api/use-say-error.ts";

/** Has one rejected record sent again. */
export function ResendButton({ row, onSent }: { row: LogRow; onSent: () => void }) {
  const { texts } = useI18n();
  const { resend: words } = texts.logs;
  const { api } = useHostClient();
  const sayError = useSayError();
  const [problem, setProblem] = useState<string>();
  const send = () =>
    api.resendRejected({ at: [row.at] }).then(
      () => {
        setProblem(undefined);
        onSent();
      },
      (error: unknown) => setProblem(sayError(error)),
    );
  return (
    <>
      <button type="button" className="small" onClick={() => void send()}>
        {words.one}
      </button>
      {problem !== undefined && (
        <span className="hint" role="alert">
          {words.failed}: {problem}
        </span>
      )}
    </>
  );
}
