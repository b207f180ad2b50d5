import { RETIRED_FOR } from "./deadlines.ts";
import type { PlayerPoolDeps } from "./types.ts";
import type { WhepSession } from "./whep-session.ts";

/** A player's sessions in whose place another one plays. Their end, here and at the server, is left until the wall has started. */
export interface RetiredSessions {
  add(session: WhepSession): void;
  /** Ends them now. Resolves when the server has answered. */
  endAll(): Promise<void>;
}

export function createRetiredSessions({
  random,
  setTimeout,
  clearTimeout,
}: Pick<PlayerPoolDeps, "random" | "setTimeout" | "clearTimeout">): RetiredSessions {
  /** Each with the timer that ends it. */
  const retired = new Map<WhepSession, number>();

  const end = (session: WhepSession): Promise<void> => {
    clearTimeout(retired.get(session)!);
    retired.delete(session);
    return session.close({ atServer: true });
  };

  return {
    add(session) {
      const delay = RETIRED_FOR * (1 + random()); // not all of a wall in one moment
      retired.set(
        session,
        setTimeout(() => void end(session), delay),
      );
    },
    async endAll() {
      await Promise.all([...retired.keys()].map(end));
    },
  };
}
