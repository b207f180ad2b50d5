import type { Phase, Reason } from "../../shared/reasons.ts";
import { LIMITS } from "../../shared/limits.ts";
import { cutText, toPlainText } from "../../shared/plain-text.ts";
import { redactText } from "../../shared/redact.ts";
import { FIRST_FRAME_TICKS, REQUEST_TICKS } from "./deadlines.ts";
import type { Failure } from "./types.ts";

export type StallReason = "stalled_no_packets" | "stalled_no_frames" | "slideshow";

/** What was seen of a failed attempt, before anybody judges it. */
export type Evidence =
  | { kind: "no_answer"; timedOut: boolean; cause: string }
  | ({ kind: "http_status" } & HttpAnswer)
  | { kind: "bad_answer"; cause: string; sessionId?: string }
  | { kind: "no_video"; sessionId?: string }
  | { kind: "session_gone" }
  | { kind: "closed_by_server"; transport: "DTLS" | "SCTP" }
  | { kind: "ice_failed" }
  | { kind: "connect_timeout"; connectionState: string; seconds: number }
  | { kind: "no_first_frame"; packetsReceived: number }
  | { kind: "stalled"; reason: StallReason; seconds: number }
  | { kind: "short_session"; drops: number; connectedFor: number }
  | { kind: "offline_slate" }
  | { kind: "script"; cause: string };

export interface HttpAnswer {
  status: number;
  /** Empty over HTTP/2. */
  statusText: string;
  contentType: string;
  /** The beginning of the body. */
  body: string;
  /** Milliseconds. */
  retryAfter?: number;
}

/** Reason, phase and sentence for what was seen (spec section 2). `phase` is where the session was; evidence of a request brings its own. */
export function classifyFailure(evidence: Evidence, phase: Phase): Failure {
  const failure = describe(evidence, phase);
  return { ...failure, errorMessage: cutText(redactText(toPlainText(failure.errorMessage)), LIMITS.errorMessage) };
}

function describe(evidence: Evidence, phase: Phase): Failure {
  switch (evidence.kind) {
    case "no_answer":
      return evidence.timedOut
        ? failed("timeout", "post_offer", `WHEP POST failed: no answer within ${REQUEST_TICKS} s`)
        : failed("network", "post_offer", `WHEP POST failed: no connection to the server (${evidence.cause})`);
    case "http_status":
      return describeAnswer(evidence);
    case "bad_answer":
      return describeUseless(evidence, `WHEP answer failed: 201 Created, but unusable (${evidence.cause})`);
    case "no_video":
      return describeUseless(evidence, "WHEP answer failed: 201 Created without a video track");
    case "session_gone":
      return { ...failed("session_gone", phase, "WHEP PATCH failed: 404 Not Found (session not found)"), statusCode: 404 };
    case "closed_by_server":
      return failed("closed_by_server", phase, `WebRTC session failed: closed by the server (${evidence.transport} closed)`);
    case "ice_failed":
      return failed("ice_failed", phase, "WebRTC connection failed: no working network path (ICE failed)");
    case "connect_timeout":
      return failed("connect_timeout", phase, `WebRTC connection failed: still ${evidence.connectionState} after ${evidence.seconds} s`);
    case "no_first_frame": {
      const seen = evidence.packetsReceived > 0 ? `${evidence.packetsReceived} packets, but no picture` : "no video packet";
      return failed("no_first_frame", phase, `WebRTC playback failed: no first frame within ${FIRST_FRAME_TICKS} s (${seen})`);
    }
    case "stalled":
      return failed(evidence.reason, phase, `WebRTC playback failed: ${stallText(evidence.reason, evidence.seconds)}`);
    case "short_session": {
      const seconds = (evidence.connectedFor / 1_000).toFixed(1);
      return failed(
        "short_sessions",
        phase,
        `WebRTC session failed: dropped ${seconds} s after connecting, ${evidence.drops} times in a row`,
      );
    }
    case "offline_slate":
      return failed("offline_slate", phase, "Stream failed: the server plays its offline picture, the camera does not publish");
    case "script":
      return failed("script", phase, `Player failed: ${evidence.cause}`);
  }
}

function describeUseless({ kind, sessionId }: { kind: "bad_answer" | "no_video"; sessionId?: string }, errorMessage: string): Failure {
  return { ...failed(kind, "apply_answer", errorMessage), statusCode: 201, ...(sessionId === undefined ? {} : { sessionId }) };
}

/** The status that changes the wait before the next attempt: a session that is gone (404 to a PATCH) is no missing stream. */
export function waitStatusOf({ reason, statusCode }: Failure): number | undefined {
  if (reason === "auth") return 401;
  return reason === "session_gone" ? undefined : statusCode;
}

/** MediaMTX's answers as its versions give them: whep.md section 1.2. */
function describeAnswer(answer: HttpAnswer): Failure {
  const text = errorTextOf(answer);
  const reason = reasonOf(answer, text);
  const hint = HINTS[reason] ?? text;
  const status = `${answer.status} ${answer.statusText || STATUS_TEXTS[answer.status] || ""}`.trimEnd();
  return {
    ...failed(reason, "post_offer", `WHEP POST failed: ${status}${hint ? ` (${hint})` : ""}`),
    statusCode: answer.status,
    ...(text ? { serverError: text } : {}),
    ...(answer.retryAfter === undefined ? {} : { retryAfter: answer.retryAfter }),
  };
}

function reasonOf({ status, contentType }: HttpAnswer, text: string): Reason {
  if (status === 401 || status === 403) return "auth";
  if (status === 400) return REFUSALS.find(([words]) => words.test(text))?.[1] ?? "server_rejected";
  // Before v1.15.5 the errors were plain text; "404 page not found" means that nothing of MediaMTX lies at this address.
  if (status === 404) return /json/i.test(contentType) || /^no (one|stream) is/i.test(text) ? "no_stream" : "wrong_url";
  return "http_error";
}

/** What MediaMTX says with a 400, where that is another thing than a refusal. */
const REFUSALS: readonly [RegExp, Reason][] = [
  // Up to v1.16 the POST answered bad credentials with 400.
  [/^authentication (failed|error)/i, "auth"],
  [/codecs not supported|any supported codec/i, "unsupported_codec"],
  [/^source of path .* has timed out$/i, "source_timeout"],
];

const HINTS: Partial<Record<Reason, string>> = {
  auth: "user name, password or token refused",
  no_stream: "nothing is published on this path",
  wrong_url: "no WHEP endpoint at this address",
  http_error: "",
};

/** HTTP/2 has no status texts; the seed's sentence has. */
const STATUS_TEXTS: Record<number, string> = {
  200: "OK",
  204: "No Content",
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  409: "Conflict",
  429: "Too Many Requests",
  500: "Internal Server Error",
  502: "Bad Gateway",
  503: "Service Unavailable",
  504: "Gateway Timeout",
};

function errorTextOf({ body }: HttpAnswer): string {
  const text = readJsonError(body) ?? body;
  return cutText(redactText(toPlainText(text).trim()), LIMITS.serverError);
}

/** MediaMTX writes `error`; problem documents (RFC 9457) have `detail` and `title`. */
function readJsonError(body: string): string | undefined {
  try {
    const { error, detail, title } = Object(JSON.parse(body)) as Record<string, unknown>;
    return [error, detail, title].find((value) => typeof value === "string");
  } catch {
    return undefined;
  }
}

function stallText(reason: StallReason, seconds: number): string {
  if (reason === "slideshow") return "most frames were dropped (slideshow)";
  return `no frame for ${seconds} s, ${reason === "stalled_no_packets" ? "no packets arrive" : "though packets arrive"}`;
}

function failed(reason: Reason, phase: Phase, errorMessage: string): Failure {
  return { reason, phase, errorMessage };
}
