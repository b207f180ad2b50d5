import { useEffect, useState } from "react";
import { askUntilAnswered } from "./ask-until-answered.ts";
import { messageOf } from "./api-error.ts";

export interface Asked<T> {
  /** The last answer: it stays while the next one is on its way. */
  value: T | undefined;
  error: string | undefined;
  /** `value` is the answer to the present question. */
  isCurrent: boolean;
}

/** Asks whenever `key` or `round` changes; an answer that a newer question overtook is dropped. `undefined` asks nothing. */
export function useAsked<T>(ask: (() => Promise<T>) | undefined, { key, round }: { key: string; round: number }): Asked<T> {
  const [asked, setAsked] = useState<{ key: string; value?: T; error?: string }>({ key: "" });
  useEffect(() => {
    if (!ask) return undefined;
    let isOver = false;
    askUntilAnswered(ask, () => isOver).then(
      (value) => !isOver && setAsked({ key, value }),
      (error: unknown) => !isOver && setAsked({ key, error: messageOf(error) }),
    );
    return () => {
      isOver = true;
    };
    // oxlint-disable-next-line react/exhaustive-deps -- `ask` is a new function each time; `key` says whether it asks something else
  }, [key, round]);
  const isCurrent = asked.key === key && asked.value !== undefined;
  return { value: asked.value, error: asked.key === key ? asked.error : undefined, isCurrent };
}
