import { useRecordedFailure } from "../api/api-context.tsx";
import { useI18n } from "../i18n/i18n-context.tsx";
import type { AttemptFailure } from "../whep/types.ts";

/** Why a stream failed, in words: as the host found out where it has answered, else as the page saw it. */
export function FailureText({ failure, withAdvice }: { failure: AttemptFailure; withAdvice: boolean }) {
  const { texts } = useI18n();
  const recorded = useRecordedFailure(failure);
  const { reason, errorMessage } = recorded ?? failure;
  const status = failure.statusCode === undefined ? "" : ` (${texts.tile.status(failure.statusCode)})`;
  return (
    <>
      <p className="tile-reason">{texts.reason[reason] + status}</p>
      {withAdvice && (
        <>
          <p className="tile-advice">{texts.advice[reason]}</p>
          <p className="tile-technical">{errorMessage}</p>
        </>
      )}
    </>
  );
}
