import { parseRetryAfter } from "../../shared/retry-delay.ts";
import type { Evidence } from "./classify-failure.ts";
import { SIDE_REQUEST_TIMEOUT } from "./deadlines.ts";
import { parseIceServers } from "./ice-servers.ts";
import { MAX_ERROR_BYTES, MAX_SDP_BYTES, readBody } from "./read-body.ts";

export interface WhepClientOptions {
  fetch: typeof fetch;
  /** Unix milliseconds, for a Retry-After that is a date. */
  wallClock: () => number;
  whepUrl: string;
  /** Value of the Authorization header. */
  authorization: string | undefined;
  /** Every answer of the server to a POST, at the moment its header is there. */
  onResponse: (status: number) => void;
}

/** What the server said to the offer. `sessionUrl` is absent where the server names none: then the session cannot be deleted. */
export interface OfferAnswer {
  kind: "answer" | "counter_offer";
  sdp: string;
  /** Response header `ID`. */
  sessionId?: string;
  sessionUrl?: string;
  iceServers: RTCIceServer[];
}

/** `failed`: an answer that says nothing of the session. `unanswered`: none, or none in time. `restarted`: with the server's own new credentials and candidates. */
export type PatchAnswer = { kind: "taken" | "gone" | "failed" | "unanswered" } | { kind: "restarted"; fragment: string };

/** The HTTP half of one WHEP session. Nothing here rejects: a failure is a value. */
export interface WhepClient {
  /** `onTaken` with the header of an answer, before its body: the server has done its part. */
  postOffer(sdp: string, options: { signal: AbortSignal; onTaken?: (iceServers: RTCIceServer[]) => void }): Promise<OfferAnswer | Evidence>;
  /** Sends an ICE fragment of a session: candidates, or with `isRestart` new credentials. */
  patchSession(sessionUrl: string, fragment: string, options?: { signal?: AbortSignal; isRestart?: boolean }): Promise<PatchAnswer>;
  patchAnswer(sessionUrl: string, sdp: string, signal: AbortSignal): Promise<Evidence | undefined>;
  /** Survives the page. Resolves when the server has answered, or cannot. */
  deleteSession(sessionUrl: string): Promise<void>;
}

export function createWhepClient({ fetch, wallClock, whepUrl, authorization, onResponse }: WhepClientOptions): WhepClient {
  const send = (url: string, init: RequestInit & { type?: string }) => {
    const headers = new Headers(init.headers);
    if (init.type) headers.set("Content-Type", init.type);
    // A Location of another origin must not get this server's password.
    if (authorization && new URL(url).origin === new URL(whepUrl).origin) headers.set("Authorization", authorization);
    return fetch(url, { ...init, headers, cache: "no-store", credentials: "omit" });
  };

  const post = async (body: string, signal: AbortSignal): Promise<Response | Evidence> => {
    try {
      const response = await send(whepUrl, { method: "POST", type: "application/sdp", body, signal });
      onResponse(response.status);
      return response;
    } catch (error) {
      return { kind: "no_answer", timedOut: signal.reason === TIMED_OUT, cause: messageOf(error) };
    }
  };

  const refuse = async (response: Response): Promise<Evidence> => {
    const { text: body } = await readBody(response, MAX_ERROR_BYTES);
    const retryAfter = parseRetryAfter(response.headers.get("Retry-After"), wallClock());
    const contentType = response.headers.get("Content-Type") ?? "";
    const { status, statusText } = response;
    return { kind: "http_status", status, statusText, contentType, body, ...(retryAfter === undefined ? {} : { retryAfter }) };
  };

  const deleteSession = async (sessionUrl: string) => {
    try {
      discardBody(await send(sessionUrl, { ...besideStarts(), method: "DELETE", keepalive: true }));
    } catch {
      // The server drops the session by itself after 30 s at most.
    }
  };

  return {
    async postOffer(sdp, { signal, onTaken }) {
      const response = await post(sdp, signal);
      if (!isResponse(response)) return response;
      if (response.status !== 201 && response.status !== 406) return refuse(response);
      const sessionUrl = resolveLocation(response, whepUrl);
      const iceServers = parseIceServers(response.headers.get("Link"));
      onTaken?.(iceServers);
      // Whoever gave up while the answer was on its way leaves no session behind.
      const { text, complete } = await readBody(response, MAX_SDP_BYTES);
      const isCounterOffer = response.status === 406;
      if (isCounterOffer && !(sessionUrl && text.startsWith("v=0"))) {
        return {
          kind: "http_status",
          status: 406,
          statusText: response.statusText,
          contentType: "",
          body: text.slice(0, MAX_ERROR_BYTES),
        };
      }
      if (!complete && sessionUrl) void deleteSession(sessionUrl);
      if (!complete) return { kind: "bad_answer", cause: "its body broke off or is longer than 128 KiB" };
      const sessionId = response.headers.get("ID")?.slice(0, 64);
      return {
        kind: isCounterOffer ? "counter_offer" : "answer",
        sdp: text,
        ...(sessionId ? { sessionId } : {}),
        ...(sessionUrl ? { sessionUrl } : {}),
        iceServers,
      };
    },

    async patchSession(sessionUrl, fragment, { signal, isRestart = false } = {}) {
      try {
        const aside = besideStarts(); // six held PATCHes would be all connections that Chromium has for an origin
        const response = await send(sessionUrl, {
          ...aside,
          ...(signal && aside.signal && { signal: AbortSignal.any([signal, aside.signal]) }),
          method: "PATCH",
          type: "application/trickle-ice-sdpfrag",
          ...(isRestart && { headers: { "If-Match": "*" } }),
          body: fragment,
        });
        if (response.status === 404) {
          const { text } = await readBody(response, MAX_ERROR_BYTES);
          return { kind: text.includes("session not found") ? "gone" : "failed" };
        }
        if (response.status === 200 && isRestart) {
          const { text, complete } = await readBody(response, MAX_SDP_BYTES);
          return complete ? { kind: "restarted", fragment: text } : { kind: "failed" };
        }
        discardBody(response);
        return { kind: response.ok ? "taken" : "failed" };
      } catch {
        // The connection may come about without; the connect deadline knows.
        return { kind: "unanswered" };
      }
    },

    async patchAnswer(sessionUrl, sdp, signal) {
      try {
        const response = await send(sessionUrl, { method: "PATCH", type: "application/sdp", body: sdp, signal });
        discardBody(response);
        return response.ok ? undefined : { kind: "bad_answer", cause: `PATCH of our answer to its counter-offer got ${response.status}` };
      } catch (error) {
        return { kind: "bad_answer", cause: `PATCH of our answer to its counter-offer: ${messageOf(error)}` };
      }
    },

    deleteSession,
  };
}

/** Reason of an AbortSignal that ends a request because its deadline has passed. */
export const TIMED_OUT = "timed out";

/** What starts a picture goes before what ends or helps another one: Chromium has six connections for an origin. */
function besideStarts(): RequestInit {
  return { priority: "low", signal: AbortSignal.timeout(SIDE_REQUEST_TIMEOUT) };
}

function isResponse(value: Response | Evidence): value is Response {
  return !("kind" in value);
}

/** Relative to the address that answered, which a redirect (307) may have changed; an answer that came by way of the host has none. */
function resolveLocation(response: Response, whepUrl: string): string | undefined {
  const location = response.headers.get("Location");
  const base = response.url || whepUrl;
  if (!location || !URL.canParse(location, base)) return undefined;
  const url = new URL(location, base);
  return /^https?:$/.test(url.protocol) && !url.username && !url.password ? url.href : undefined;
}

/** An unread body would keep its connection, of which Chromium has six for an origin. */
function discardBody(response: Response): void {
  void response.body?.cancel().catch(() => undefined);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
