import fc from "fast-check";
import { expect, test } from "vitest";
import { applyToAlarms } from "../../shared/alarms/apply-alarm-event.ts";
import { alarmIdOf } from "../../shared/alarms/alarm-kinds.ts";
import type { Alarm } from "../../shared/alarms/alarm.ts";
import { WEBHOOK_TEMPLATES } from "../../shared/alerts/alert-settings.ts";
import { makeAlertMessage } from "../../shared/alerts/alert-message.ts";
import { makeNaming } from "../../shared/alarms/name-alarm.ts";
import { listNotable } from "../../shared/alerts/list-notable.ts";
import { makePayload } from "../../shared/alerts/make-payload.ts";
import { toNotificationRecord } from "../../shared/alerts/notification-line.ts";
import type { Notification } from "../../shared/alerts/notification.ts";
import { writeAlertText } from "../../shared/alerts/write-alert-text.ts";
import { writeSyslogLine } from "../../shared/alerts/write-syslog-line.ts";
import { settingsSchema } from "../../shared/settings.ts";
import { fuzz, FUZZ_TIMEOUT } from "./runs.ts";
import { secretText } from "./secrets.ts";

const AT = Date.UTC(2026, 0, 8, 2, 10);
const SERVER = "192.168.0.10:8889";

/** Everything that goes out, or is kept to go out, of alarms whose stream, server, site and PC have this name. */
function tellAll(name: string, language: "ko" | "en"): string {
  const settings = settingsSchema.parse({
    client: { name },
    servers: [{ id: "a", name, whepBaseUrl: `http://${SERVER}` }],
    streams: [{ id: name, name, serverId: "a", path: "cam", site: name }],
  });
  const alarms = new Map<string, Alarm>();
  for (const [kind, source] of [
    ["stream_down", name],
    ["server_down", SERVER],
    ["site_down", name],
    ["decoder", "pc"],
  ] as const) {
    const condition = { kind, since: AT, priority: "high" } as const;
    applyToAlarms(alarms, { id: `raise-${kind}`, at: AT, alarmId: alarmIdOf(kind, source), type: "raised", condition });
  }
  const naming = makeNaming(settings, name);
  const notable = listNotable(alarms, naming, () => false);
  return notable
    .map(({ note, group }) => {
      const alarm = { ...note, streams: { total: 2, missing: [{ name: naming.streams.get(name)!.name, since: AT }] } };
      const common = { id: "n", at: AT, due: AT, channel: "email", isFirst: true } as const;
      const notification: Notification = { ...common, group, kind: "open", alarms: [alarm] };
      const text = writeAlertText(notification, { language, now: AT, client: naming.client });
      const message = makeAlertMessage(notification, text, name);
      const payloads = ["slack" as const, ...WEBHOOK_TEMPLATES].map((template) => JSON.stringify(makePayload(template, message)));
      const line = writeSyslogLine(message, { hostName: "pc", processId: 1 });
      const { group: _, ...kept } = toNotificationRecord(notification); // the alarm's own id: it stays on this PC
      return [text.title, ...text.lines, ...payloads, line, JSON.stringify({ ...kept, alarms: [{ ...alarm, alarmId: "" }] })].join("\n");
    })
    .join("\n");
}

test(
  "no message to anybody holds a secret, wherever somebody has put one into a name",
  () => {
    const name = secretText.filter(({ text }) => text.length <= 200);
    fc.assert(
      fc.property(name, fc.constantFrom("ko" as const, "en" as const), ({ secret, text }, language) => {
        const said = tellAll(text, language);
        for (const part of secret.parts) expect(said).not.toContain(part);
      }),
      fuzz("alertMessage"),
    );
  },
  FUZZ_TIMEOUT,
);
