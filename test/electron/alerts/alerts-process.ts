/**
 * A process that tells of alarms: `node alerts-process.ts DIRECTORY COUNT ALERTS`, COUNT alarms that belong to nobody else and ALERTS the
 * settings as JSON; secrets are taken from MTX_SECRET_<REF>. Made to be killed.
 */
import { createAlerts } from "../../../electron/alerts/create-alerts.ts";
import { createSystemClock } from "../../../electron/alarms/create-system-clock.ts";
import { createSecrets } from "../../../electron/settings/secrets.ts";
import { createUndiciTransport } from "../../../electron/delivery/send-request-undici.ts";
import type { Alarm } from "../../../shared/alarms/alarm.ts";
import { applyToAlarms } from "../../../shared/alarms/apply-alarm-event.ts";
import { settingsSchema } from "../../../shared/settings.ts";
import "../../support/keep-compiled.ts";

const [dataDir, count, alerts] = process.argv.slice(2) as [string, string, string];
const settings = settingsSchema.parse({ alerts: JSON.parse(alerts) as unknown });
const clock = createSystemClock(Date.now);
const service = await createAlerts({
  dataDir,
  settings: () => ({ settings, locked: [] }),
  readSecret: createSecrets({ env: process.env, log: () => undefined }).read,
  sendRequest: createUndiciTransport().sendRequest,
  version: "0.1.0",
  hostName: "pc",
  now: Date.now,
  random: Math.random,
  setTimer: clock.setTimer,
  onFindings: () => undefined,
  log: () => undefined,
  wait: (_milliseconds, signal) =>
    new Promise((resolve) => {
      setTimeout(resolve, 20);
      signal.addEventListener("abort", () => resolve(), { once: true });
    }),
});
const alarms = new Map<string, Alarm>();
for (let i = 0; i < Number(count); i++) {
  const condition = { kind: "site_down", since: Date.now() - 60_000, priority: "high" } as const;
  applyToAlarms(alarms, { id: `occurrence-${i}`, at: Date.now() - 30_000, alarmId: `site:${i}`, type: "raised", condition });
}
await service.configure();
service.follow({ alarms, events: [], isMasked: () => false });
setInterval(() => undefined, 60_000); // until it is killed
