import type { ServerResponse } from "node:http";
import { UNAVAILABLE_RETRY_AFTER } from "../../shared/retry-delay.ts";

/** `body` is sent as JSON, a text and bytes as they are. */
export interface Answer {
  status: number;
  body: unknown;
  contentType?: string;
  /** Instead of a body: it goes on as long as the connection lives. */
  open?: (response: ServerResponse) => void;
  headers?: Record<string, string>;
}

/** A refusal in words, in the form that FastAPI gives its own: `{"detail": "…"}`. */
export function refuse(status: number, detail: string, headers?: Record<string, string>): Answer {
  return { status, body: { detail }, ...(headers ? { headers } : {}) };
}

/** Nothing is wrong with the request: the sender is to try again. */
export function refuseForNow(detail: string): Answer {
  return refuse(503, detail, { "Retry-After": String(UNAVAILABLE_RETRY_AFTER / 1_000) });
}
