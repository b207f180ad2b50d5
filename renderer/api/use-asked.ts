import { useEffect, useRef, useState } from "react";
import { askUntilAnswered } from "./ask-until-answered.ts";
import { messageOf } from "./api-error.ts";

export interface Asked<T> {
  /** The last answer: it stays while the next one is on its way. */
  value: T | undefined;
  error: string | undefined;
  /** `value` is the answer to the present question. */
  isCurrent: boolean;
}

/**
 * Asks whenever `key` changes; what is still asked of another key is dropped. When `round` changes it asks again, once the question under
 * way is answered: one that takes longer than the rounds would else never be. `undefined` asks nothing.
 */
export function useAsked<T>(ask: (() => Promise<T>) | undefined, { key, round }: { key: string; round: number }): Asked<T> {
  const [asked, setAsked] = useState<{ key: string; value?: T; error?: string }>({ key: "" });
  const latest = useRef(ask);
  const running = useRef<{ round: number; again: () => void }>(undefined);
  useEffect(() => {
    latest.current = ask;
  });
  useEffect(() => {
    if (!latest.current) return undefined;
    let isOver = false;
    let isOld = false;
    let isAsking = false;
    const run = (): void => {
      isOld = isAsking;
      if (isAsking) return;
      isAsking = true;
      askUntilAnswered(latest.current!, () => isOver)
        .then(
          (value) => !isOver && setAsked({ key, value }),
          (error: unknown) => !isOver && setAsked({ key, error: messageOf(error) }),
        )
        .finally(() => {
          isAsking = false;
          if (isOld && !isOver) run();
        });
    };
    running.current = { round, again: run };
    run();
    return () => {
      isOver = true;
      running.current = undefined;
    };
    // oxlint-disable-next-line react/exhaustive-deps -- a new round alone asks again below
  }, [key]);
  useEffect(() => {
    if (!running.current || running.current.round === round) return;
    running.current.round = round;
    running.current.again();
  }, [round]);
  const isCurrent = asked.key === key && asked.value !== undefined;
  return { value: asked.value, error: asked.key === key ? asked.error : undefined, isCurrent };
}
