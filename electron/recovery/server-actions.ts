import { signBody } from "../http/sign-body.ts";
import type { SendRequest } from "../delivery/types.ts";
import type { ServerSettings } from "../../shared/settings.ts";
import { readAuthorization } from "../settings/read-authorization.ts";

/** Milliseconds until the whole answer must be there. */
const TIMEOUT = 10_000;

export interface ServerActionDeps {
  sendRequest: SendRequest;
  readSecret: (secretRef: string) => Promise<string | undefined>;
  now: () => number;
  signal: AbortSignal;
}

/** What came of a request: undefined, it is done; else why not. */
export type ActionProblem = string | undefined;

/** Ends a session at its server (MediaMTX takes a POST only). Never rejects. */
export async function kickSession(server: ServerSettings, sessionId: string, deps: ServerActionDeps): Promise<ActionProblem> {
  const url = `${server.apiUrl.replace(/\/+$/, "")}/v3/webrtcsessions/kick/${encodeURIComponent(sessionId)}`;
  return explainFailure(async () => {
    const authorization = await readAuthorization(server.apiAuth, deps.readSecret);
    return post({ url, headers: authorization === undefined ? {} : { Authorization: authorization } }, deps);
  });
}

/** What a webhook can be asked for. It gets a word of this list, never a command. */
export type WebhookRequest = { action: "restart_server"; server: string; reason: string; id: string };

/** Asks whoever listens there, signed with the time; the id is the same however often it is sent. Without a secret nothing is sent. Never rejects. */
export async function callRestartWebhook(
  webhook: { url: string; secretRef: string },
  request: WebhookRequest,
  deps: ServerActionDeps,
): Promise<ActionProblem> {
  return explainFailure(async () => {
    const secret = await deps.readSecret(webhook.secretRef);
    if (secret === undefined) return `there is no secret "${webhook.secretRef}" to sign it with`;
    const at = deps.now();
    const body = JSON.stringify({ ...request, timestamp: new Date(at).toISOString() });
    const headers = { "Content-Type": "application/json; charset=utf-8", "Idempotency-Key": request.id, ...signBody(body, secret, at) };
    return post({ url: webhook.url, headers, body }, deps);
  });
}

async function post(
  request: { url: string; headers: Record<string, string>; body?: string },
  { sendRequest, signal }: ServerActionDeps,
): Promise<ActionProblem> {
  const { status } = await sendRequest({ method: "POST", ...request, signal, timeout: TIMEOUT });
  return status >= 200 && status < 300 ? undefined : `HTTP ${status}`;
}

/** An error without a word has a code: of a name with several addresses, none of which answers, there is no message. */
async function explainFailure(action: () => Promise<ActionProblem>): Promise<ActionProblem> {
  try {
    return await action();
  } catch (error) {
    const { message, code } = error as Partial<Record<string, unknown>>;
    return String(message || code || error);
  }
}
