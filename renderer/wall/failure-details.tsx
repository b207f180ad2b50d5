import { redactUrl } from "../../shared/redact.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import type { AttemptFailure } from "../whep/types.ts";

/** A failure in words, with all that whoever mends it wants to know. */
export function FailureDetails({ failure }: { failure: AttemptFailure }) {
  const { texts } = useI18n();
  const { field } = texts.test;
  const rows: [string, string | undefined][] = [
    [field.reason, failure.reason],
    [field.phase, texts.phase[failure.phase]],
    [field.status, failure.statusCode?.toString()],
    [field.message, failure.errorMessage],
    [field.server, failure.serverError],
    [field.session, failure.sessionId],
    [field.attempt, String(failure.attempt)],
    [texts.test.address, redactUrl(failure.whepUrl)],
  ];
  return (
    <section className="failure-details">
      <p>
        <strong>{texts.reason[failure.reason]}</strong> {texts.advice[failure.reason]}
      </p>
      <h3>{texts.test.details}</h3>
      <dl>
        {rows
          .filter(([, value]) => value !== undefined)
          .map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </section>
  );
}
