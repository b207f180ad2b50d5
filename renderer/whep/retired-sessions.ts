import { RETIRED_FOR } from "./deadlines.ts";
import type { PlayerPoolDeps } from "./types.ts";
import type { WhepSession } from "./whep-session.ts";

/** How often their end is put off at most: of a server with a camera that is always tried again the starts are never over. */
const MOST_PUT_OFF = 3;

/** A player's sessions in whose place another one plays. Their end, here and at the server, is left until the wall has started. */
export interface RetiredSessions {
  add(session: WhepSession): void;
  /** Ends them now. Resolves when the server has answered. */
  endAll(): Promise<void>;
}

export function createRetiredSessions(
  { random, setTimeout, clearTimeout }: Pick<PlayerPoolDeps, "random" | "setTimeout" | "clearTimeout">,
  quietFor: () => number,
): RetiredSessions {
  /** Each with the timer that ends it. */
  const retired = new Map<WhepSession, number>();

  const end = (session: WhepSession): Promise<void> => {
    clearTimeout(retired.get(session)!);
    retired.delete(session);
    return session.close({ atServer: true });
  };

  const plan = (session: WhepSession, putOff = 0) => {
    const delay = RETIRED_FOR * (1 + random()); // not all of a wall in one moment
    const endOrPutOff = () => {
      if (putOff < MOST_PUT_OFF && quietFor() < RETIRED_FOR) plan(session, putOff + 1);
      else void end(session);
    };
    retired.set(session, setTimeout(endOrPutOff, delay));
  };

  return {
    add: (session) => plan(session),
    async endAll() {
      await Promise.all([...retired.keys()].map(end));
    },
  };
}
