import { Agent, buildConnector, EnvHttpProxyAgent } from "undici";
import type { Dispatcher } from "undici";
import { NEVER_PROXIED } from "../http/find-proxy.ts";
import { readAuthorities } from "./read-authorities.ts";
import type { IncomingAnswer, OutgoingRequest, SendRequest } from "./types.ts";

export interface UndiciTransport {
  sendRequest: SendRequest;
  /** Closes the connections; what is in flight is cut off. */
  close(): Promise<void>;
}

const IDLE = 3_000; // ms; uvicorn closes an idle connection after 5 s, and a request may just be under way then
const LARGEST_BODY = 1024 * 1024;
/** To one server. One that was lost may not have ended here yet when the next begins. */
const MOST_STREAMS = 4;

/**
 * The transport of plain Node: through the proxy that the environment names, trusting the authorities that this machine does. `fetch`
 * reaches half of what a kept-alive connection of this agent can.
 */
export function createUndiciTransport(env: NodeJS.ProcessEnv = process.env): UndiciTransport {
  const agent = createAgent(env);
  // What goes on for days has connections of its own: the others share one, one after the other.
  let streams: Dispatcher | undefined;
  return {
    sendRequest: (request) => exchange(request.onData ? (streams ??= createAgent(env, MOST_STREAMS)) : agent, request),
    async close() {
      await Promise.all([agent.destroy(), streams?.destroy()]);
    },
  };
}

const PROXIES = ["http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"];

function createAgent(env: NodeJS.ProcessEnv, connections = 1): Dispatcher {
  const options = { keepAliveTimeout: IDLE, keepAliveMaxTimeout: IDLE, connections, pipelining: 1 };
  if (!PROXIES.some((name) => env[name])) return new Agent({ ...options, connect: createTrustingConnector() });
  const { http_proxy: http = env.HTTP_PROXY, https_proxy: https = env.HTTPS_PROXY, no_proxy: exceptions = env.NO_PROXY } = env;
  const trust = { ca: readAuthorities() };
  return new EnvHttpProxyAgent({
    ...options,
    ...(http && { httpProxy: http }),
    ...(https && { httpsProxy: https }),
    noProxy: [exceptions, NEVER_PROXIED].filter(Boolean).join(","),
    connect: trust,
    requestTls: trust,
    proxyTls: trust,
  });
}

/** The authorities are read when something is encrypted for the first time: that takes a tenth of a second. */
function createTrustingConnector(): buildConnector.connector {
  const plain = buildConnector({});
  let trusting: buildConnector.connector | undefined;
  return (options, callback) =>
    options.protocol === "https:" ? (trusting ??= buildConnector({ ca: readAuthorities() }))(options, callback) : plain(options, callback);
}

async function exchange(agent: Dispatcher, request: OutgoingRequest): ReturnType<SendRequest> {
  const { url, method, headers, body, signal, timeout, onData, mostBytes = LARGEST_BODY } = request;
  const controller = new AbortController();
  const abort = (): void => controller.abort(signal.reason);
  const timer = setTimeout(() => controller.abort(new Error(`no answer within ${timeout / 1_000} s`)), timeout);
  const take = onData && ((chunk: Buffer): void => (timer.refresh(), onData(chunk)));
  signal.addEventListener("abort", abort, { once: true });
  if (signal.aborted) abort();
  try {
    const { origin, pathname, search } = new URL(url);
    const answer = await agent.request({
      origin,
      path: pathname + search,
      method,
      headers,
      ...(body === undefined ? {} : { body }),
      signal: controller.signal,
    });
    const head = { status: answer.statusCode, headers: joinHeaders(answer.headers) };
    if (!take || head.status !== 200) return { ...head, ...(await readBody(answer.body, mostBytes)) };
    for await (const chunk of answer.body) take(chunk as Buffer);
    return { ...head, body: "" };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", abort);
  }
}

async function readBody(stream: AsyncIterable<Buffer>, mostBytes: number): Promise<Pick<IncomingAnswer, "body" | "bytes">> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= mostBytes) break; // ends the stream, and with it the connection
  }
  const bytes = Buffer.concat(chunks).subarray(0, mostBytes);
  return { body: bytes.toString("utf8"), bytes };
}

function joinHeaders(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : (value ?? "")]),
  );
}
