/** Input schemas of the contract: parsed in one place, the one implementation of the API, for both hosts. */
import { z } from "zod";
import { ADMIN_INPUT_SCHEMAS } from "./admin-api.ts";
import { ALARM_HISTORY_INPUT_SCHEMAS } from "./alarm-history-api.ts";
import { ALARM_INPUT_SCHEMAS } from "./alarms-api.ts";
import { ALERT_INPUT_SCHEMAS } from "./alerts/channel-test.ts";
import { AUDIT_INPUT_SCHEMAS } from "./audit-api.ts";
import type { MethodName } from "./api-names.ts";
import { DIAGNOSTICS_INPUT_SCHEMAS } from "./diagnostics-api.ts";
import { HANDOVER_INPUT_SCHEMAS } from "./handover-api.ts";
import { LOG_INPUT_SCHEMAS, logPlaceSchema } from "./log-search.ts";
import { PATTERN_INPUT_SCHEMAS } from "./patterns-api.ts";
import { errorReportSchema } from "./record.ts";
import { RELAY_INPUT_SCHEMAS } from "./relay-api.ts";
import { REPORT_INPUT_SCHEMAS, REPORTS_INPUT_SCHEMAS } from "./report/report-api.ts";
import { settingsSchema } from "./settings.ts";
import { aliveReportSchema, recoveryReportSchema, stateReportSchema } from "./state-report.ts";
import { SETUP_INPUT_SCHEMAS } from "./setup-api.ts";
import { SHIFT_INPUT_SCHEMAS } from "./shifts-api.ts";
import { STATISTICS_INPUT_SCHEMAS } from "./statistics-api.ts";
import { UPDATE_INPUT_SCHEMAS } from "./updates/updates-api.ts";

const noInput = z.strictObject({});
const id = z.string().min(1).max(200);
const sections = settingsSchema.shape;

/** A section arrives with the keys that change only; what it becomes is validated as a whole after the merge. */
const settingsChangesSchema = z.strictObject(
  Object.fromEntries(Object.keys(sections).map((key) => [key, z.unknown().optional()])) as Record<
    keyof typeof sections,
    z.ZodOptional<z.ZodUnknown>
  >,
);

export const INPUT_SCHEMAS = {
  getHost: noInput,
  getSettings: noInput,
  saveSettings: z.strictObject({ changes: settingsChangesSchema }),
  getWhepAuthorization: z.strictObject({ serverId: id }),
  reportError: errorReportSchema,
  reportState: stateReportSchema,
  reportRecovery: recoveryReportSchema,
  reportAlive: aliveReportSchema,
  getStatus: noInput,
  retryDelivery: noInput,
  resendRejected: z.strictObject({ at: z.array(logPlaceSchema).min(1).max(1_000) }),
  openLogFolder: noInput,
  chooseLogs: z.strictObject({ kind: z.enum(["files", "folder"]) }),
  /** A name only: the folder is the person's choice. */
  saveReportPdf: z.strictObject({ name: z.string().regex(/^[\w-][\w.-]{0,94}\.pdf$/) }),
  diagnose: z.union([z.strictObject({ streamId: id }), z.strictObject({ serverId: id })]),
  ...LOG_INPUT_SCHEMAS,
  ...STATISTICS_INPUT_SCHEMAS,
  ...REPORT_INPUT_SCHEMAS,
  ...REPORTS_INPUT_SCHEMAS,
  ...PATTERN_INPUT_SCHEMAS,
  ...ALARM_INPUT_SCHEMAS,
  ...ALARM_HISTORY_INPUT_SCHEMAS,
  ...ALERT_INPUT_SCHEMAS,
  ...SETUP_INPUT_SCHEMAS,
  ...RELAY_INPUT_SCHEMAS,
  ...DIAGNOSTICS_INPUT_SCHEMAS,
  ...ADMIN_INPUT_SCHEMAS,
  ...UPDATE_INPUT_SCHEMAS,
  ...AUDIT_INPUT_SCHEMAS,
  ...SHIFT_INPUT_SCHEMAS,
  ...HANDOVER_INPUT_SCHEMAS,
} as const satisfies Record<MethodName, z.ZodType>;
