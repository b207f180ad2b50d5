import type { RelayApi, ServerAnswer, ServerRequest } from "../../shared/relay-api.ts";

export interface RelayDeps {
  api: RelayApi;
  /** The page's own: for what the host cannot do. */
  fetch: typeof fetch;
}

/**
 * A fetch by way of the host, which can give a connection up. The host has the machine's trust and name service, and the browser may have others,
 * or a proxy: what fails before a connection is tried, and a redirection, is left to the page's own fetch.
 */
export function createRelay({ api, fetch }: RelayDeps): typeof fetch {
  return async (input, init = {}) => {
    const { signal, body } = init;
    const request: ServerRequest = {
      url: String(input),
      method: init.method as ServerRequest["method"],
      headers: Object.fromEntries(new Headers(init.headers)),
      body: String(body ?? ""),
    };
    const answer = await untilAborted(
      api.askServer(request).catch(() => undefined),
      signal,
    );
    if (answer?.kind === "failed" && (answer.at === "tcp" || answer.at === "http"))
      throw new TypeError(`the host has no connection to it either (${answer.at})`);
    if (answer?.kind !== "answer" || isRedirection(answer)) return fetch(input, init);
    return new Response(hasNoBody(answer) ? null : answer.body, answer);
  };
}

function untilAborted<T>(value: Promise<T>, signal: AbortSignal | null | undefined): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(new DOMException("given up", "AbortError"));
    if (signal?.aborted) giveUp();
    signal?.addEventListener("abort", giveUp, { once: true });
    value.then(resolve, reject);
  });
}

type Answer = Extract<ServerAnswer, { kind: "answer" }>;

function isRedirection({ status }: Answer): boolean {
  return status >= 300 && status < 400;
}

/** A Response of such a status must be made without one. */
function hasNoBody({ status }: Answer): boolean {
  return status === 204 || status === 205;
}
