/** The contract and the page over HTTP, for a browser on this machine: the second of the two hosts. */
import { once } from "node:events";
import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Result } from "../../shared/api-names.ts";
import { METHOD_NAMES } from "../../shared/api-names.ts";
import { addFirstAnswers } from "../add-first-answers.ts";
import { parseInput, refuse } from "../call-input.ts";
import type { ControlRoom } from "../control-room-types.ts";
import { isSameSecret } from "../http/is-same-secret.ts";
import { readHost } from "../http/read-host.ts";
import { PAGE_HEADERS, readPageFile } from "../page-files.ts";
import { SUPPORT_FILE_PATH } from "../support-file-request.ts";
import { answerOpenedLogs } from "./answer-opened-logs.ts";
import { answerSupportFile } from "./answer-support-file.ts";
import { checkCookie, checkSource, makeCookie } from "./check-request.ts";
import { createNotificationStreams } from "./notification-streams.ts";
import { readCallBody } from "./read-call-body.ts";

export interface WebHostOptions {
  /** Opened once the port, and with it the pages' origin, is known. */
  openControlRoom: (pageOrigin: string) => Promise<ControlRoom>;
  rendererDirectory: string;
  /** 0: any free port. */
  port: number;
  token: string;
}

export interface WebHost {
  /** With the token: the address to open. */
  url: string;
  countUnwritten: ControlRoom["countUnwritten"];
  /** Everything accepted is on disk when it resolves. */
  close(): Promise<void>;
}

const BIND_ADDRESS = "127.0.0.1";
/** Longest time for a request to arrive whole, in milliseconds. */
const REQUEST_TIMEOUT = 30_000;
/** What is under way when the host closes gets so long to end, in milliseconds. */
const CLOSE_TIMEOUT = 2_000;

/** Rejects when the port is taken or the control room cannot be opened. */
export async function createWebHost({ openControlRoom, rendererDirectory, port, token }: WebHostOptions): Promise<WebHost> {
  const server = createServer({ requestTimeout: REQUEST_TIMEOUT });
  server.listen(port, BIND_ADDRESS);
  await once(server, "listening");
  const identity = { port: (server.address() as AddressInfo).port, token };
  const origin = `http://${BIND_ADDRESS}:${identity.port}`;
  const opening = openControlRoom(origin).then((controlRoom) => ({ controlRoom, streams: createNotificationStreams(controlRoom) }));

  async function answerRequest(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { headers, method = "", url = "/" } = request;
    const facts = { host: readHost(request), origin: headers.origin, cookie: headers.cookie };
    if (!url.startsWith("/") || !URL.canParse(origin + url)) return sendText(response, 400, "no such address");
    const { pathname, searchParams } = new URL(origin + url);
    const foreign = checkSource(facts, identity);
    if (foreign) return sendRefusal(response, pathname, foreign);
    const givenToken = searchParams.get("token");
    if (method === "GET" && pathname === "/" && givenToken !== null && isSameSecret(givenToken, token)) {
      response.writeHead(303, { ...PAGE_HEADERS, location: "/", "set-cookie": makeCookie(identity) }).end();
      return;
    }
    const unknown = checkCookie(facts, identity);
    if (unknown) return sendRefusal(response, pathname, unknown);

    if (pathname === "/api/notifications" && method === "GET") return (await opening).streams.open(response);
    if (pathname === SUPPORT_FILE_PATH && method === "GET")
      return answerSupportFile(response, searchParams.get("language"), (await opening).controlRoom);
    if (pathname.startsWith("/api/")) {
      if (pathname === "/api/opened-logs" && (method === "POST" || method === "DELETE")) {
        const { status, result } = await answerOpenedLogs(request, searchParams, (await opening).controlRoom);
        return sendResult(response, status, result);
      }
      if (method !== "POST") return sendResult(response, 405, refuse("invalid_input", "calls are sent with POST"));
      return answerCall(request, response, pathname.slice("/api/".length));
    }
    if (method !== "GET" && method !== "HEAD") return sendText(response, 405, "only GET");
    const found = await readPageFile(rendererDirectory, pathname);
    if (!found) return sendText(response, 404, "no such file");
    const file = pathname === "/" ? await addFirstAnswers(found, (await opening).controlRoom.call) : found;
    response.writeHead(200, { ...file.headers, "content-length": file.body.length }).end(method === "HEAD" ? undefined : file.body);
  }

  /** What the call itself answers, refusals of its input too, is a 200: errors travel as values. Other statuses are of the transport. */
  async function answerCall(request: IncomingMessage, response: ServerResponse, name: string): Promise<void> {
    const method = METHOD_NAMES.find((each) => each === name);
    if (!method) return sendResult(response, 404, refuse("invalid_input", "there is no such call"));
    const body = await readCallBody(request);
    if (!body.ok) return sendResult(response, body.status, refuse("invalid_input", body.reason));
    const input = parseInput(body.bytes.toString("utf8"));
    sendResult(response, 200, input.ok ? await (await opening).controlRoom.call(method, input.value) : input);
  }

  server.on("request", (request, response) => {
    answerRequest(request, response).catch(() => response.destroy());
  });

  const stopServing = async (): Promise<void> => {
    const closed = once(server, "close");
    server.close();
    server.closeIdleConnections();
    const cut = setTimeout(() => server.closeAllConnections(), CLOSE_TIMEOUT);
    await closed;
    clearTimeout(cut);
  };
  let room: ControlRoom;
  try {
    room = (await opening).controlRoom;
  } catch (error) {
    server.closeAllConnections();
    await stopServing();
    throw error;
  }
  return {
    url: `${origin}/?token=${token}`,
    countUnwritten: room.countUnwritten,
    async close() {
      const { controlRoom, streams } = await opening;
      streams.close();
      await stopServing();
      await controlRoom.close();
    },
  };
}

function sendRefusal(response: ServerResponse, pathname: string, { status, reason }: { status: number; reason: string }): void {
  if (pathname.startsWith("/api/")) sendResult(response, status, refuse("forbidden", reason));
  else sendText(response, status, reason);
}

function sendResult(response: ServerResponse, status: number, result: Result<unknown>): void {
  response
    .writeHead(status, { ...PAGE_HEADERS, "content-type": "application/json", "cache-control": "no-store" })
    .end(JSON.stringify(result));
}

function sendText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { ...PAGE_HEADERS, "content-type": "text/plain; charset=utf-8" }).end(`${text}\n`);
}
