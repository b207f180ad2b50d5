/** The settings of spec section 8 that this version knows. Every key is optional; the defaults stand here and nowhere else. */
import { z } from "zod";
import { PRIORITIES } from "./alarms/alarm-kinds.ts";
import { alertSettingsSchema } from "./alerts/alert-settings.ts";
import { desktopSettingsSchema } from "./desktop-settings.ts";
import { recoverySettingsSchema } from "./recovery-settings.ts";
import { clock, headersOf, httpUrl, id, name, SECRET_REF, secretRef } from "./setting-values.ts";
import { operatorsSchema, shiftsSchema } from "./shifts/shift-settings.ts";
import { wallSettingsSchema } from "./wall-settings.ts";
import { updateSettingsSchema } from "./updates/update-settings.ts";

export const authSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("none") }),
  z.object({ kind: z.literal("basic"), user: z.string().max(200), secretRef }),
  z.object({ kind: z.literal("bearer"), secretRef }),
]);
export type Auth = z.output<typeof authSchema>;

const serverSchema = z.object({
  id,
  name: name.default(""),
  whepBaseUrl: httpUrl,
  auth: authSchema.default({ kind: "none" }),
  /** MediaMTX's Control API; empty: it is never asked. */
  apiUrl: z.union([z.literal(""), httpUrl]).default(""),
  apiAuth: authSchema.default({ kind: "none" }),
});
export type ServerSettings = z.output<typeof serverSchema>;

const streamSchema = z.object({
  id,
  name: name.default(""),
  serverId: id,
  path: z.string().min(1).max(1_000),
  /** Of the same camera's large picture, which an enlarged tile asks for; empty: there is none. */
  mainPath: z.string().max(1_000).default(""),
  /** Streams of one site or switch may fail together. */
  site: name.default(""),
  /** Of its alarms. */
  priority: z.enum(PRIORITIES).default("medium"),
  /** A picture that seems to stand still is an alarm; it is a badge and a record in any case. */
  frozenAlarm: z.boolean().default(false),
});
export type StreamSettings = z.output<typeof streamSchema>;

/** Without a zone it is this PC's local time. */
const moment = z.union([z.literal(""), z.iso.datetime({ offset: true, local: true }).meta({ format: "moment" })]);

const maintenanceSchema = z
  .object({
    /** Streams, and all streams of these servers (their ids); both empty: it holds for nothing. */
    streams: z.array(id).max(10_000).default([]),
    servers: z.array(id).max(1_000).default([]),
    /** When it is; of a weekly one from when to when it holds, where that has an end. */
    from: moment.default(""),
    to: moment.default(""),
    /** Every week on the days on which it begins (0 is Sunday), by the clock on the wall; `to` at or before `from` is on the next day. */
    weekly: z
      .object({ days: z.array(z.int().min(0).max(6)).min(1).max(7), from: clock, to: clock })
      .nullable()
      .default(null),
  })
  .refine(({ from, to, weekly }) => weekly !== null || (from !== "" && to !== ""), "needs from and to, or weekly")
  .refine(({ from, to }) => from === "" || to === "" || Date.parse(from) < Date.parse(to), "must end after it begins");
export type Maintenance = z.output<typeof maintenanceSchema>;

export const settingsSchema = z.object({
  servers: z.array(serverSchema).max(1_000).default([]),
  streams: z.array(streamSchema).max(10_000).default([]),
  /** Planned work: its time counts neither as up nor as down. */
  maintenance: z.array(maintenanceSchema).max(1_000).default([]),
  client: z.object({ name: name.default(""), site: name.default("") }).prefault({}),
  central: z
    .object({
      url: z.union([z.literal(""), httpUrl]).default(""),
      enabled: z.boolean().default(false),
      secretRef: secretRef.default(""),
      /** Which records the first delivery begins with. */
      sendFrom: z.enum(["now", "7d", "all"]).default("now"),
    })
    .prefault({}),
  logs: z
    .object({
      maxFileMegabytes: z.number().min(1).max(4_096).default(64),
      compressAfterDays: z.int().min(1).max(3_650).default(7),
      retentionDays: z.int().min(1).max(36_500).default(90),
      maxTotalMegabytes: z.number().min(1).max(10_000_000).default(2_048),
      minFreeMegabytes: z.number().min(0).max(10_000_000).default(1_024),
      /** After ten minutes of an incident one line every so many seconds; 0: every attempt. */
      repeatSeconds: z.int().min(0).max(86_400).default(600),
      /** Of the state journal, which has a retention of its own. */
      stateRetentionDays: z.int().min(1).max(36_500).default(400),
      /** Of the alarm journal. */
      alarmRetentionDays: z.int().min(1).max(36_500).default(400),
      /** Of the audit log: two years, as Korea's rules for access records ask of the larger systems. */
      auditRetentionDays: z.int().min(1).max(36_500).default(730),
    })
    .prefault({}),
  alerts: alertSettingsSchema,
  shifts: shiftsSchema,
  /** Who may be on duty at this PC; empty: nobody is asked. */
  operators: operatorsSchema,
  recovery: recoverySettingsSchema,
  privacy: z
    .object({ userAgent: z.boolean().default(true), clientInfo: z.boolean().default(true), hostName: z.boolean().default(true) })
    .prefault({}),
  wall: wallSettingsSchema,
  /** OpenTelemetry logs (OTLP/HTTP), to {url}/v1/logs. A secret header's value is the name of a secret. */
  otlp: z
    .object({
      url: z.union([z.literal(""), httpUrl]).default(""),
      enabled: z.boolean().default(false),
      headers: headersOf(
        z
          .string()
          .max(4_096)
          .regex(/^[\t\x20-\x7e]*$/),
      ),
      secretHeaders: headersOf(z.string().regex(SECRET_REF)),
    })
    .prefault({}),
  report: z
    .object({
      /** When the streams have to play, every day, by the clock on the wall; `to` before `from` is on the next day. null: around the clock. */
      serviceHours: z
        .object({ from: clock, to: clock })
        .refine(({ from, to }) => from !== to, "must end at another time than it begins")
        .nullable()
        .default(null),
    })
    .prefault({}),
  desktop: desktopSettingsSchema,
  updates: updateSettingsSchema,
  language: z.enum(["system", "ko", "en"]).default("system"),
});
export type Settings = z.output<typeof settingsSchema>;

export const DEFAULT_SETTINGS: Settings = settingsSchema.parse({});
