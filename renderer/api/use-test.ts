import { useRef, useState } from "react";
import { useSayError } from "./use-say-error.ts";

export type TestState<T> = { phase: "idle" } | { phase: "busy" } | { phase: "done"; outcome: T } | { phase: "failed"; message: string };

/** The last test of something; one that was overtaken by another, or forgotten, is dropped. */
export function useTest<T>(): { state: TestState<T>; run: (ask: () => Promise<T>) => void; forget: () => void } {
  const sayError = useSayError();
  const [state, setState] = useState<TestState<T>>({ phase: "idle" });
  const turn = useRef(0);
  return {
    state,
    run(ask) {
      const mine = ++turn.current;
      const settle = (next: TestState<T>): void => {
        if (mine === turn.current) setState(next);
      };
      setState({ phase: "busy" });
      ask().then(
        (outcome) => settle({ phase: "done", outcome }),
        (error: unknown) => settle({ phase: "failed", message: sayError(error) }),
      );
    },
    forget() {
      turn.current++;
      setState({ phase: "idle" });
    },
  };
}
