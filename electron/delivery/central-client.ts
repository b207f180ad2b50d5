import { judgeAnswer } from "./judge-answer.ts";
import type { Verdict } from "./judge-answer.ts";
import type { IncomingAnswer, SendRequest } from "./types.ts";

export interface CentralClientOptions {
  /** Base address, e.g. http://192.168.0.20:8000. */
  url: string;
  token?: string;
  identity: { version: string; clientId: string };
  sendRequest: SendRequest;
  now: () => number;
  /** Milliseconds until a whole answer must be there. */
  timeout: number;
}

export interface CentralRequest {
  method: "GET" | "POST";
  /** Behind /api/v1. */
  path: string;
  signal: AbortSignal;
  body?: string;
  headers?: Record<string, string>;
  /** Milliseconds, where it must not take as long as others. */
  timeout?: number;
  /** Of an answer that goes on: as the transport has it. */
  onData?: (chunk: Uint8Array) => void;
}

/** Sends a request to central, follows its redirects and judges the answer. Rejects only when the signal is aborted. */
export type CentralClient = (request: CentralRequest) => Promise<Exclude<Verdict, { kind: "redirected" }>>;

const MOST_REDIRECTS = 5;

export function createCentralClient({ url, token, identity, sendRequest, now, timeout }: CentralClientOptions): CentralClient {
  const base = `${url.replace(/\/+$/, "")}/api/v1`;
  const common = {
    "User-Agent": `MTXWatch/${identity.version} (${identity.clientId})`,
    ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
  };

  return async ({ path, headers = {}, signal, ...request }) => {
    let target = base + path;
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      let answer: IncomingAnswer;
      try {
        answer = await sendRequest({
          ...request,
          url: target,
          headers: { ...common, ...headers },
          signal,
          timeout: request.timeout ?? timeout,
        });
      } catch (error) {
        signal.throwIfAborted();
        return { kind: "retry", message: `central did not answer: ${describeError(error)}` };
      }
      const verdict = judgeAnswer(answer, target, now());
      if (verdict.kind !== "redirected") return verdict;
      target = verdict.url;
    }
    return { kind: "misconfigured", message: `central redirected more than ${MOST_REDIRECTS} times` };
  };
}

/** Whether the token can be read on the way: plain http to another machine. */
export function isTokenInClear(url: string, token: string | undefined): boolean {
  const { protocol, hostname } = new URL(url);
  return token !== undefined && protocol === "http:" && !/^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}

/** A failed connection to a name with several addresses has no message of its own, only a code. */
function describeError(error: unknown): string {
  const { message, code } = error as { message?: string; code?: string };
  return message || code || String(error);
}
