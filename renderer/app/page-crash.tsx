import { en } from "../i18n/en.ts";
import { ko } from "../i18n/ko.ts";

/** The whole page has failed. Both languages at once: what failed may be the choice of language. */
export function PageCrash({ error }: { error: Error }) {
  return (
    <main className="page-message" role="alert">
      {[ko, en].map(({ crash }) => (
        <section key={crash.title}>
          <h1>{crash.title}</h1>
          <p>{crash.text}</p>
        </section>
      ))}
      <pre>{error.message}</pre>
      <p>
        <button type="button" onClick={() => location.reload()}>
          {ko.crash.reload} / {en.crash.reload}
        </button>
      </p>
    </main>
  );
}
