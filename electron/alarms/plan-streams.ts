import { ageOf } from "../../shared/age-of.ts";
import type { MaintenanceWindows } from "../../shared/alarms/masks.ts";
import type { AlarmTiming } from "../../shared/alarms/next-alarm-event.ts";
import type { PlannedStream } from "../../shared/alarms/situation.ts";
import { planMaintenance } from "../../shared/list-maintenance.ts";
import type { Settings } from "../../shared/settings.ts";
import { serverOf } from "../../shared/whep-url.ts";

/** What the settings say of the streams, for some time from `at` on. */
export interface StreamPlan {
  settings: Settings;
  at: number;
  streams: ReadonlyMap<string, PlannedStream>;
  maintenance: MaintenanceWindows;
}

const DAY = 86_400_000;
/** Milliseconds after which a plan is made anew; it holds for twice a day, so that its end is never a window's. */
const RENEWED_AFTER = 3_600_000;

export function makeStreamPlan(settings: Settings, at: number): StreamPlan {
  const addresses = new Map(settings.servers.map(({ id, whepBaseUrl }) => [id, serverOf(whepBaseUrl)]));
  const streams = new Map(
    settings.streams.map(({ id, serverId, site, priority }) => [id, { server: addresses.get(serverId) ?? "", site, priority }]),
  );
  const plan = planMaintenance(settings, { from: at - DAY, to: at + 2 * DAY });
  const maintenance = {
    streams: new Map([...streams].map(([id, { server }]) => [id, plan({ id, server })])),
    servers: new Map([...addresses.values()].map((server) => [server, plan({ id: "", server })])),
  };
  return { settings, at, streams, maintenance };
}

export function isStale(plan: StreamPlan, settings: Settings, at: number): boolean {
  return plan.settings !== settings || ageOf(plan.at, at) > RENEWED_AFTER;
}

export function readTiming({ onDelaySeconds, offDelaySeconds, reAlarmSeconds }: Settings["alerts"]): AlarmTiming {
  return { onDelay: onDelaySeconds * 1_000, offDelay: offDelaySeconds * 1_000, reAlarm: reAlarmSeconds * 1_000 };
}
