import type { ApiCondition } from "../finding.ts";
import type { Reason } from "../reasons.ts";
import type { CheckFinding } from "./check.ts";
import { SILENT } from "./judge-connection.ts";

export type OptionsOutcome = { kind: "answer"; status: number; error?: string } | { kind: "failed"; code: string };

/** MediaMTX answers OPTIONS with 204 when path and account are right. */
export function judgeOptions(path: string, outcome: OptionsOutcome): CheckFinding {
  if (outcome.kind === "failed") return { code: "whep_failed", errno: outcome.code === "TIMEOUT" ? SILENT : outcome.code };
  const { status, error: said = "" } = outcome;
  if (status === 204) return { code: "whep_fine", path };
  if (status === 401 || status === 403) return { code: "whep_login", status };
  if (status >= 502 && status <= 504) return { code: "whep_gateway", status };
  if (status === 404 || /is not configured|invalid path name/.test(said)) return { code: "whep_path", path, said };
  return { code: "whep_other", status, said };
}

export function judgeApi(outcome: { version: string } | { condition: Exclude<ApiCondition, "ok"> }): CheckFinding {
  if ("version" in outcome) return { code: "api_fine", version: outcome.version };
  switch (outcome.condition) {
    case "unauthorized":
      return { code: "api_login" };
    case "forbidden":
      return { code: "api_forbidden" };
    case "absent":
      return { code: "api_absent" };
    case "none":
      return { code: "api_off" };
    case "off":
    case "timeout":
      return { code: "api_silent" };
  }
}

/** Most streams that a page tells of in one run. */
export const MOST_SESSIONS = 1_000;

/** A stream as its page sees it: the way that its packets take, or why none come. */
export interface SessionSeen {
  streamId: string;
  path?: { protocol: "udp" | "tcp"; address: string };
  /** Of the last failed attempt, while it fails. */
  reason?: Reason;
}

/** The server has answered, and its media does not come through. */
const NO_MEDIA: ReadonlySet<Reason> = new Set(["ice_failed", "connect_timeout", "no_first_frame"]);

/** Of the streams of one server. What plays says more than what does not: that may be the camera's fault. */
export function judgeMediaPath(sessions: readonly SessionSeen[]): CheckFinding {
  const over = (protocol: "udp" | "tcp") => sessions.filter(({ path }) => path?.protocol === protocol);
  const [udp, tcp] = [over("udp"), over("tcp")];
  const blocked = sessions.filter(({ path, reason }) => !path && reason !== undefined && NO_MEDIA.has(reason));
  if (tcp.length > 0) return { code: "media_tcp", streams: tcp.length, address: tcp[0]!.path!.address };
  if (udp.length > 0) return { code: "media_udp", streams: udp.length, address: udp[0]!.path!.address };
  return blocked.length > 0 ? { code: "media_blocked", streams: blocked.length } : { code: "media_unknown" };
}
