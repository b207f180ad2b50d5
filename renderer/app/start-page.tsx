import type { ApiError } from "../api/api-error.ts";
import { useI18n } from "../i18n/i18n-context.tsx";

/** Before the host has answered: waiting, or why it does not answer. */
export function StartPage({ error }: { error: ApiError | undefined }) {
  const { texts } = useI18n();
  const { start } = texts;
  if (!error) {
    return (
      <main className="page-message" aria-busy="true">
        <h1>{texts.appName}</h1>
        <p role="status">{start.loading}</p>
      </main>
    );
  }
  return (
    <main className="page-message">
      <h1>{start.awayTitle}</h1>
      <p role="alert">{error.code === "forbidden" ? start.forbiddenText : start.awayText}</p>
      <pre>{error.message}</pre>
    </main>
  );
}
