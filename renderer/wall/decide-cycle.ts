export interface CycleSituation {
  /** The setting `wall.cycleSeconds`. */
  seconds: number;
  /** Which pages have streams to show. */
  filled: readonly boolean[];
  index: number;
  /** Milliseconds for which the page has been shown, and since somebody last touched mouse or keys. */
  shownFor: number;
  untouchedFor: number;
  /** A tile is enlarged, or the wall is being changed. */
  isBusy: boolean;
  /** An alarm of a stream on the page waits for somebody to acknowledge it. */
  asksForSomebody: boolean;
}

export type CycleDecision = { kind: "off" } | { kind: "paused" } | { kind: "stay" } | { kind: "turn"; to: number };

/** So long after the last touch a page stays, milliseconds: whoever looks for something must not lose it. */
export const TOUCH_PAUSE = 30_000;

/** Whether the next page is shown by itself now. Empty pages are passed over. */
export function decideCycle(situation: CycleSituation): CycleDecision {
  const { seconds, filled, index, shownFor, untouchedFor, isBusy, asksForSomebody } = situation;
  const others = [...filled.keys()].map((_, step) => (index + step + 1) % filled.length).filter((page) => page !== index);
  const to = others.find((page) => filled[page]);
  if (seconds === 0 || to === undefined) return { kind: "off" };
  if (isBusy || asksForSomebody || untouchedFor < TOUCH_PAUSE) return { kind: "paused" };
  return shownFor < seconds * 1_000 ? { kind: "stay" } : { kind: "turn", to };
}
