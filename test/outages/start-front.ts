import { once } from "node:events";
import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { Server } from "node:https";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { CentralStore } from "./central-stores.ts";
import { CERTIFICATES } from "./certificates.ts";
import type { Fault, OutageKind } from "./outage-kinds.ts";

export interface FrontOptions {
  kind: OutageKind;
  store: CentralStore;
  /** An outage of an hour begins when so many records are stored. */
  beginAfter: number;
  now: () => number;
}

/** What a client knows as central: real HTTP on loopback, with the faults of a kind before the store. */
export interface Front {
  url: string;
  /** Resolves when the outage has begun. */
  begun: Promise<void>;
  isOut(): boolean;
  /** How many answers were kept back though the records are stored. */
  lostAnswers(): number;
  /** To be called when the clock has moved: ends the outage when its hour is over. */
  noteTime(): Promise<void>;
  close(): Promise<void>;
}

const HOUR = 3_600_000;

export async function startFront({ kind, store, beginAfter, now }: FrontOptions): Promise<Front> {
  const { key, valid, expired } = CERTIFICATES;
  const isTls = kind.server === "expired certificate";
  const begun = Promise.withResolvers<void>();
  let state: "before" | "out" | "over" = "before";
  let beganAt = 0;
  let count = 0;
  let taken = 0;
  let lost = 0;

  async function handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "GET", url = "/" } = incoming;
    const body = await text(incoming);
    if (method === "POST") count++;
    const request = { method, path: url, body, count };
    const fault = state === "out" ? kind.fault(request, now()) : undefined;
    if (fault !== undefined && fault !== "answer_lost" && fault !== "answer_cut_off") return misbehave(response, fault);
    const answer = await store.take({ ...request, path: url.replace(/\/$/, "") });
    taken += answer.taken;
    if (fault !== undefined) lost++;
    if (fault === "answer_lost") return void response.socket?.resetAndDestroy();
    response.setHeader("content-type", "application/json");
    response.setHeader("content-length", Buffer.byteLength(answer.body));
    if (fault === "answer_cut_off") return void response.writeHead(answer.status).write(answer.body.slice(0, -1));
    if (state === "before" && taken >= beginAfter) {
      state = "out";
      response.shouldKeepAlive = false; // this answer is still heard, nothing after it
      response.socket?.once("close", () => void begin());
    }
    response.writeHead(answer.status).end(answer.body);
  }

  const onRequest = (incoming: IncomingMessage, response: ServerResponse): void => {
    handle(incoming, response).catch(() => response.destroy());
  };
  const tlsServer: Server | undefined = isTls ? createTlsServer({ key, cert: valid }, onRequest) : undefined;
  const server = tlsServer ?? createServer(onRequest);
  const listen = async (port: number): Promise<void> => {
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
  };
  const stopListening = async (): Promise<void> => {
    const closed = once(server, "close");
    server.close();
    server.closeAllConnections();
    await closed;
  };

  async function begin(): Promise<void> {
    state = "out";
    beganAt = now();
    tlsServer?.setSecureContext({ key, cert: expired });
    if (kind.server === "down") await stopListening();
    begun.resolve();
  }

  await listen(0);
  const { port } = server.address() as AddressInfo;
  if (kind.lasts === "the whole run") await begin();
  return {
    url: `${isTls ? "https" : "http"}://127.0.0.1:${port}`,
    begun: begun.promise,
    isOut: () => state === "out",
    lostAnswers: () => lost,
    async noteTime() {
      if (state !== "out" || kind.lasts !== "an hour" || now() - beganAt < HOUR) return;
      state = "over";
      tlsServer?.setSecureContext({ key, cert: valid });
      if (kind.server === "down") await listen(port);
    },
    async close() {
      if (server.listening) await stopListening();
    },
  };
}

function misbehave(response: ServerResponse, fault: Exclude<Fault, "answer_lost" | "answer_cut_off">): void {
  if (fault === "never_answered") return;
  if (fault === "reset") response.socket?.resetAndDestroy();
  else response.writeHead(fault.status, fault.headers).end(fault.body);
}
