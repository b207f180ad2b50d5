import { Component } from "react";
import type { ReactNode } from "react";
import { en } from "../i18n/en.ts";
import { ko } from "../i18n/ko.ts";

/** React offers no other way than a class. Both languages at once: what failed may be the choice of language. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { error?: Error }> {
  override state: { error?: Error } = {};

  static getDerivedStateFromError(error: Error): { error: Error } {
    return { error };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
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
}
