import { LIMITS } from "../../shared/limits.ts";
import type { ClientInfo, ErrorReport, MediaStatistics } from "../../shared/record.ts";
import { redactText, redactUrl } from "../../shared/redact.ts";
import type { AttemptFailure } from "../whep/types.ts";

export interface ReportOrigin {
  userAgent: string;
  clientInfo: ClientInfo;
}

/** The report of a failure, within the record's limits: what the host would refuse for its length alone never leaves the page. */
export function makeErrorReport(failure: AttemptFailure, id: string, { userAgent, clientInfo }: ReportOrigin): ErrorReport {
  const { phase, attempt, incidentId, streamName, serverError, sessionId, playedFor, stats, statusCode, mainStream } = failure;
  return {
    id,
    timestamp: new Date(failure.at).toISOString(),
    streamId: failure.streamId.slice(0, LIMITS.name),
    reason: failure.reason,
    errorMessage: redactText(failure.errorMessage).slice(0, LIMITS.errorMessage),
    ...(statusCode === undefined ? {} : { statusCode }),
    whepUrl: redactUrl(failure.whepUrl).slice(0, LIMITS.whepUrl),
    userAgent: userAgent.slice(0, LIMITS.userAgent),
    clientInfo,
    detail: {
      phase,
      attempt,
      incidentId,
      ...(streamName === "" ? {} : { streamName: streamName.slice(0, LIMITS.name) }),
      ...(serverError === undefined ? {} : { serverError: redactText(serverError).slice(0, LIMITS.serverError) }),
      ...(sessionId === undefined ? {} : { sessionId: sessionId.slice(0, 64) }),
      ...(playedFor === undefined ? {} : { playedFor }),
      ...(stats === undefined ? {} : { stats: keepFinite(stats) }),
      ...(mainStream && { mainStream }),
    },
  };
}

/** Browsers divide by zero in their statistics now and then; JSON would make that null, and the host would refuse it. */
function keepFinite(stats: MediaStatistics): MediaStatistics {
  return Object.fromEntries(Object.entries(stats).filter(([, value]) => typeof value !== "number" || Number.isFinite(value)));
}
