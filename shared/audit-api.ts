/** What a page tells and asks of the audit log. No call changes a line of it. */
import { z } from "zod";
import { AUDIT_EVENTS, MOST_AUDIT_LINES } from "./audit/audit-entry.ts";
import type { AuditLine } from "./audit/audit-entry.ts";
import type { ChainVerdict } from "./audit/chain-verdict.ts";

/** What can leave the app as a file, or on paper. */
const EXPORT_KINDS = ["logs", "report", "settings", "audit", "support", "snapshot", "handover"] as const;

const exportSchema = z.strictObject({
  kind: z.enum(EXPORT_KINDS),
  /** Name of the file; "" on paper. */
  file: z.string().max(200),
  /** What was asked for: filter, month, range, stream. */
  query: z.string().max(2_000).optional(),
  lines: z.int().min(0).optional(),
  isMasked: z.boolean().optional(),
});
export type ExportReport = z.output<typeof exportSchema>;

export const AUDIT_INPUT_SCHEMAS = {
  reportExport: exportSchema,
  readAudit: z.strictObject({
    /** ISO times; absent: from the beginning, until now. */
    from: z.iso.datetime({ offset: true }).optional(),
    until: z.iso.datetime({ offset: true }).optional(),
    event: z.enum(AUDIT_EVENTS).optional(),
    limit: z.int().min(1).max(MOST_AUDIT_LINES).default(500),
  }),
  checkAudit: z.strictObject({}),
} as const;

type Input<K extends keyof typeof AUDIT_INPUT_SCHEMAS> = z.input<(typeof AUDIT_INPUT_SCHEMAS)[K]>;

export interface AuditApi {
  /** Before what was exported is handed out. Answers when it is on disk, or waits in memory because the disk refuses. */
  reportExport(input: Input<"reportExport">): Promise<Record<string, never>>;
  /** Newest first; `total` counts those, too, that the limit leaves out. */
  readAudit(input: Input<"readAudit">): Promise<{ lines: AuditLine[]; total: number }>;
  /** Reads all of it, and says whether each line is what it was and where it was. */
  checkAudit(input: Input<"checkAudit">): Promise<ChainVerdict>;
}
