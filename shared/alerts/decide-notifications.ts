import { isHigher, PRIORITIES } from "../alarms/alarm-kinds.ts";
import type { AlertSettings, Channel } from "./alert-settings.ts";
import type { GroupLedger, Ledger } from "./ledger.ts";
import type { NotableAlarm } from "./list-notable.ts";
import { highestPriorityOf } from "./notification.ts";
import type { AlarmNote, Notification } from "./notification.ts";
import { endOfQuiet } from "./quiet-hours.ts";

export interface NotifierView {
  at: number;
  channel: Channel;
  /** All that are open. */
  alarms: readonly NotableAlarm[];
  settings: Pick<AlertSettings, "quietHours" | "routes" | "groupWaitSeconds" | "groupIntervalSeconds" | "repeatSeconds">;
  /** When an alarm's condition ended, by its id, where that is known. */
  ends: ReadonlyMap<string, number>;
  /** What was known last of an occurrence while it stood, where that is known: more than when it was told, such as a server's start anew. */
  latest: ReadonlyMap<string, AlarmNote>;
}

export type NotificationDraft = Omit<Notification, "id" | "replacesBefore">;

export interface NotifierDecision {
  drafts: NotificationDraft[];
  /** When to decide again if nothing changes before. */
  due: number | undefined;
}

/** What one channel is to be told now; Alertmanager's rules, by group. The same ledger and view always lead to the same. */
export function decideNotifications(ledger: Ledger, view: NotifierView): NotifierDecision {
  const groups = new Map<string, NotableAlarm[]>([...ledger.keys()].map((group) => [group, []]));
  for (const alarm of view.alarms) {
    const told = findTold(alarm, ledger);
    if (told === undefined && !isRouted(alarm, view)) continue;
    const group = told ?? alarm.group;
    groups.set(group, [...(groups.get(group) ?? []), alarm]);
  }
  const { at } = view;
  const planned = [...groups].flatMap(([group, members]) => planGroup({ group, members, known: ledger.get(group) }, view) ?? []);
  const later = planned.filter(({ due }) => due > at).map(({ due }) => due);
  const drafts = planned.filter(({ due }) => due <= at).map((draft) => ({ ...draft, due: at }));
  // What follows a message, such as its repetition, is known when that is in the ledger.
  const due = drafts.length > 0 ? at : later.length > 0 ? Math.min(...later) : undefined;
  return { drafts, due };
}

/** A channel is not told of its own trouble, and whoever sits before the wall of nothing that only an administrator can mend. */
function isRouted({ note, source }: NotableAlarm, { channel, settings: { routes } }: NotifierView): boolean {
  if (note.kind === "channel_failing" && source === channel) return false;
  if (channel === "desktop" && note.owner !== "operator") return false;
  const fits = ({ priority, owner, channels }: (typeof routes)[number]) =>
    channels.includes(channel) && (priority?.includes(note.priority) ?? true) && (owner ?? note.owner) === note.owner;
  return routes.length === 0 || routes.some(fits);
}

/** The group where it was told; of a stream that outlived its cause, where that was told. */
function findTold({ note, outlived }: NotableAlarm, ledger: Ledger): string | undefined {
  const isThere = ({ told }: GroupLedger) => told.has(note.occurrenceId) || (outlived !== undefined && told.has(outlived));
  return [...ledger].find(([, known]) => isThere(known))?.[0];
}

interface Group {
  group: string;
  members: readonly NotableAlarm[];
  known: GroupLedger | undefined;
}

/** The next message of a group, and when. */
function planGroup({ group, members, known }: Group, view: NotifierView): NotificationDraft | undefined {
  const { at, channel, settings } = view;
  const [wait, interval, repeat] = [settings.groupWaitSeconds, settings.groupIntervalSeconds, settings.repeatSeconds].map((s) => s * 1_000);
  const told = known?.told ?? new Map<string, AlarmNote>();
  const openIds = new Set(members.map(({ note }) => note.occurrenceId));
  const alive = members.filter(({ note }) => told.has(note.occurrenceId));
  const fresh = members.filter(({ note, isHidden }) => !isHidden && isNews(note, told.get(note.occurrenceId)));
  const gone = [...told.values()].filter(({ occurrenceId }) => !openIds.has(occurrenceId)).map((note) => endNote(note, view));
  const draft = (kind: NotificationDraft["kind"], due: number, alarms: AlarmNote[]): NotificationDraft => {
    const isHeld = channel !== "desktop" && highestPriorityOf(alarms) !== "high";
    const sent = isHeld ? endOfQuiet(settings.quietHours, Math.max(due, at)) : due;
    return { at, due: sent, channel, group, kind, isFirst: told.size === 0, alarms };
  };

  if (alive.length === 0 && fresh.length === 0) return gone.length > 0 ? draft("resolved", at, gone) : undefined;
  // The first of them is the title.
  const open = [...new Set([...fresh, ...alive])]
    .map(({ note, isHidden }) => (isHidden ? { ...note, isHidden } : note))
    .sort((a, b) => PRIORITIES.indexOf(a.priority) - PRIORITIES.indexOf(b.priority));
  const sinceLast = (known?.lastAt ?? -Infinity) + interval!;
  if (fresh.length > 0) {
    const first = Math.min(...fresh.map(({ note }) => note.since)) + wait!;
    return draft("open", outranks(fresh, told) ? first : Math.max(first, sinceLast), [...open, ...gone]);
  }
  if (gone.length > 0) return draft("open", sinceLast, [...open, ...gone]);
  const isUnseen = alive.some(({ isHidden, isAcknowledged }) => !isHidden && !isAcknowledged);
  return repeat! > 0 && isUnseen ? draft("repeat", known!.lastAt + repeat!, open) : undefined;
}

/** New, or graver than it was said to be. */
function isNews({ priority }: AlarmNote, told: AlarmNote | undefined): boolean {
  return told === undefined || isHigher(priority, told.priority);
}

/** What is graver than all that stands was never told: it does not wait for the interval. */
function outranks(fresh: readonly NotableAlarm[], told: ReadonlyMap<string, AlarmNote>): boolean {
  return told.size > 0 && isHigher(highestPriorityOf(fresh.map(({ note }) => note)), highestPriorityOf([...told.values()]));
}

function endNote(told: AlarmNote, { at, ends, latest }: NotifierView): AlarmNote {
  const note = latest.get(told.occurrenceId) ?? told;
  const { streams } = note;
  const until = Math.min(at, Math.max(note.since, ends.get(note.alarmId) ?? at));
  return { ...note, until, ...(streams && { streams: { ...streams, missing: [] } }) };
}
