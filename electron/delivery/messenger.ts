import type { AlertMessage } from "../../shared/alerts/alert-message.ts";
import type { ChannelProblem } from "../../shared/alerts/channel-test.ts";

/** Sends single messages to where people read them. */
export interface Messenger {
  /** Never rejects, except with the signal's reason when that is aborted: it may have been sent then. */
  send(message: AlertMessage, signal: AbortSignal): Promise<Sent>;
  /** Comes as far as it can without sending anything, where that is possible: undefined when nothing is wrong. Never rejects. */
  verify?(): Promise<ChannelProblem | undefined>;
}

/** `remark`: it went out, and somebody should know something all the same. */
export type Sent = { kind: "delivered"; remark?: ChannelProblem } | NotSent;

/** As destination.ts has it: `refused` may be this message's own fault, `misconfigured` is somebody's to mend. `retryAfter` in milliseconds. */
export interface NotSent {
  kind: "refused" | "retry" | "misconfigured";
  problem: ChannelProblem;
  retryAfter?: number;
}

/** The step at which a connection failed, by the error's code or text: Node's, undici's or Chromium's. */
export function judgeConnectionError(error: unknown): NotSent {
  const { code, originalCode, message, cause } = error as Partial<Record<string, unknown>>;
  if (cause instanceof Error && code === undefined) return judgeConnectionError(cause);
  const detail = [message, originalCode ?? code].find((text) => typeof text === "string" && text !== "") ?? String(error);
  const all = `${String(originalCode)} ${String(code)} ${String(message)}`;
  const step = STEPS.find(([pattern]) => pattern.test(all))?.[1] ?? "connect";
  return { kind: step === "tls" ? "misconfigured" : "retry", problem: { step, detail: String(detail) } };
}

const STEPS = [
  [/ENOTFOUND|EAI_|EDNS|NAME_NOT_RESOLVED|NAME_RESOLUTION/, "dns"],
  [/ERR_CERT|CERT_|SELF_SIGNED|UNABLE_TO_|ERR_TLS|ERR_SSL|ETLS|EPROTO\b|SSL routines|certificate/i, "tls"],
  [/ETIMEDOUT|TIMED_OUT|no answer within|timeout/i, "timeout"],
  [/ECONNRESET|EPIPE|CONNECTION_CLOSED|CONNECTION_RESET|EMPTY_RESPONSE|closed unexpectedly|other side closed/i, "closed"],
] as const;

/** A server's own words may repeat what it was given. */
export function hideSecrets(text: string, secrets: readonly (string | undefined)[]): string {
  return secrets.reduce<string>((hidden, secret) => (secret ? hidden.replaceAll(secret, "…") : hidden), text);
}
