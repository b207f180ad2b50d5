import type { NotificationDraft } from "./decide-notifications.ts";

import type { AlarmNote, Notification } from "./notification.ts";

/** Milliseconds after which a message that has not gone out is late: it says so, and what waits with it is put in order. */
const LATE_AFTER = 120_000;

/**
 * What is to be sent instead of what waits for a channel that took nothing for some time (`pending`, in order): one summary of what began
 * and ended meanwhile, and one message for each group of which something is still open, or whose end was not told. Undefined: it is good as
 * it is.
 */
export function digestPending(pending: readonly Notification[], at: number): NotificationDraft[] | undefined {
  const [first] = pending;
  if (!first || at - first.due < LATE_AFTER) return undefined;
  const groups = new Map<string, Notification[]>();
  for (const notification of pending) groups.set(notification.group, [...(groups.get(notification.group) ?? []), notification]);
  if (groups.size === pending.length) return undefined;

  const ended = new Map<string, AlarmNote>();
  const singles: NotificationDraft[] = [];
  for (const entries of groups.values()) {
    const [begin, last] = [entries[0]!, entries.at(-1)!];
    const isOver = last.kind === "summary" || (last.kind === "resolved" && begin.isFirst);
    const single = isOver ? undefined : joinEntries(entries, at);
    const said = new Set(single?.alarms.map(({ occurrenceId }) => occurrenceId));
    for (const note of entries.flatMap(({ alarms }) => alarms))
      if (note.until !== undefined && !said.has(note.occurrenceId)) ended.set(note.occurrenceId, note);
    if (single) singles.push(single);
  }
  singles.sort((a, b) => a.due - b.due);
  if (ended.size === 0) return singles;
  const { channel } = first;
  const alarms = [...ended.values()].sort((a, b) => a.since - b.since);
  return [{ at, due: at, channel, group: "", kind: "summary", isFirst: false, alarms }, ...singles];
}

/** The last of them, late since it was first due; said for the first time if nothing of the group was. */
function joinEntries(entries: readonly Notification[], at: number): NotificationDraft {
  const [begin, last] = [entries[0]!, entries.at(-1)!];
  const run = entries.findLast(({ isFirst }) => isFirst) ?? begin;
  const { channel, group, alarms } = last;
  const kind = last.kind === "repeat" && begin.kind !== "repeat" ? "open" : last.kind;
  return { at, due: run.due, channel, group, kind, isFirst: begin.isFirst, alarms };
}

export function isLate({ due }: Pick<Notification, "due">, at: number): boolean {
  return at - due >= LATE_AFTER;
}
