import { NOTIFICATION_NAMES } from "../../shared/api-names.ts";
import type { ErrorCode, MethodInput, MethodName, MethodOutput, NotificationName, Notifications, Result } from "../../shared/api-names.ts";
import { nextHostDelay } from "../../shared/retry-delay.ts";
import type { HostBridge } from "./host-bridge.ts";
import { createListeners } from "../../shared/create-listeners.ts";

export interface HttpBridgeDeps {
  origin: string;
  fetch: typeof fetch;
  /** Opens server-sent events. */
  openEvents: (url: string) => EventSource;
  setTimeout: (callback: () => void, milliseconds: number) => number;
  random: () => number;
}

/** A call without an answer for so long is given up; what must arrive is sent again by its caller. */
const CALL_DEADLINE = 30_000;
const EVENT_SOURCE_CLOSED = 2;

/** Calls as POST /api/<method>, notifications as server-sent events. Lost means: the events cannot be opened. */
export function createHttpBridge(deps: HttpBridgeDeps): HostBridge {
  const connection = createListeners();
  const notifications = new Map<NotificationName, Set<(payload: never) => void>>(NOTIFICATION_NAMES.map((name) => [name, new Set()]));
  /** Undefined until the events have opened or failed for the first time. */
  let connected: boolean | undefined;
  let attempt = 0;

  function setConnected(value: boolean): void {
    if (connected === value) return;
    connected = value;
    connection.notify();
  }

  function openEvents(): void {
    const events = deps.openEvents(`${deps.origin}/api/notifications`);
    for (const name of NOTIFICATION_NAMES) events.addEventListener(name, (event) => deliver(name, event.data));
    events.addEventListener("open", () => {
      attempt = 0;
      setConnected(true);
    });
    events.addEventListener("error", () => {
      setConnected(false);
      // A browser goes on trying after a lost connection, but never again after an answer that is no event stream.
      if (events.readyState !== EVENT_SOURCE_CLOSED) return;
      attempt += 1;
      deps.setTimeout(openEvents, nextHostDelay(attempt, deps.random()));
    });
  }

  function deliver(name: NotificationName, data: string): void {
    const payload = parseJson(data);
    if (payload !== undefined) for (const listener of notifications.get(name) ?? []) listener(payload as never);
  }

  openEvents();
  return {
    parallelCalls: 4, // a browser opens six connections to a host, and the events hold one
    isConnected: () => connected !== false,
    onConnection: connection.add,
    call: (method, input) => callOverHttp(deps, method, input),
    sendLogPart({ id, name, offset, bytes }, signal) {
      const query = new URLSearchParams({ id, name, offset: String(offset) });
      return send<{ path: string }>(deps, `opened-logs?${query}`, {
        method: "POST",
        type: "application/octet-stream",
        body: bytes,
        signal,
      });
    },
    discardLogs: (id) => send(deps, `opened-logs?id=${id}`, { method: "DELETE", signal: AbortSignal.timeout(CALL_DEADLINE) }),
    subscribe<N extends NotificationName>(name: N, listener: (payload: Notifications[N]) => void) {
      notifications.get(name)?.add(listener);
      return () => notifications.get(name)?.delete(listener);
    },
  };
}

function callOverHttp<M extends MethodName>(deps: HttpBridgeDeps, method: M, input: MethodInput<M>): Promise<Result<MethodOutput<M>>> {
  const signal = AbortSignal.timeout(CALL_DEADLINE);
  return send<MethodOutput<M>>(deps, method, { method: "POST", type: "application/json", body: JSON.stringify(input), signal });
}

interface Request {
  method: "POST" | "DELETE";
  type?: string;
  body?: string | Blob;
  signal: AbortSignal;
}

async function send<T>({ origin, fetch }: HttpBridgeDeps, path: string, { type, ...request }: Request): Promise<Result<T>> {
  try {
    const headers: HeadersInit = type === undefined ? {} : { "Content-Type": type };
    const response = await fetch(`${origin}/api/${path}`, { ...request, headers, credentials: "same-origin" });
    const answer = parseJson(await response.text());
    return isResult<T>(answer) ? answer : failure(codeOf(response.status), `the host answered ${response.status}`);
  } catch (error) {
    return failure("unreachable", error instanceof Error ? error.message : String(error));
  }
}

function codeOf(status: number): ErrorCode {
  return status === 401 || status === 403 ? "forbidden" : "unreachable";
}

function failure(code: ErrorCode, message: string): Result<never> {
  return { ok: false, error: { code, message } };
}

function isResult<T>(value: unknown): value is Result<T> {
  return typeof value === "object" && value !== null && "ok" in value && (value.ok === true ? "value" in value : "error" in value);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
