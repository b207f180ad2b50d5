import type { AlarmNote, Notification } from "./notification.ts";

/** What one channel was told, by group: follows from the notifications alone. */
export type Ledger = Map<string, GroupLedger>;

export interface GroupLedger {
  /** By occurrence: what was said to be open, as it was said. Empty: the group is resolved. */
  told: ReadonlyMap<string, AlarmNote>;
  /** When something new was last said: not by `resolved`. */
  lastAt: number;
}

/** Changes the ledger. */
export function applyNotification(ledger: Ledger, { kind, group, alarms, at }: Notification): void {
  if (kind === "summary") return;
  const open = alarms.filter(({ until }) => until === undefined);
  const told = new Map(kind === "resolved" ? [] : open.map((note) => [note.occurrenceId, note]));
  const known = ledger.get(group);
  ledger.set(group, { told, lastAt: kind === "resolved" && known ? known.lastAt : at });
}

/** A clock that went back must not hold anything up. */
export function mendLedger(ledger: Ledger, at: number): void {
  for (const [group, known] of ledger) if (known.lastAt > at) ledger.set(group, { ...known, lastAt: at });
}

/** Nothing of it matters any more: all is resolved, and the last intervals are over. */
export function isSettled(ledger: Ledger, at: number, groupInterval: number): boolean {
  return [...ledger.values()].every(({ told, lastAt }) => told.size === 0 && lastAt + groupInterval <= at);
}
