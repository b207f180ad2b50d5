import { useEffect, useState } from "react";
import type { ComponentType, ReactNode } from "react";
import { useReadyHost } from "../api/api-context.tsx";
import { useI18n } from "../i18n/i18n-context.tsx";
import { ErrorBoundary } from "./error-boundary.tsx";

/** A screen other than the wall: `createPart` with the window to itself. */
export function createScreen<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  const Part = createPart(load, "main");
  return function Screen(props: P) {
    return (
      <div className="screen">
        <Part {...props} />
      </div>
    );
  };
}

/**
 * What is in a file of its own that is loaded when it is first shown: the wall's first pictures do not wait for it. Whatever keeps it from
 * being loaded, or fails in it, stays in its place (an element `as`): the wall plays on.
 */
export function createPart<P extends object>(load: () => Promise<ComponentType<P>>, as: "main" | "section" = "section"): ComponentType<P> {
  let loaded: ComponentType<P> | undefined;
  const Place = as;

  return function Part(props: P) {
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
          <ErrorBoundary say={(crash, again) => <Crash as={as} error={crash} onRetry={again} />}>
            <Shown {...props} />
          </ErrorBoundary>
        );
      if (!connected) return <HostAway as={as} />;
      return error ? <Crash as={as} error={error} onRetry={retry} /> : <Place className="page-message" aria-busy="true" />;
    }
    return say();
  };
}

function HostAway({ as: Place }: { as: "main" | "section" }) {
  const { start } = useI18n().texts;
  return (
    <Place className="page-message" role="status">
      <h1>{start.awayTitle}</h1>
      <p>{start.awayText}</p>
    </Place>
  );
}

function Crash({ as: Place, error, onRetry }: { as: "main" | "section"; error: Error; onRetry: () => void }) {
  const { screenCrash: words } = useI18n().texts;
  return (
    <Place className="page-message" role="alert">
      <h1>{words.title}</h1>
      <p>{words.text}</p>
      <pre>{error.message}</pre>
      <p>
        <button type="button" onClick={onRetry}>
          {words.retry}
        </button>
      </p>
    </Place>
  );
}
