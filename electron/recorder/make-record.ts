import type { Diagnosis } from "../../shared/finding.ts";
import { LIMITS } from "../../shared/limits.ts";
import { cutText } from "../../shared/plain-text.ts";
import type { ClientIdentity, ErrorRecord, ErrorReport } from "../../shared/record.ts";
import { errorTypeOf } from "../../shared/reasons.ts";
import type { Reason } from "../../shared/reasons.ts";
import { redactText, redactUrl } from "../../shared/redact.ts";
import type { Settings } from "../../shared/settings.ts";

export interface RecordContext {
  client: ClientIdentity;
  privacy: Settings["privacy"];
  /** As found out by the host; else the report's own. */
  reason: Reason;
  errorMessage: string;
  /** How many attempts this line stands for. */
  attempts: number;
  diagnosis?: Diagnosis;
}

/** The line of one failure: the seed's eight fields in the seed's order, then ours; secrets and what the privacy settings leave out are gone. */
export function makeRecord(
  report: ErrorReport,
  { client, privacy, reason, errorMessage, attempts, diagnosis }: RecordContext,
): ErrorRecord {
  const { detail } = report;
  const { hostName, ...nameless } = client;
  const times = attempts > 1 ? ` (${attempts} attempts since the last line)` : "";
  return {
    timestamp: report.timestamp,
    streamId: report.streamId,
    errorType: errorTypeOf(reason),
    errorMessage: cutText(redactText(errorMessage), LIMITS.errorMessage - times.length) + times,
    ...(report.statusCode === undefined ? {} : { statusCode: report.statusCode }),
    whepUrl: redactUrl(report.whepUrl),
    ...(privacy.userAgent ? { userAgent: report.userAgent } : {}),
    ...(privacy.clientInfo ? { clientInfo: report.clientInfo } : {}),
    id: report.id,
    detail: {
      reason,
      phase: detail.phase,
      attempt: detail.attempt,
      ...(attempts > 1 ? { attempts } : {}),
      incidentId: detail.incidentId,
      ...(detail.streamName === undefined ? {} : { streamName: detail.streamName }),
      ...(detail.serverError === undefined ? {} : { serverError: redactText(detail.serverError) }),
      ...(detail.sessionId === undefined ? {} : { sessionId: detail.sessionId }),
      ...(detail.playedFor === undefined ? {} : { playedFor: detail.playedFor }),
      ...(detail.stats === undefined ? {} : { stats: detail.stats }),
      ...(detail.mainStream && { mainStream: true }),
      client: privacy.hostName && hostName !== undefined ? { ...nameless, hostName } : nameless,
      ...(diagnosis === undefined ? {} : { diagnosis }),
    },
  };
}

const CAUSES: Partial<Record<Reason, string>> = {
  refused: "connection refused",
  dns: "host name not found",
  timeout: "no answer in time",
  tls: "TLS certificate or handshake refused",
  cors: "the server does not allow this page (CORS)",
  network: "network error",
};

/** The page's sentence with the cause that the host found: "WHEP POST failed: connection refused (192.168.0.10:8889)". */
export function refineMessage(errorMessage: string, reason: Reason, whepUrl: string): string {
  const [done = "WHEP POST"] = errorMessage.split(" failed:", 1);
  const host = /^[a-z]+:\/\/(?:[^/?#]*@)?([^/?#]+)/i.exec(redactUrl(whepUrl))?.[1];
  return `${done} failed: ${CAUSES[reason] ?? reason}${host ? ` (${host})` : ""}`;
}
