/** Lines of the notifications journal (docs/formats.md). */
import { z } from "zod";
import { ALARM_KIND_NAMES, PRIORITIES } from "../alarms/alarm-kinds.ts";
import { alarmEvidenceSchema } from "../alarms/alarm-evidence.ts";
import { VERDICTS } from "../alarms/evidence.ts";
import { REASONS } from "../reasons.ts";
import type { Reason } from "../reasons.ts";
import { parseSafely } from "../parse-safely.ts";
import { CHANNELS } from "./alert-settings.ts";
import { NOTIFICATION_KINDS } from "./notification.ts";
import type { AlarmNote, Notification } from "./notification.ts";

const moment = z.iso.datetime().transform((text) => Date.parse(text));
const reason = z.custom<Reason>((value) => typeof value === "string" && Object.hasOwn(REASONS, value));

const noteSchema = z.object({
  alarmId: z.string(),
  occurrenceId: z.string(),
  kind: z.enum(ALARM_KIND_NAMES),
  owner: z.enum(["operator", "administrator"]),
  priority: z.enum(PRIORITIES),
  verdict: z.enum(VERDICTS),
  name: z.string(),
  reason: reason.optional(),
  evidence: alarmEvidenceSchema.optional(),
  since: moment,
  until: moment.optional(),
  seenBy: z.object({ pcs: z.number(), of: z.number() }).optional(),
  isHidden: z.boolean().optional(),
  streams: z.object({ total: z.number(), missing: z.array(z.object({ name: z.string(), since: moment })) }).optional(),
});

const lineSchema = z.object({
  timestamp: moment,
  due: moment,
  channel: z.enum(CHANNELS),
  group: z.string(),
  kind: z.enum(NOTIFICATION_KINDS),
  isFirst: z.boolean(),
  alarms: z.array(noteSchema),
  replacesBefore: z.string().optional(),
  id: z.string(),
});

export type NotificationRecord = Record<string, unknown> & { timestamp: string; id: string };

/** As it stands in the file: moments are ISO. */
export function toNotificationRecord({ id, at, due, alarms, ...rest }: Notification): NotificationRecord {
  return { timestamp: toIso(at), due: toIso(due), ...rest, alarms: alarms.map(toNoteRecord), id };
}

/** Undefined when it is none of ours: damaged, or of a later version. */
export function parseNotification(fields: unknown): Notification | undefined {
  const { data } = parseSafely(lineSchema, fields);
  if (!data) return undefined;
  const { timestamp: at, ...rest } = data;
  return { at, ...rest } as Notification;
}

export function parseNotificationLine(text: string): Notification | undefined {
  try {
    return parseNotification(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function toNoteRecord({ since, until, streams, ...rest }: AlarmNote): Record<string, unknown> {
  return {
    ...rest,
    since: toIso(since),
    ...(until !== undefined && { until: toIso(until) }),
    ...(streams && { streams: { ...streams, missing: streams.missing.map(({ name, since: lost }) => ({ name, since: toIso(lost) })) } }),
  };
}

function toIso(time: number): string {
  return new Date(time).toISOString();
}
