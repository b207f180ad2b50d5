import { once } from "node:events";
import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { Agent } from "undici";
import { findRecordIndex } from "./record-ids.ts";
import { kindOfPath } from "./report-kinds.ts";
import type { ReportKind } from "./report-kinds.ts";
import type { WireFault } from "./wire-faults.ts";

export interface Relay {
  /** What the host knows as central; it stays while collectors come and go. */
  url: string;
  /** How often a connection was broken. */
  faults(): Record<WireFault, number>;
  close(): Promise<void>;
}

export interface RelayOptions {
  /** Where the collector is now; undefined while there is none. */
  target: () => string | undefined;
  /** A report goes over the wire. */
  onSent: (kind: ReportKind, index: number) => void;
  /** The collector has taken it, and says so to the host. */
  onDelivered: (kind: ReportKind, index: number) => void;
  /** Of each next request that brings records. */
  nextFault: () => WireFault | undefined;
}

const FORWARDED = ["content-type", "authorization", "idempotency-key", "user-agent"];

/** Stands between host and collector, counts what passes, and breaks a connection now and then. No answer of the collector: none for the host. */
export async function startRelay({ target, onSent, onDelivered, nextFault }: RelayOptions): Promise<Relay> {
  const agent = new Agent({ headersTimeout: 30_000 });
  const faults = { lost_request: 0, lost_answer: 0 };

  function breakConnection(fault: WireFault): never {
    faults[fault]++;
    throw new Error(fault);
  }

  async function forward(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "GET", url: path = "/", headers } = incoming;
    const body = method === "GET" ? undefined : await text(incoming);
    const records = (body?.split("\n") ?? []).flatMap((line) => findRecordIndex(line) ?? []);
    const kind = kindOfPath(path);
    for (const index of records) onSent(kind, index);
    const fault = records.length > 0 ? nextFault() : undefined;
    if (fault === "lost_request") breakConnection(fault);
    const origin = target();
    if (origin === undefined) throw new Error("there is no collector");
    const passed = FORWARDED.flatMap((name) => (headers[name] === undefined ? [] : [[name, String(headers[name])] as const]));
    const answer = await agent.request({ origin, path, method, body, headers: Object.fromEntries(passed) });
    if (method === "GET") {
      response.writeHead(answer.statusCode, { "content-type": String(answer.headers["content-type"]) });
      return pipeline(answer.body, response); // what other PCs do comes as long as the collector is there
    }
    const answered = await answer.body.text();
    if (fault === "lost_answer") breakConnection(fault);
    response.writeHead(answer.statusCode, { "content-type": String(answer.headers["content-type"]) }).end(answered);
    if (answer.statusCode < 300) for (const index of records) onDelivered(kind, index);
  }

  const server = createServer((incoming, response) => {
    forward(incoming, response).catch(() => response.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    faults: () => ({ ...faults }),
    async close() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
      await agent.destroy();
    },
  };
}
