import { parseRetryAfter } from "../../shared/retry-delay.ts";
import type { IncomingAnswer } from "./types.ts";

/** What an answer to a delivery means (spec section 4). `message` is one English sentence. */
export type Verdict =
  | { kind: "delivered"; body: string }
  /** Not stored, and never will be in this form. */
  | { kind: "refused"; statusCode: number; message: string }
  | { kind: "redirected"; url: string }
  /** Somebody has to mend the settings, here or there. */
  | { kind: "misconfigured"; statusCode?: number; message: string }
  /** Passes by itself; `retryAfter` in milliseconds. */
  | { kind: "retry"; statusCode?: number; retryAfter?: number; message: string };

const TRANSIENT = new Set([408, 425, 429]);
const REFUSED = new Set([400, 413, 422]);

/** `url` is what was asked, `now` the time in ms (for a Retry-After that is a date), `who` the one who answered. */
export function judgeAnswer(answer: IncomingAnswer, url: string, now: number, who = "central"): Verdict {
  const { status: statusCode, headers, body } = answer;
  const message = describeAnswer(answer, who);
  if (statusCode >= 200 && statusCode < 300) {
    if (!isHtml(answer)) return { kind: "delivered", body };
    return { kind: "retry", statusCode, message: `a web page answered in ${who}'s place (a captive portal?)` };
  }
  if (statusCode === 409) return { kind: "delivered", body };
  if (REFUSED.has(statusCode)) return { kind: "refused", statusCode, message };
  if (statusCode === 307 || statusCode === 308) {
    const target = resolveRedirect(headers.location, url);
    if (target !== undefined) return { kind: "redirected", url: target };
  }
  if (statusCode >= 300 && statusCode < 500 && !TRANSIENT.has(statusCode)) return { kind: "misconfigured", statusCode, message };
  const retryAfter = parseRetryAfter(headers["retry-after"], now);
  return { kind: "retry", statusCode, message, ...(retryAfter === undefined ? {} : { retryAfter }) };
}

function isHtml({ headers, body }: IncomingAnswer): boolean {
  return /^\s*text\/html\b/i.test(headers["content-type"] ?? "") || /^\s*<(!doctype html|html)\b/i.test(body);
}

/** The same host only, and never from https to http: the token goes along. */
function resolveRedirect(location: string | undefined, url: string): string | undefined {
  if (location === undefined || !URL.canParse(location, url)) return undefined;
  const [from, to] = [new URL(url), new URL(location, url)];
  const isSafe = to.protocol === "https:" || (to.protocol === "http:" && from.protocol === "http:");
  return isSafe && to.hostname === from.hostname ? to.href : undefined;
}

const LONGEST_TEXT = 300;

function describeAnswer({ status, headers, body }: IncomingAnswer, who: string): string {
  const said = (headers.location ?? body).replaceAll(/[\p{C}\s]+/gu, " ").trim();
  return said === "" ? `${who} answered ${status}` : `${who} answered ${status}: ${said.slice(0, LONGEST_TEXT)}`;
}
