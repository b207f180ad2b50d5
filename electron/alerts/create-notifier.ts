import { randomBytes } from "node:crypto";
import { CHANNELS, isSwitchedOn } from "../../shared/alerts/alert-settings.ts";
import type { Channel } from "../../shared/alerts/alert-settings.ts";
import { decideNotifications } from "../../shared/alerts/decide-notifications.ts";
import type { NotificationDraft } from "../../shared/alerts/decide-notifications.ts";
import type { Naming } from "../../shared/alarms/name-alarm.ts";
import { makeNaming } from "../../shared/alarms/name-alarm.ts";
import { digestPending } from "../../shared/alerts/digest-pending.ts";
import { applyNotification, isSettled, mendLedger } from "../../shared/alerts/ledger.ts";
import type { Ledger } from "../../shared/alerts/ledger.ts";
import { listNotable } from "../../shared/alerts/list-notable.ts";
import type { AlarmNote, Notification } from "../../shared/alerts/notification.ts";
import { parseNotificationLine, toNotificationRecord } from "../../shared/alerts/notification-line.ts";
import { toJsonLine } from "../../shared/plain-text.ts";
import type { Settings } from "../../shared/settings.ts";
import { makeUuidV7 } from "../../shared/uuid-v7.ts";
import type { AlarmMoment } from "../alarms/alarm-service.ts";
import type { Cursor } from "../journal/create-cursor.ts";
import { readLines } from "../journal/read-lines.ts";
import type { Journal } from "../journal/types.ts";

export interface NotifierOptions {
  /** Closed with the notifier. */
  journal: Journal;
  /** Where in it nothing was open that anybody had been told of. */
  cursor: Cursor;
  /** How far each channel has sent it. */
  channelCursors: Record<Channel, Pick<Cursor, "load">>;
  /** Those that this host has. */
  channels: readonly Channel[];
  settings: () => Settings;
  /** What people call what fails; as the settings say unless told otherwise. */
  naming?: () => Naming;
  /** Somebody else sends over this channel: here nothing is begun there, and what was begun is ended. */
  isSentElsewhere?: (channel: Channel) => boolean;
  hostName: string;
  now: () => number;
  /** Returns what cancels it. */
  setTimer: (callback: () => void, milliseconds: number) => () => void;
  log: (message: string) => void;
}

/** Writes down what each channel is to be told, in the notifications journal. */
export interface Notifier {
  follow(moment: AlarmMoment): void;
  /** Who sends may have changed. */
  noteChange(): void;
  /** Before something is sent: puts in order what has waited for long. Resolves when that is on disk. */
  prepare(channel: Channel): Promise<void>;
  /** Others say what it says. Known after `prepare`. */
  isReplaced(id: string): boolean;
  noteSent(notification: Notification): void;
  close(): Promise<void>;
}

/** A timer takes 24 days at most, and a clock that is set is noticed. */
const LONGEST_WAIT = 3_600_000;

interface ChannelState {
  ledger: Ledger;
  /** Written down and not sent, in order. */
  pending: Map<string, Notification>;
}

export function createNotifier(options: NotifierOptions): Notifier {
  const { journal, cursor, channelCursors, channels, settings, hostName, now, setTimer, log } = options;
  const states = new Map<Channel, ChannelState>(CHANNELS.map((channel) => [channel, { ledger: new Map(), pending: new Map() }]));
  const replaced = new Set<string>();
  const underWay = new Set<Promise<void>>();
  let moment: AlarmMoment | undefined;
  /** When conditions ended, by the alarm's id: a message that says so may be held back. */
  const ends = new Map<string, number>();
  /** What was known last of each occurrence that stands, or whose end is still to be told. */
  let latest = new Map<string, AlarmNote>();
  let isClosed = false;
  let cancelDue: (() => void) | undefined;
  const loaded = load().catch((error: unknown) => log(`notifications of earlier runs cannot be read: ${String(error)}`));

  async function load(): Promise<void> {
    const forEach = async (from: Cursor | Pick<Cursor, "load">, action: (notification: Notification, state: ChannelState) => void) =>
      readLines(journal, from.load() ?? journal.oldest(), (text) => {
        const notification = parseNotificationLine(text);
        if (notification) action(notification, states.get(notification.channel)!);
      });
    await forEach(cursor, (notification, { ledger }) => applyNotification(ledger, notification));
    for (const channel of CHANNELS)
      await forEach(channelCursors[channel], (notification, state) => {
        if (notification.channel === channel) addPending(state, notification);
      });
  }

  function addPending({ pending }: ChannelState, notification: Notification): void {
    pending.set(notification.id, notification);
    const { replacesBefore } = notification;
    if (replacesBefore === undefined || !pending.has(replacesBefore)) return;
    for (const id of pending.keys()) {
      if (id === replacesBefore) return;
      pending.delete(id);
      replaced.add(id);
    }
  }

  /** The last of those that replace others says so: a tail that is torn off before it replaces nothing. */
  async function write(state: ChannelState, drafts: readonly NotificationDraft[], { isReplacing = false } = {}): Promise<void> {
    if (drafts.length === 0) return;
    const notifications: Notification[] = drafts.map((draft) => ({ id: makeUuidV7(draft.at, randomBytes(10)), ...draft }));
    if (isReplacing) notifications.at(-1)!.replacesBefore = notifications[0]!.id;
    for (const notification of notifications) {
      applyNotification(state.ledger, notification);
      addPending(state, notification);
    }
    const writing = journal.append(notifications.map((notification) => toJsonLine(toNotificationRecord(notification))));
    underWay.add(writing);
    try {
      await writing;
    } catch (error) {
      log(`notifications were not written: ${String(error)}`);
      throw error;
    } finally {
      underWay.delete(writing);
    }
  }

  function decide(): void {
    cancelDue?.();
    cancelDue = undefined;
    if (isClosed || !moment) return;
    const present = settings();
    const { alerts, client } = present;
    const at = now();
    const { alarms, isMasked } = moment;
    const isSender = alerts.senders.length === 0 || alerts.senders.includes(client.name);
    const notable = listNotable(alarms, options.naming?.() ?? makeNaming(present, hostName), isMasked);
    latest = new Map([...latest].filter(([id]) => isTold(id)));
    for (const { note } of notable) latest.set(note.occurrenceId, note);
    const dues: number[] = [];
    // A notice is for whoever sits here, whichever PC sends what goes out.
    const told = channels.filter((channel) => isSwitchedOn(alerts, channel) && (isSender || channel === "desktop"));
    for (const channel of told) {
      const state = states.get(channel)!;
      mendLedger(state.ledger, at);
      const isQuiet = options.isSentElsewhere?.(channel) === true;
      const { drafts, due } = decideNotifications(state.ledger, {
        at,
        channel,
        alarms: isQuiet ? notable.filter(({ note }) => isToldIn(state, note.occurrenceId)) : notable,
        settings: isQuiet ? { ...alerts, repeatSeconds: 0 } : alerts,
        ends,
        latest,
      });
      write(state, drafts).catch(() => undefined); // it has said so itself
      if (due !== undefined) dues.push(due);
    }
    if (dues.length > 0) cancelDue = setTimer(decide, Math.min(LONGEST_WAIT, ...dues.map((due) => due - at)));
    else keepPlace(at);
  }

  function isTold(occurrenceId: string): boolean {
    return [...states.values()].some((state) => isToldIn(state, occurrenceId));
  }

  function isToldIn({ ledger }: ChannelState, occurrenceId: string): boolean {
    return [...ledger.values()].some(({ told }) => told.has(occurrenceId));
  }

  /** Behind what is on disk nothing may be open, or it would be forgotten. */
  function keepPlace(at: number): void {
    const interval = settings().alerts.groupIntervalSeconds * 1_000;
    if (underWay.size === 0 && [...states.values()].every(({ ledger }) => isSettled(ledger, at, interval))) {
      for (const { ledger } of states.values()) ledger.clear();
      cursor.save(journal.end());
    }
  }

  return {
    follow(next) {
      void loaded.then(() => {
        moment = next;
        for (const { id, occurrence } of next.alarms.values()) if (occurrence?.clearedAt !== undefined) ends.set(id, occurrence.clearedAt);
        for (const event of next.events) if (event.type === "cleared") ends.set(event.alarmId, event.since);
        decide();
      });
    },
    noteChange: () => void loaded.then(decide),
    async prepare(channel) {
      await loaded;
      const state = states.get(channel)!;
      const drafts = digestPending([...state.pending.values()], now());
      if (drafts) await write(state, drafts, { isReplacing: true });
    },
    isReplaced: (id) => replaced.has(id),
    noteSent({ id, channel }) {
      states.get(channel)!.pending.delete(id);
    },
    async close() {
      isClosed = true;
      cancelDue?.();
      await loaded;
      await Promise.allSettled(underWay);
      await journal.close();
      await cursor.flush().catch((error: unknown) => log(`the place in the notifications journal was not kept: ${String(error)}`));
    },
  };
}
