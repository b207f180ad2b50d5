import { useEffect, useState } from "react";
import type { ComponentType, ReactNode } from "react";
import { useReadyHost } from "../api/api-context.tsx";
import { useI18n } from "../i18n/i18n-context.tsx";
import { ErrorBoundary } from "./error-boundary.tsx";

/**
 * A screen other than the wall, in a file of its own that is loaded when it is first shown: the wall's first pictures do not wait for it.
 * Whatever keeps it from being loaded, or fails in it, stays in its place: the wall plays on.
 */
export function createScreen<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  let loaded: ComponentType<P> | undefined;

  return function Screen(props: P) {
    const { connected } = useReadyHost();
    const [Shown, setShown] = useState<ComponentType<P> | undefined>(() => loaded);
    const [error, setError] = useState<Error>();
    const [attempt, setAttempt] = useState(0);
    useEffect(() => {
      let isOver = false;
      if (!loaded && connected) {
        load().then(
          (component) => {
            loaded = component;
            if (!isOver) setShown(() => component);
          },
          (reason: unknown) => !isOver && setError(reason instanceof Error ? reason : new Error(String(reason))),
        );
      }
      return () => {
        isOver = true;
      };
    }, [connected, attempt]);

    function retry(): void {
      setError(undefined);
      setAttempt(attempt + 1);
    }

    function say(): ReactNode {
      if (Shown)
        return (
          <ErrorBoundary say={sayCrash}>
            <Shown {...props} />
          </ErrorBoundary>
        );
      if (!connected) return <HostAway />;
      return error ? <ScreenCrash error={error} onRetry={retry} /> : <main className="page-message" aria-busy="true" />;
    }
    return <div className="screen">{say()}</div>;
  };
}

function sayCrash(error: Error, retry: () => void): ReactNode {
  return <ScreenCrash error={error} onRetry={retry} />;
}

function HostAway() {
  const { start } = useI18n().texts;
  return (
    <main className="page-message" role="status">
      <h1>{start.awayTitle}</h1>
      <p>{start.awayText}</p>
    </main>
  );
}

function ScreenCrash({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const { screenCrash: words } = useI18n().texts;
  return (
    <main className="page-message" role="alert">
      <h1>{words.title}</h1>
      <p>{words.text}</p>
      <pre>{error.message}</pre>
      <p>
        <button type="button" onClick={onRetry}>
          {words.retry}
        </button>
      </p>
    </main>
  );
}
