import { onTestFinished } from "vitest";
import { createAlerts } from "../../../electron/alerts/create-alerts.ts";
import type { AlertsOptions } from "../../../electron/alerts/create-alerts.ts";
import { createUndiciTransport } from "../../../electron/delivery/send-request-undici.ts";
import type { HostFinding } from "../../../shared/alarms/situation.ts";
import { alertSettingsSchema } from "../../../shared/alerts/alert-settings.ts";
import type { AlertSettings } from "../../../shared/alerts/alert-settings.ts";
import type { Settings } from "../../../shared/settings.ts";
import { CERTIFICATES } from "../../outages/certificates.ts";
import { makeTempDir } from "../../support/temp-dir.ts";
import { createManualClock } from "../alarms/manual-clock.ts";
import type { ManualClock } from "../alarms/manual-clock.ts";
import { idsOf, makeWallSettings, startAlarmHost } from "../alarms/start-alarm-host.ts";
import { startScriptedCentral } from "../delivery/scripted-central.ts";

/** A night hour of no zone's quiet. */
export const START = Date.UTC(2026, 0, 8, 2, 10);
export const SECOND = 1_000;
export const MINUTE = 60_000;
export const streams = idsOf(64);
export const SECRETS: Record<string, string> = { smtp: "smtp-geheim", slack: "", sign: "sign-geheim" };

export interface Payload {
  kind: string;
  event_action: string;
  dedup_key: string;
  summary: string;
  id: string;
  text: string[];
  alarms: { name: string; since: string; until?: string; missing?: string[] }[];
}

/** A receiver of the generic webhook. */
export async function startReceiver() {
  const server = await startScriptedCentral(() => ({ status: 200 }));
  onTestFinished(() => server.goDown().catch(() => undefined));
  return { ...server, payloads: () => server.posts.map(({ body }) => JSON.parse(body) as Payload) };
}

export interface AlertWallOptions {
  alerts: unknown;
  settings?: Settings;
  clock?: ManualClock;
  root?: string;
  page?: string;
  options?: Partial<AlertsOptions>;
}

/** A wall of 65 streams with its alarms and alerts, as the control room wires them. A message that fails waits until `retryNow`. */
export async function startAlertWall({
  alerts: wanted,
  clock = createManualClock(START),
  root = makeTempDir(),
  ...rest
}: AlertWallOptions) {
  const alertSettings: AlertSettings = alertSettingsSchema.parse(wanted);
  const settings: Settings = rest.settings ?? (await makeWallSettings({ client: { name: "PC-3", site: "" } }));
  settings.alerts = alertSettings;
  const transport = createUndiciTransport();
  const findings: HostFinding[][] = [];
  const logged: string[] = [];
  const alerts = await createAlerts({
    dataDir: root,
    settings: () => ({ settings, locked: [] }),
    readSecret: async (ref) => SECRETS[ref] || undefined,
    sendRequest: transport.sendRequest,
    version: "0.1.0",
    hostName: "host-3",
    now: clock.now,
    random: () => 0.5,
    setTimer: clock.setTimer,
    onFindings(found) {
      findings.push(found);
      host.alarms.setFindings("channels", found);
    },
    log: (message) => logged.push(message),
    authorities: () => [CERTIFICATES.valid],
    wait: (_milliseconds, signal) => new Promise((resolve) => signal.addEventListener("abort", () => resolve(), { once: true })),
    ...rest.options,
  });
  const host = await startAlarmHost({ clock, settings, root, ...(rest.page && { page: rest.page }), onDecided: alerts.follow });
  await alerts.configure();
  let isOpen = true;
  const close = async (): Promise<void> => {
    if (!isOpen) return;
    isOpen = false;
    await host.close();
    await alerts.close();
    await transport.close();
  };
  onTestFinished(close);
  return { host, alerts, clock, settings, root, findings, logged, close };
}
