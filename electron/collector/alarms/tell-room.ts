import { hostname } from "node:os";
import { makeNaming } from "../../../shared/alarms/name-alarm.ts";
import type { Naming } from "../../../shared/alarms/name-alarm.ts";
import type { HostFinding } from "../../../shared/alarms/situation.ts";
import { CHANNELS, isSwitchedOn } from "../../../shared/alerts/alert-settings.ts";
import type { Channel } from "../../../shared/alerts/alert-settings.ts";
import type { Settings } from "../../../shared/settings.ts";
import type { AlarmMoment } from "../../alarms/alarm-service.ts";
import { createAlerts } from "../../alerts/create-alerts.ts";
import type { AlertsOptions } from "../../alerts/create-alerts.ts";

/** What sends the room's messages, and how it is to. */
export interface RoomAlertsOptions extends Pick<AlertsOptions, "readSecret" | "findProxy" | "sendRequest" | "version"> {
  /** Of the collector: its channels, names of servers and streams where it knows them. */
  settings: Settings;
}

export interface RoomAlerts {
  follow(moment: AlarmMoment): void;
  /** Those over which something is sent. */
  channels: readonly Channel[];
  close(): Promise<void>;
}

export interface TellRoomOptions extends RoomAlertsOptions, Pick<AlertsOptions, "dataDir" | "now" | "setTimer" | "log"> {
  /** What the PCs call what fails; `known`: what the settings do. */
  naming: (known: Naming) => Naming;
  onFindings: (findings: readonly HostFinding[]) => void;
}

/** The channels of one PC, with the room's alarms. */
export async function tellRoom({ settings, naming, ...options }: TellRoomOptions): Promise<RoomAlerts> {
  // Who sends is the collector itself, which sits on no desk.
  const alerts = { ...settings.alerts, senders: [], desktop: false };
  const present = { ...settings, alerts };
  const known = makeNaming(settings, hostname());
  const service = await createAlerts({
    ...options,
    settings: () => ({ settings: present, locked: [] }),
    naming: () => naming(known),
    hostName: hostname(),
    random: Math.random,
  });
  await service.configure();
  return {
    follow: service.follow,
    channels: CHANNELS.filter((channel) => isSwitchedOn(alerts, channel)),
    close: service.close,
  };
}
