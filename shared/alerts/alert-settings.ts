/** Section `alerts` of the settings (spec section 8). The defaults stand here and nowhere else. */
import { z } from "zod";
import { PRIORITIES } from "../alarms/alarm-kinds.ts";
import { clock, httpUrl, name, secretRef } from "../setting-values.ts";

/** Where a message can go. `desktop`: a notice of this PC's own system. Sound is the page's. */
export const CHANNELS = ["email", "slack", "webhook", "syslog", "desktop"] as const;
export type Channel = (typeof CHANNELS)[number];

export const WEBHOOK_TEMPLATES = ["generic", "jandi", "dooray", "mattermost"] as const;
export type WebhookTemplate = (typeof WEBHOOK_TEMPLATES)[number];

/** An IP address or a host's name; no port, no scheme. */
const host = z.union([z.literal(""), z.string().max(253).regex(/^[\w.:-]+$/, "must be a host name or an address, without port").meta({ format: "host" })]); // prettier-ignore
const port = z.int().min(1).max(65_535);
/** `a@b` or `Name <a@b>`: what is more than plausible is for the mail server to say. */
const address = z
  .string()
  .max(320)
  // oxlint-disable-next-line no-control-regex -- a line break would begin another header
  .regex(/^[^@\u0000-\u001f\u007f]*[^@\s<>]@[^@\s<>]+>?$/, "must be a mail address")
  .meta({ format: "mail" });
const isOn = z.boolean().default(false);

const emailSchema = z.object({
  enabled: isOn,
  host: host.default(""),
  port: port.default(587),
  security: z.enum(["starttls", "tls", "none"]).default("starttls"),
  /** "": without a login. */
  user: z.string().max(320).default(""),
  secretRef: secretRef.default("smtp"),
  from: z.union([z.literal(""), address]).default(""),
  to: z.array(address).max(50).default([]),
});

const webhookSchema = z.object({
  enabled: isOn,
  url: z.union([z.literal(""), httpUrl]).default(""),
  /** Without a URL the secret is the URL, with one it is a bearer token. */
  secretRef: secretRef.default(""),
  signSecretRef: secretRef.default(""),
  template: z.enum(WEBHOOK_TEMPLATES).default("generic"),
});

const syslogSchema = z.object({
  enabled: isOn,
  host: host.default(""),
  port: port.default(514),
  transport: z.enum(["udp", "tcp", "tls"]).default("udp"),
});

const quietSchema = z.object({
  /** On which it begins (0 is Sunday), by the clock on the wall; `to` at or before `from` is on the next day. */
  days: z.array(z.int().min(0).max(6)).min(1).max(7),
  from: clock,
  to: clock,
});
export type QuietHours = z.output<typeof quietSchema>;

const routeSchema = z.object({
  /** Absent: all. */
  priority: z.array(z.enum(PRIORITIES)).min(1).optional(),
  owner: z.enum(["operator", "administrator"]).optional(),
  channels: z.array(z.enum(CHANNELS)).max(CHANNELS.length),
});
export type Route = z.output<typeof routeSchema>;

export const alertSettingsSchema = z
  .object({
    email: emailSchema.prefault({}),
    /** The secret is the webhook's URL. */
    slack: z.object({ enabled: isOn, secretRef: secretRef.default("slack") }).prefault({}),
    webhook: webhookSchema.prefault({}),
    syslog: syslogSchema.prefault({}),
    desktop: z.boolean().default(true),
    sound: z.boolean().default(true),
    /** They hold outgoing messages back, except those of the highest priority. */
    quietHours: z.array(quietSchema).max(50).default([]),
    /** A message goes where any of them says; empty: everything everywhere. */
    routes: z.array(routeSchema).max(100).default([]),
    /** Names of the clients that send, and of those that sound; empty: every PC. */
    senders: z.array(name).max(1_000).default([]),
    soundAt: z.array(name).max(1_000).default([]),
    /** So long a failure must last before it is an alarm, and so long it must be over before the alarm is. */
    onDelaySeconds: z.int().min(0).max(3_600).default(30),
    offDelaySeconds: z.int().min(0).max(3_600).default(30),
    /** After so long an acknowledged alarm that still stands is asked for again; 0: never. */
    reAlarmSeconds: z.int().min(0).max(604_800).default(0),
    /** From the first failure of a group to its first message; between two messages that say something new; until it is said again (0: never). */
    groupWaitSeconds: z.int().min(0).max(3_600).default(30),
    groupIntervalSeconds: z.int().min(0).max(86_400).default(300),
    repeatSeconds: z.union([z.literal(0), z.int().min(60).max(2_592_000)]).default(14_400),
  })
  .prefault({});
export type AlertSettings = z.output<typeof alertSettingsSchema>;

export function isSwitchedOn(alerts: AlertSettings, channel: Channel): boolean {
  return channel === "desktop" ? alerts.desktop : alerts[channel].enabled;
}
