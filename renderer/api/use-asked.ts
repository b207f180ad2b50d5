import { useEffect, useState } from "react";
import { askUntilAnswered } from "./ask-until-answered.ts";
import { useSayError } from "./use-say-error.ts";

export interface AskedQuestion {
  key: string;
  round: number;
  /** What it is asked about: of something else no answer stays, not even for a moment. */
  about?: string | undefined;
}

/** An answer of the host's, or of the question before it while the present one is under way. */
export interface Asked<T> {
  value: T | undefined;
  error: string | undefined;
  /** `value` is the answer to what is asked now. */
  isCurrent: boolean;
}

/**
 * Asks whenever `key` changes; what is still asked of another key is dropped. When `round` changes it asks again, once the question under
 * way is answered: one that takes longer than the rounds would else never be. `undefined` asks nothing.
 */
export function useAsked<T>(ask: (() => Promise<T>) | undefined, { key, round, about }: AskedQuestion): Asked<T> {
  const sayError = useSayError();
  const [asked, setAsked] = useState<AskedQuestion & { value?: T; error?: string }>({ key: "", round: -1 });
  /** The round that is asked for; later ones wait for its answer. */
  const [turn, setTurn] = useState(round);
  if (asked.key === key && asked.round === turn && turn !== round) setTurn(round);
  const isAsking = ask !== undefined;
  useEffect(() => {
    if (!ask) return undefined;
    let isOver = false;
    askUntilAnswered(ask, () => isOver).then(
      (value) => !isOver && setAsked({ key, round: turn, about, value }),
      (error: unknown) => !isOver && setAsked({ key, round: turn, about, error: sayError(error) }),
    );
    return () => {
      isOver = true;
    };
    // oxlint-disable-next-line react/exhaustive-deps -- `ask` is a new function each time; `key` says whether it asks something else
  }, [key, turn, isAsking]);
  const value = asked.about === about ? asked.value : undefined;
  const isCurrent = asked.key === key && value !== undefined;
  return { value, error: asked.key === key ? asked.error : undefined, isCurrent };
}
