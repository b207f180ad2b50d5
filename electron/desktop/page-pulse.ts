export interface PagePulseOptions {
  /** Resolves when the page's thread has run something. */
  ask: () => Promise<unknown>;
  /** A steady clock, in milliseconds. */
  now: () => number;
  /** Calls again and again; returns what ends it. */
  setTicker: (callback: () => void, milliseconds: number) => () => void;
  /** The page has not answered for LONGEST_SILENCE. Said once, until it answers again or `begin`. */
  onHung: () => void;
}

/** Whether a page's thread still runs. Chromium only notices a hung page when somebody clicks on it, and nobody clicks on a wall at night. */
export interface PagePulse {
  /** A page is loaded, or the PC has slept: what was asked before counts no more. */
  begin(): void;
  isAlive(): boolean;
  end(): void;
}

const INTERVAL = 10_000;
/** Nothing that a page does on purpose blocks its thread for so long. */
const LONGEST_SILENCE = 45_000;

export function createPagePulse({ ask, now, setTicker, onHung }: PagePulseOptions): PagePulse {
  /** When what is unanswered was asked. */
  let askedAt: number | undefined;
  let lastAnswerAt = -Infinity;
  let isHung = false;
  let turn = 0;

  function tick(): void {
    if (askedAt !== undefined) {
      if (isHung || now() - askedAt < LONGEST_SILENCE) return;
      isHung = true;
      onHung();
      return;
    }
    askedAt = now();
    const asked = turn;
    const answer = (): void => {
      if (asked !== turn) return;
      askedAt = undefined;
      isHung = false;
      lastAnswerAt = now();
    };
    // Refused at once by a page that is gone: that is no answer, and has its own event.
    ask().then(answer, () => {
      if (asked === turn) askedAt = undefined;
    });
  }

  const end = setTicker(tick, INTERVAL);
  return {
    begin() {
      turn += 1;
      askedAt = undefined;
      isHung = false;
      tick();
    },
    isAlive: () => now() - lastAnswerAt < LONGEST_SILENCE,
    end,
  };
}
