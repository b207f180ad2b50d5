import type { AuditApi } from "../../shared/audit-api.ts";
import type { AuditLine } from "../../shared/audit/audit-entry.ts";
import { redactText } from "../../shared/redact.ts";
import { readLines } from "../journal/read-lines.ts";
import type { Journal } from "../journal/types.ts";
import { createChainCheck } from "./check-chain.ts";
import type { AuditWriter } from "./create-audit-writer.ts";
import { readAuditFiles } from "./read-audit-files.ts";
import { readSealed } from "./seal-line.ts";

export interface AuditCallsOptions {
  journal: Pick<Journal, "read" | "oldest" | "positionAt">;
  directory: string;
  writer: Pick<AuditWriter, "write" | "head">;
}

/** What pages tell and ask of the audit log. */
export function createAuditCalls({ journal, directory, writer }: AuditCallsOptions): AuditApi {
  return {
    async reportExport({ query, ...what }) {
      await writer.write({ event: "exported", what: { ...what, ...(query === undefined ? {} : { query: redactText(query) }) } });
      return {};
    },
    async readAudit({ from, until, event, limit = 500 }) {
      const [first, end] = [from === undefined ? -Infinity : Date.parse(from), until === undefined ? Infinity : Date.parse(until)];
      const kept: AuditLine[] = [];
      let total = 0;
      await readLines(journal, from === undefined ? journal.oldest() : await journal.positionAt(first), (text) => {
        const line = parseAuditLine(text);
        const time = Date.parse(line?.timestamp ?? "");
        if (!line || time < first || time >= end || (event !== undefined && line.event !== event)) return;
        total++;
        kept.push(line);
        if (kept.length > 2 * limit) kept.splice(0, kept.length - limit); // a line is moved twice at most
      });
      return { lines: kept.slice(-limit).toReversed(), total };
    },
    async checkAudit() {
      const head = writer.head();
      const check = createChainCheck();
      await readAuditFiles(directory, check.add);
      return check.verdict(head);
    },
  };
}

/** Undefined for what cannot be shown: `checkAudit` tells of it. */
function parseAuditLine(text: string): AuditLine | undefined {
  const { value, prev, hash } = readSealed(text) ?? {};
  if (prev === undefined || hash === undefined) return undefined;
  const { timestamp, id, event, by, account, what, client } = value as Record<keyof AuditLine, unknown>;
  if (typeof timestamp !== "string" || typeof event !== "string" || typeof id !== "string" || typeof account !== "string") return undefined;
  if (!isObject(what) || !isObject(client)) return undefined;
  const named = typeof by === "string" ? { by } : {};
  const texts = Object.fromEntries(Object.entries(client).filter(([, each]) => typeof each === "string"));
  return { timestamp, id, event, ...named, account, what, client: { id: "", ...texts }, prev, hash };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
