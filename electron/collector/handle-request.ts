import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { refuse, refuseForNow } from "./answer.ts";
import type { Answer } from "./answer.ts";
import { checkAccess } from "./check-access.ts";
import type { AccessFacts } from "./check-access.ts";
import { mediaTypeOf, readBody } from "../http/read-body.ts";
import { readHost } from "../http/read-host.ts";
import type { PageSessions } from "./fleet/page-sessions.ts";
import type { PcTokens } from "./pc-tokens.ts";
import type { Caller } from "./read-caller.ts";
import { createBodyBudget } from "./create-body-budget.ts";
import type { WriteLimits } from "./create-write-limits.ts";
import type { Route } from "./routes.ts";

export interface RequestHandlerOptions {
  routes: readonly Route[];
  /** The address that is listened on. */
  boundHost: string;
  scheme?: "http" | "https";
  token?: string;
  pcTokens?: PcTokens;
  sessions?: PageSessions;
  limits: WriteLimits;
  log: (message: string) => void;
}

const MEBIBYTE = 1024 * 1024;
/**
 * Memory for bodies at the same time: three of the largest batches, one of one sender; more would only lengthen each turn of the one thread.
 * Waiting ends well within the 30 s that a client waits.
 */
const BATCHES = { most: 12 * MEBIBYTE, mostOfOne: 4 * MEBIBYTE, patience: 15_000 };
/** What is no larger than one record (a heartbeat, what a person did) does not stand in line behind batches. */
const SMALL_BODY = 64 * 1024;
const SMALL_BODIES = { most: 8 * MEBIBYTE, mostOfOne: 4 * MEBIBYTE, patience: 15_000 };

/** Of what anybody may ask for: nothing is written there, and nobody fills the list of the writers from there. */
const NO_LIMITS: WriteLimits = { waitOf: () => 0, charge: () => undefined };

/** No header here lets a page of another origin read an answer; nosniff keeps it from using one as a script. */
const HEADERS = { "cache-control": "no-store", "x-content-type-options": "nosniff", "cross-origin-resource-policy": "same-origin" };

export function createRequestHandler({ routes, limits: writeLimits, log, ...rules }: RequestHandlerOptions): RequestListener {
  const [batches, smallBodies] = [createBodyBudget(BATCHES), createBodyBudget(SMALL_BODIES)];

  /** What PCs with tokens of their own wait for: an event stream is under way for days, and ends when the token is withdrawn. */
  const underWay = new Map<ServerResponse, AccessFacts>();
  rules.pcTokens?.onChange(() => {
    for (const [response, facts] of underWay) if (!("caller" in checkAccess(facts, rules))) response.destroy();
  });

  async function answerRequest(request: IncomingMessage, response: ServerResponse): Promise<Answer> {
    const { origin, authorization, "user-agent": userAgent, cookie } = request.headers;
    const facts = { host: readHost(request), origin, authorization, userAgent, cookie };
    const { path, query } = splitUrl(request.url ?? "/");
    const lastEventId = request.headers["last-event-id"]; // where a browser's EventSource says how far it has got
    if (typeof lastEventId === "string") query.set("after", lastEventId);
    const here = routes.filter((route) => (route.isFolder ? path.startsWith(route.path) : path === route.path));
    const isOpen = here.some((route) => route.isOpen);
    const access = checkAccess(facts, rules, isOpen);
    if (!("caller" in access)) return refuse(access.status, access.reason, access.status === 401 ? { "WWW-Authenticate": "Bearer" } : {});
    const { caller } = access;
    if (here.length === 0) return refuse(404, `there is nothing at ${path}; /openapi.json lists every call`);
    const method = request.method === "HEAD" ? "GET" : request.method;
    const route = here.find((candidate) => candidate.method === method);
    if (!route) return refuse(405, `${request.method} is not answered here`, { Allow: here.map((other) => other.method).join(", ") });
    if (caller.hasOwnToken) {
      if (!route.isOpen && !route.isForPcs)
        return refuse(403, "a PC's own token writes and reads nothing: this call needs the collector's token");
      underWay.set(response, facts);
      response.once("close", () => underWay.delete(response));
    }
    return route.method === "GET" ? route.answer(query, caller, path) : takeBody(request, route, caller);
  }

  async function takeBody(request: IncomingMessage, route: Extract<Route, { method: "POST" }>, caller: Caller): Promise<Answer> {
    // A page may send only three simple types to another origin unasked; ours are none of them.
    if (mediaTypeOf(request) !== route.accepts) return refuse(415, `send it as Content-Type: ${route.accepts}`);
    if (request.headers["content-encoding"] !== undefined) return refuse(415, "send it without Content-Encoding");
    const { remoteAddress: address = "" } = request.socket;
    // Where no token is asked for, User-Agent is anybody's word: the PC that it names must not pay for it.
    const sender = route.isOpen ? address : (caller.clientId ?? address);
    const limits = route.isOpen ? NO_LIMITS : writeLimits;
    // Each call has a limit of its own: records that have waited for days hold up no heartbeat.
    const writer = `${sender} ${route.path}`;
    const wait = limits.waitOf(writer);
    if (wait > 0) return refuse(429, `more than one PC may write: go on in ${wait} s`, { "Retry-After": String(wait) });
    const bytes = Math.min(Number(request.headers["content-length"] ?? Infinity), route.maxBytes);
    const giveBack = await (bytes <= SMALL_BODY ? smallBodies : batches).take(sender, bytes);
    if (!giveBack) return refuseForNow("too many requests at the same time");
    limits.charge(writer, { bytes });
    try {
      const body = await readBody(request, route.maxBytes);
      limits.charge(writer, { records: body.ok ? countLines(body.bytes) : 1 });
      return body.ok ? await route.answer(body.bytes, caller) : refuse(body.status, body.reason);
    } finally {
      giveBack();
    }
  }

  return (request, response) => {
    answerRequest(request, response)
      .catch((error: unknown) => {
        log(`${request.method} ${request.url}: ${error instanceof Error ? error.message : String(error)}`);
        return refuse(500, "the collector failed at this request; its log says why");
      })
      .then((answer) => (answer.open && request.method !== "HEAD" ? stream(response, answer) : send(response, answer)));
  };
}

function send(response: ServerResponse, { status, body, contentType = "application/json", headers }: Answer): void {
  const text = typeof body === "string" || body instanceof Uint8Array ? body : JSON.stringify(body);
  response.writeHead(status, { ...HEADERS, ...headers, "Content-Type": contentType, "Content-Length": Buffer.byteLength(text) });
  response.end(text);
}

/** At least 1: a request without a record costs as much. */
function countLines(body: Buffer): number {
  let count = 1;
  for (let at = body.indexOf(0x0a); at >= 0 && at < body.length - 1; at = body.indexOf(0x0a, at + 1)) count++;
  return count;
}

function stream(response: ServerResponse, { status, contentType, open }: Answer): void {
  response.writeHead(status, { ...HEADERS, "Content-Type": contentType });
  open?.(response);
}

function splitUrl(url: string): { path: string; query: URLSearchParams } {
  const [path = "", query = ""] = url.split("?", 2);
  return { path, query: new URLSearchParams(query) };
}
