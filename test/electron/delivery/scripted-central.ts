import { createServer } from "node:http";
import type { IncomingHttpHeaders, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

export interface ReceivedRequest {
  method: string;
  /** Path and query. */
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** What the script does with a request: answer it, cut the connection, or never answer. */
export type ScriptedAnswer = { status: number; headers?: Record<string, string>; body?: string } | "reset" | "hang";
export type Script = (request: ReceivedRequest) => ScriptedAnswer;

export interface ScriptedCentral {
  url: string;
  /** All requests but GETs, in order of arrival. */
  posts: ReceivedRequest[];
  gets: ReceivedRequest[];
  answer(script: Script): void;
  /** Nobody listens on the port any more, until `goUp`. */
  goDown(): Promise<void>;
  goUp(): Promise<void>;
}

/** A real HTTP server on loopback whose answers a test decides, one by one. */
export async function startScriptedCentral(script: Script): Promise<ScriptedCentral & AsyncDisposable> {
  const posts: ReceivedRequest[] = [];
  const gets: ReceivedRequest[] = [];
  let present = script;

  const server = createServer(async (request, response) => {
    const received = { method: request.method!, url: request.url!, headers: request.headers, body: await text(request) };
    (received.method === "GET" ? gets : posts).push(received);
    respond(response, present(received));
  });
  let port = 0;
  const goUp = (): Promise<void> => new Promise((resolve) => server.listen(port, "127.0.0.1", () => resolve()));
  const goDown = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  await goUp();
  port = (server.address() as AddressInfo).port;

  return {
    url: `http://127.0.0.1:${port}`,
    posts,
    gets,
    answer(next) {
      present = next;
    },
    goUp,
    goDown,
    [Symbol.asyncDispose]: goDown,
  };
}

function respond(response: ServerResponse, answer: ScriptedAnswer): void {
  if (answer === "hang") return;
  if (answer === "reset") response.socket?.resetAndDestroy();
  else response.writeHead(answer.status, answer.headers).end(answer.body);
}

export const CREATED = { status: 201, headers: { "content-type": "application/json" }, body: '{"status":"ok"}' };
export const NO_BATCH = { status: 405, body: '{"detail":"Method Not Allowed"}' };
