import { join } from "node:path";
import type { HostFinding } from "../../shared/alarms/situation.ts";
import { alertSettingsSchema, CHANNELS, isSwitchedOn } from "../../shared/alerts/alert-settings.ts";
import type { AlertSettings, Channel } from "../../shared/alerts/alert-settings.ts";
import type { AlertApi, ChannelProblem } from "../../shared/alerts/channel-test.ts";
import { tellName } from "../../shared/alarms/name-alarm.ts";
import { writeTestText } from "../../shared/alerts/write-alert-text.ts";
import type { TextContext } from "../../shared/alerts/write-alert-text.ts";
import { chooseLanguage } from "../../shared/choose-language.ts";
import type { ErrorCode } from "../../shared/api-names.ts";
import { parseSafely } from "../../shared/parse-safely.ts";
import type { SettingsState } from "../../shared/settings-state.ts";
import { makeUuidV7 } from "../../shared/uuid-v7.ts";
import { createDestinationDelivery } from "../delivery/create-destination-delivery.ts";
import { createLink } from "../delivery/create-link.ts";
import type { Link } from "../delivery/create-link.ts";
import type { Messenger } from "../delivery/messenger.ts";
import type { Wait } from "../delivery/pause.ts";
import type { Cursor } from "../journal/create-cursor.ts";
import type { Journal } from "../journal/types.ts";
import { createChannelDestination, isFor } from "./channel-destination.ts";
import type { Notifier } from "./create-notifier.ts";
import { makeMessenger } from "./make-messenger.ts";
import type { MadeMessenger, MessengerOptions } from "./make-messenger.ts";

export interface ChannelsOptions extends MessengerOptions {
  /** Of the notifications. */
  journal: Journal;
  notifier: Notifier;
  cursors: Record<Channel, Cursor>;
  directory: string;
  settings: () => Pick<SettingsState, "settings" | "locked">;
  /** Those that fail, with when they began to. */
  onFindings: (findings: HostFinding[]) => void;
  random: () => number;
  log: (message: string) => void;
  wait?: Wait;
}

/** The channels that the settings want, each with its own place in the notifications journal. */
export interface Channels {
  api: AlertApi;
  /** Takes over changed settings. */
  configure(): Promise<void>;
  /** Ends the waits of those that fail. */
  retryNow(): void;
  close(): Promise<void>;
}

const INVALID: ErrorCode = "invalid_input";

export function createChannels(options: ChannelsOptions): Channels {
  const { journal, notifier, cursors, directory, settings, hostName, now, onFindings, log } = options;
  const failingSince = new Map<Channel, number>();
  const closing = new AbortController();
  const links = new Map<Channel, Link<AlertSettings>>(CHANNELS.map((channel) => [channel, createChannelLink(channel)]));

  const context = (): TextContext => {
    const { language, client } = settings().settings;
    const system = new Intl.DateTimeFormat().resolvedOptions().locale;
    return { language: chooseLanguage(language, system), now: now(), client: tellName(client.name || hostName) };
  };

  function noteProblem(channel: Channel, problem: ChannelProblem | undefined): void {
    if ((problem !== undefined) === failingSince.has(channel)) return;
    if (problem) failingSince.set(channel, now());
    else failingSince.delete(channel);
    onFindings([...failingSince].map(([source, since]) => ({ kind: "channel_failing", source, since })));
  }

  function createChannelLink(channel: Channel): Link<AlertSettings> {
    return createLink({
      async plan(alerts) {
        if (!isSwitchedOn(alerts, channel) || !canSend(channel, options)) {
          noteProblem(channel, undefined);
          return undefined;
        }
        const messenger = createPresentMessenger(() => makeMessenger(channel, alerts, options));
        const made = await makeMessenger(channel, alerts, options);
        if (!made.ok) noteProblem(channel, made.problem);
        const key = JSON.stringify(alerts[channel]);
        return { key, start: async () => startDelivery(channel, messenger) };
      },
      onChange: () => undefined,
    });
  }

  function startDelivery(channel: Channel, messenger: Messenger) {
    const cursor = cursors[channel];
    return createDestinationDelivery({
      ...options,
      name: channel,
      cursor,
      from: cursor.load() ?? journal.oldest(), // all that stands there for this channel was meant for it
      destination: createChannelDestination({
        channel,
        messenger,
        notifier,
        keepPlace: cursor.flush,
        context,
        onSent: (problem) => noteProblem(channel, problem),
        now,
        log,
      }),
      accepts: (record) => isFor(channel, record),
      rejectedDirectory: join(directory, "logs", "rejected_notifications"),
      onChange: () => undefined,
    });
  }

  return {
    api: {
      async testChannel({ channel, settings: changes = {} }) {
        const made = await makeMessenger(channel, changeSettings(settings(), channel, changes), options);
        if (!made.ok) return made;
        const present = context();
        const id = makeUuidV7(now(), crypto.getRandomValues(new Uint8Array(10)));
        const message = { id, at: now(), thread: `${present.client}/test`, text: writeTestText(present), alarms: [] };
        const sent = await made.messenger.send(message, closing.signal);
        if (sent.kind !== "delivered") return { ok: false, problem: sent.problem };
        return sent.remark ? { ok: false, problem: sent.remark } : { ok: true };
      },
    },
    async configure() {
      const { alerts } = settings().settings;
      await Promise.all(
        [...links].map(([channel, link]) => link.configure(alerts).catch((error: unknown) => log(`${channel}: ${String(error)}`))),
      );
    },
    retryNow() {
      for (const link of links.values()) link.retryNow();
    },
    async close() {
      closing.abort();
      await Promise.all([...links.values()].map((link) => link.close()));
    },
  };
}

/** A web host has no desktop: it is told of nothing. */
export function canSend(channel: Channel, { showNotice }: Pick<MessengerOptions, "showNotice">): boolean {
  return channel !== "desktop" || showNotice !== undefined;
}

/** Looks for the secrets each time: one that was put there, or changed, needs no restart. */
function createPresentMessenger(make: () => Promise<MadeMessenger>): Messenger {
  let present: (MadeMessenger & { ok: true }) | undefined;
  return {
    async send(message, signal) {
      const made = await make();
      if (!made.ok) return { kind: "misconfigured", problem: made.problem };
      if (made.key !== present?.key) present = made;
      return present.messenger.send(message, signal);
    },
  };
}

/** The channel's section as it stands on the screen. What a policy locks stays as it is: a secret is not sent elsewhere for a test. */
function changeSettings(
  { settings, locked }: Pick<SettingsState, "settings" | "locked">,
  channel: Channel,
  changes: Record<string, unknown>,
): AlertSettings {
  const isLocked = (key: string): boolean =>
    locked.some((lock) => lock === "alerts" || lock === `alerts.${channel}` || `${lock}.`.startsWith(`alerts.${channel}.${key}.`));
  const allowed = Object.entries(changes).filter(([key]) => !isLocked(key));
  const present = settings.alerts;
  if (channel === "desktop") return present; // a switch, and nothing else
  const { data } = parseSafely(alertSettingsSchema, { ...present, [channel]: { ...present[channel], ...Object.fromEntries(allowed) } });
  if (!data) throw Object.assign(new Error(`these are no settings of ${channel}`), { code: INVALID });
  return data;
}
