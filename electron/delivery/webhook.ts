import { makePayload } from "../../shared/alerts/make-payload.ts";
import type { PayloadTemplate } from "../../shared/alerts/make-payload.ts";
import { toPlainText } from "../../shared/plain-text.ts";
import { signBody } from "../http/sign-body.ts";
import { judgeAnswer } from "./judge-answer.ts";
import { hideSecrets, judgeConnectionError } from "./messenger.ts";
import type { Messenger, Sent } from "./messenger.ts";
import type { IncomingAnswer, SendRequest } from "./types.ts";

export interface WebhookOptions {
  url: string;
  template: PayloadTemplate;
  token?: string;
  /** Signs body and time. */
  signSecret?: string;
  version: string;
  sendRequest: SendRequest;
  now: () => number;
  /** Milliseconds until the whole answer must be there. */
  timeout: number;
}

const JANDI = { Accept: "application/vnd.tosslab.jandi-v2+json" };

/** One JSON object a message, to Slack and whoever else takes such. Redirects are not followed: the address is the secret. */
export function createWebhook(options: WebhookOptions): Messenger {
  const { url, template, token, signSecret, version, sendRequest, now, timeout } = options;
  const { pathname, search } = new URL(url);
  const parts = [url, pathname + search, pathname].filter(({ length }) => length > 8);
  const hide = (text: string) => hideSecrets(toPlainText(text), [...parts, token, signSecret]);

  return {
    async send(message, signal) {
      const body = JSON.stringify(makePayload(template, message));
      const headers = {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": `MTXWatch/${version}`,
        "Idempotency-Key": message.id,
        ...(template === "jandi" && JANDI),
        ...(token !== undefined && { Authorization: `Bearer ${token}` }),
        ...(signSecret !== undefined && signBody(body, signSecret, now())),
      };
      let answer: IncomingAnswer;
      try {
        answer = await sendRequest({ method: "POST", url, headers, body, signal, timeout });
      } catch (error) {
        signal.throwIfAborted();
        const { problem, ...rest } = judgeConnectionError(error);
        return { ...rest, problem: { ...problem, detail: hide(problem.detail) } };
      }
      return judge(answer);
    },
  };

  function judge(answer: IncomingAnswer): Sent {
    const verdict = judgeAnswer(answer, url, now(), new URL(url).host);
    if (verdict.kind === "delivered") return { kind: "delivered" };
    const detail = hide(verdict.kind === "redirected" ? `redirected to ${new URL(verdict.url).origin}` : verdict.message);
    const problem = { step: "message" as const, detail, statusCode: answer.status };
    if (verdict.kind === "redirected") return { kind: "misconfigured", problem };
    const retryAfter = verdict.kind === "retry" ? verdict.retryAfter : undefined;
    return { kind: verdict.kind, problem, ...(retryAfter !== undefined && { retryAfter }) };
  }
}
