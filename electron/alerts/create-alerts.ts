import { join } from "node:path";
import type { HostFinding } from "../../shared/alarms/situation.ts";
import { CHANNELS } from "../../shared/alerts/alert-settings.ts";
import type { Channel } from "../../shared/alerts/alert-settings.ts";
import type { AlertApi } from "../../shared/alerts/channel-test.ts";
import type { SettingsState } from "../../shared/settings-state.ts";
import type { AlarmMoment } from "../alarms/alarm-service.ts";
import type { Wait } from "../delivery/pause.ts";
import type { ShowNotice } from "../delivery/desktop.ts";
import type { SendRequest } from "../delivery/types.ts";
import { readAuthorities } from "../delivery/read-authorities.ts";
import type { FindProxy } from "../http/find-proxy.ts";
import { createCursor } from "../journal/create-cursor.ts";
import type { Cursor } from "../journal/create-cursor.ts";
import { openKeptJournal } from "../journal/open-kept-journal.ts";
import { canSend, createChannels } from "./create-channels.ts";
import type { NotifierOptions } from "./create-notifier.ts";
import { createNotifier } from "./create-notifier.ts";

export interface AlertsOptions {
  dataDir: string;
  settings: () => Pick<SettingsState, "settings" | "locked">;
  readSecret: (secretRef: string) => Promise<string | undefined>;
  findProxy?: FindProxy;
  sendRequest: SendRequest;
  version: string;
  hostName: string;
  /** As the notifier has it. */
  naming?: NotifierOptions["naming"];
  isSentElsewhere?: NotifierOptions["isSentElsewhere"];
  now: () => number;
  random: () => number;
  setTimer: (callback: () => void, milliseconds: number) => () => void;
  /** Only a desktop can. */
  showNotice?: ShowNotice;
  /** Channels that fail. */
  onFindings: (findings: HostFinding[]) => void;
  log: (message: string) => void;
  /** Certificates (PEM) of authorities that are trusted; Node's and this machine's unless told otherwise. */
  authorities?: () => string[];
  wait?: Wait;
}

/** Mail, Slack, webhook, syslog and notices of the desktop: follows the alarms, and tells people of them. */
export interface Alerts {
  api: AlertApi;
  follow(moment: AlarmMoment): void;
  /** Who sends may have changed. */
  noteChange(): void;
  /** Takes over changed settings. */
  configure(): Promise<void>;
  retryNow(): void;
  close(): Promise<void>;
}

export async function createAlerts(options: AlertsOptions): Promise<Alerts> {
  const { dataDir, settings, now, log } = options;
  const directory = join(dataDir, "cursors");
  const logs = () => settings().settings.logs;
  const journal = await openKeptJournal({
    directory: join(dataDir, "logs", "notifications"),
    quarantineDirectory: join(dataDir, "logs", "quarantine"),
    logs,
    retentionDays: () => logs().alarmRetentionDays,
    now,
    log,
  });
  const cursorOf = (name: string): Cursor => createCursor({ directory, name });
  const cursors = Object.fromEntries(CHANNELS.map((channel) => [channel, cursorOf(`alerts-${channel}`)])) as Record<Channel, Cursor>;
  const notifier = createNotifier({
    ...options,
    journal,
    cursor: cursorOf("notifier"),
    channelCursors: cursors,
    channels: CHANNELS.filter((channel) => canSend(channel, options)),
    settings: () => settings().settings,
  });
  const channels = createChannels({ authorities: readAuthorities, ...options, journal, notifier, cursors, directory: dataDir });
  return {
    api: channels.api,
    follow: notifier.follow,
    noteChange: notifier.noteChange,
    configure: channels.configure,
    retryNow: channels.retryNow,
    async close() {
      await channels.close();
      await notifier.close();
    },
  };
}
