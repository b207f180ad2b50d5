import type { FindingName } from "../../shared/finding.ts";
import type { Reason } from "../../shared/reasons.ts";
import type { ApiAnswer } from "./control-api.ts";
import type { ApiInfo, ApiPath, ApiSession } from "./read-control-api.ts";
import type { WhepAnswer, WhepProbe } from "./probe-whep.ts";

/** One look at a stream and its server. What was not asked is absent. Times are Unix milliseconds. */
export interface Observation {
  at: number;
  probe: WhepProbe;
  /** OPTIONS with the credentials. */
  options?: WhepAnswer;
  /** All three absent: no address of the Control API is set. */
  info?: ApiAnswer<ApiInfo>;
  path?: ApiAnswer<ApiPath>;
  session?: ApiAnswer<ApiSession>;
}

/** What the page has said of the failure. */
export interface FailureSeen {
  reason: Reason;
  serverError?: string;
  /** Of the session that failed, in that moment. Later looks find it gone, because the page has given it up. */
  session?: SessionMeasure;
}

/** `gone`: the server no longer held it, while the page still did. */
export type SessionMeasure = { kind: "gone" } | ({ kind: "held" } & Growth);

export interface FindingCase {
  now: Observation;
  /** An earlier look, for what can only be seen between two. */
  before?: Observation;
  /** Absent: nothing fails, somebody asks all the same. */
  failure?: FailureSeen;
  /** Whether this PC has an interface that leads anywhere, and whether the server is beyond it. */
  hasLink: boolean;
  isLocalServer: boolean;
  /** When it was noticed that the server had been restarted. */
  restartedAt?: number;
}

/** Counters are compared over no less, in milliseconds: a camera with one frame a second must have had the time for one. */
export const LEAST_INTERVAL = 2_000;
/** So long a restart explains what fails, in milliseconds: sources that a server pulls are tried every 5 s, publishers come back as they like. */
const RESTART_EXPLAINS = 30_000;

/** The decision table of MediaMTX's Control API and of its WHEP answers: the first row that fits. */
export function judgeFinding(given: FindingCase): FindingName {
  return (
    judgeWay(given) ??
    judgeAnswers(given) ??
    judgeRestart(given) ??
    judgePath(given) ??
    judgeContent(given) ??
    judgeCounters(given) ??
    judgeReason(given)
  );
}

/** Does the server answer at all? */
function judgeWay({ now, failure, hasLink, isLocalServer }: FindingCase): FindingName | undefined {
  const { probe, info } = now;
  const isFetchError = failure !== undefined && FETCH_ERRORS.has(failure.reason);
  if (probe.kind === "answer") {
    // What plays has got past its certificate: Chromium knows the system's authorities, Node only its own.
    if (probe.certificate?.problem !== undefined && isFetchError) return "tls_failed";
    return probe.status >= 502 && probe.status <= 504 ? "gateway_error" : undefined;
  }
  if (!hasLink && !isLocalServer) return "client_network";
  if (probe.at === "dns") return "dns_failed";
  if (probe.at === "tls") return "tls_failed";
  return info?.kind === "ok" ? "webrtc_down" : "server_down";
}

const FETCH_ERRORS: ReadonlySet<Reason> = new Set(["refused", "dns", "timeout", "tls", "cors", "network"]);

/** What the answers to OPTIONS and POST say (whep.md section 1.2). */
function judgeAnswers({ now: { options, path }, failure }: FindingCase): FindingName | undefined {
  const said = failure?.serverError ?? "";
  if (options?.kind === "answer") {
    if (options.status === 401 || options.status === 403) return "credentials";
    if (options.status >= 502 && options.status <= 504) return "gateway_error";
    if (/is not configured|invalid path name/.test(options.error ?? "")) return "wrong_path";
    if (options.status === 404) return "wrong_path";
  }
  if (failure?.reason === "auth") return "credentials";
  if (failure?.reason === "wrong_url") return "wrong_path";
  if (/is not configured/.test(said) && path?.kind !== "ok") return "wrong_path";
  if (/maximum reader count/.test(said)) return "reader_limit";
  return undefined;
}

/** By the server's own clock where it tells: a restart may be noticed long after it happened. */
function judgeRestart({ now: { at, info }, restartedAt }: FindingCase): FindingName | undefined {
  if (restartedAt === undefined || info?.kind !== "ok") return undefined;
  return (info.value.runningFor ?? at - restartedAt) < RESTART_EXPLAINS ? "server_restarted" : undefined;
}

/** Is there anything to play? */
function judgePath({ now: { path, options } }: FindingCase): FindingName | undefined {
  // Paths that match a pattern (all_others) exist only while somebody publishes; OPTIONS knows whether the name is allowed.
  if (path?.kind === "not_found") return options?.kind === "answer" && options.status === 204 ? "publisher_absent" : "wrong_path";
  if (path?.kind !== "ok") return undefined;
  const { available, online, source } = path.value;
  if (!available) return source === undefined ? "publisher_absent" : "camera_unreachable";
  return online === false ? "offline_slate" : undefined;
}

/** Is there a picture in it? */
function judgeContent({ failure }: FindingCase): FindingName | undefined {
  return failure?.reason === "unsupported_codec" || failure?.reason === "no_video" ? "no_playable_video" : undefined;
}

/** Where does the flow end, between camera and this page? */
function judgeCounters({ now, before, failure }: FindingCase): FindingName | undefined {
  const { path, session } = now;
  if (path?.kind !== "ok") return undefined;
  const grown = growth(now, before);
  if (grown.inboundBytes === 0) return "upstream_stall";
  if ((grown.inboundFramesInError ?? 0) > 0) return "bad_source";
  if (failure?.session?.kind === "gone") return "session_closed";
  if (session?.kind === "ok" && !session.value.established) return "ice_failed";
  const sent = failure?.session ?? grown;
  if ((sent.outboundFramesDiscarded ?? 0) > 0) return "server_overload";
  if (grown.outbound === 0 && (grown.inboundBytes ?? 0) > 0) return "server_overload";
  if (!failure || (sent.outbound ?? 0) === 0) return undefined;
  if (NOTHING_ARRIVES.has(failure.reason)) return "udp_path";
  return failure.reason === "stalled_no_frames" ? "client_decoder" : undefined;
}

const NOTHING_ARRIVES: ReadonlySet<Reason> = new Set([
  "stalled_no_packets",
  "no_first_frame",
  "disconnected",
  "connect_timeout",
  "ice_failed",
]);

/** Without anything better: what the failure itself says, where it says more than that something failed. */
function judgeReason({ failure, now: { path } }: FindingCase): FindingName {
  if (!failure) return "nothing_found";
  if (failure.reason === "no_stream" && path?.kind !== "ok") return "publisher_absent";
  if (failure.reason === "source_timeout" && path?.kind !== "ok") return "camera_unreachable";
  if (failure.reason === "ice_failed" || failure.reason === "connect_timeout") return "ice_failed";
  return "nothing_found";
}

/** What has grown between two looks that are far enough apart; absent where it cannot be said: a counter that fell began anew. */
export interface Growth {
  interval?: number;
  inboundBytes?: number | undefined;
  inboundFramesInError?: number | undefined;
  outboundBytes?: number | undefined;
  outboundPackets?: number | undefined;
  outboundFramesDiscarded?: number | undefined;
  /** Media to our session: packets where they are counted, else bytes beyond what keeps a connection alive. */
  outbound?: number | undefined;
}

/** STUN and RTCP of a session without media, bytes a second: 42 were seen; of the slowest stream, kilobytes. */
const KEEP_ALIVE_BYTES = 300;

export function growth(now: Observation, before: Observation | undefined): Growth {
  const interval = before === undefined ? 0 : now.at - before.at;
  if (before === undefined || interval < LEAST_INTERVAL) return {};
  const grown: Growth = { interval };
  if (now.path?.kind === "ok" && before.path?.kind === "ok") {
    const [a, b] = [before.path.value, now.path.value];
    grown.inboundBytes = difference(a.inboundBytes, b.inboundBytes);
    grown.inboundFramesInError = difference(a.inboundFramesInError, b.inboundFramesInError);
  }
  if (now.session?.kind === "ok" && before.session?.kind === "ok" && now.session.value.id === before.session.value.id) {
    return { ...grown, ...sessionGrowth(before.session.value, now.session.value, interval) };
  }
  return grown;
}

/** Of two answers about one session. */
export function sessionGrowth(before: ApiSession, now: ApiSession, interval: number): Growth {
  const outboundBytes = difference(before.outboundBytes, now.outboundBytes);
  const outboundPackets = difference(before.outboundPackets, now.outboundPackets);
  const isIdle = outboundBytes !== undefined && outboundBytes <= (KEEP_ALIVE_BYTES * interval) / 1_000;
  return {
    interval: Math.round(interval),
    outboundBytes,
    outboundPackets,
    outboundFramesDiscarded: difference(before.outboundFramesDiscarded, now.outboundFramesDiscarded),
    outbound: outboundPackets ?? (isIdle ? 0 : outboundBytes),
  };
}

function difference(before: number | undefined, now: number | undefined): number | undefined {
  return before === undefined || now === undefined || now < before ? undefined : now - before;
}
