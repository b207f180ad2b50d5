import { ageOf } from "../../../shared/age-of.ts";
import type { IsPresent } from "../../../shared/room/room-alarm.ts";

/** A PC that has gone for a moment (a restart of the app, a cable) comes back within so many milliseconds, as it does after our own start. */
const PATIENCE = 60_000;

/** Which PCs can be asked what they see. */
export interface Presence {
  isPresent: IsPresent;
  /** Takes over who listens now. Returns when somebody who has gone has been gone for long, Unix milliseconds; undefined: nobody has. */
  note(clients: ReadonlySet<string>, now: number): number | undefined;
}

export function createPresence(startedAt: number): Presence {
  let here: ReadonlySet<string> = new Set();
  const leftAt = new Map<string, number>();
  let at = startedAt;
  const isRecent = (moment: number, now: number): boolean => ageOf(moment, now) < PATIENCE;
  return {
    isPresent: (clientId) => here.has(clientId) || isRecent(leftAt.get(clientId) ?? startedAt, at),
    note(clients, now) {
      for (const clientId of here) if (!clients.has(clientId)) leftAt.set(clientId, now);
      for (const [clientId, left] of leftAt) if (clients.has(clientId) || !isRecent(left, now)) leftAt.delete(clientId);
      here = clients;
      at = now;
      const dues = [startedAt, ...leftAt.values()].filter((left) => isRecent(left, now)).map((left) => left + PATIENCE);
      return dues.length > 0 ? Math.min(...dues) : undefined;
    },
  };
}
