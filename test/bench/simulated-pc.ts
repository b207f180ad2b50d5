import { setTimeout as wait } from "node:timers/promises";
import { Client } from "undici";
import { makeUuidV7 } from "../../shared/uuid-v7.ts";
import { makeLines } from "./bench-records.ts";
import { makeStateLines } from "./bench-states.ts";

export interface SimulatedPcOptions {
  url: string;
  /** The authority of the collector's certificate, PEM. */
  ca: string;
  clientId: string;
  token: string;
}

type Announced = Partial<Record<"heartbeat" | "alarms" | "states", true>>;

/** A control-room PC as a collector sees it: what it sends and when is the client's, how it keeps it is not. */
export interface SimulatedPc {
  /** What the collector takes. */
  ask(): Promise<Announced>;
  /** Delivers so many records in batches, one after the other; each tenth batch goes out twice, as when an answer is lost. Resolves with how many were there already. */
  deliver(count: number): Promise<number>;
  /** Delivers so many lines of its state journal, in the same way. */
  deliverStates(count: number): Promise<number>;
  /** Resolves with the milliseconds until the answer. */
  beat(): Promise<number>;
  /** Resolves when the collector has begun to send acts. */
  listen(onAct: (id: string) => void): Promise<void>;
  /** A person acknowledges an alarm here. Resolves when the collector has it. */
  acknowledge(id: string): Promise<void>;
  close(): Promise<void>;
}

/** As the client does it. */
const BATCH = 500;

export function createSimulatedPc({ url, ca, clientId, token }: SimulatedPcOptions): SimulatedPc {
  const connect = () => new Client(url, { connect: { ca }, pipelining: 1 });
  const [records, states, others, acts] = [connect(), connect(), connect(), connect()];
  const headers = { Authorization: `Bearer ${token}`, "User-Agent": `MTXWatch/0.1.0 (${clientId})` };
  const client = { id: clientId, name: `PC ${clientId.slice(-3)}` };
  let batches = Number.parseInt(clientId.slice(-3), 16); // so that not all PCs repeat at the same time

  /** Sends until the collector takes it. */
  async function post(connection: Client, path: string, type: string, body: string): Promise<unknown> {
    for (;;) {
      const answer = await connection.request({ path, method: "POST", headers: { ...headers, "Content-Type": type }, body });
      const text = await answer.body.text();
      if (answer.statusCode < 300) return JSON.parse(text);
      if (answer.statusCode !== 429 && answer.statusCode !== 503) throw new Error(`${path} was answered ${answer.statusCode}: ${text}`);
      await wait(Number(answer.headers["retry-after"]) * 1_000);
    }
  }

  async function sendBatch(lines: readonly string[], connection: Client, path: string): Promise<number> {
    const said = await post(connection, path, "application/x-ndjson", lines.join("\n"));
    const { accepted, duplicates } = said as { accepted: number; duplicates: number };
    if (accepted + duplicates !== lines.length) throw new Error(`of ${lines.length} lines ${JSON.stringify(said)}`);
    return duplicates;
  }

  async function deliver(count: number, connection: Client, path: string, make: (count: number) => string[]): Promise<number> {
    let repeated = 0;
    for (let left = count; left > 0; left -= BATCH) {
      const lines = make(Math.min(BATCH, left));
      await sendBatch(lines, connection, path);
      if (++batches % 10 === 0) repeated += await sendBatch(lines, connection, path);
    }
    return repeated;
  }

  return {
    async ask() {
      const { body } = await others.request({ path: "/api/v1/error-logs", method: "GET", headers });
      return (await body.json()) as Announced;
    },
    deliver: (count) => deliver(count, records, "/api/v1/error-logs/mediamtx/batch", (some) => makeLines(some, clientId)),
    deliverStates: (count) => deliver(count, states, "/api/v1/states", makeStateLines),
    async beat() {
      const startedAt = performance.now();
      const streams = { up: 60, down: 4, unknown: 0 };
      const heartbeat = { clientId, name: client.name, version: "0.1.0", settingsVersion: "0a1b2c3d", streams, backlog: 0 };
      await post(others, "/api/v1/clients/heartbeat", "application/json", JSON.stringify(heartbeat));
      return performance.now() - startedAt;
    },
    async listen(onAct) {
      const { statusCode, body } = await acts.request({ path: "/api/v1/alarms/acts", method: "GET", headers, bodyTimeout: 0 });
      if (statusCode !== 200) throw new Error(`acts: ${statusCode} ${await body.text()}`);
      let unread = "";
      body.setEncoding("utf8");
      body.on("error", () => undefined); // closed with the PC
      body.on("data", (text: string) => {
        const events = (unread + text).split("\n\n");
        unread = events.pop()!;
        for (const event of events) {
          const data = /^data: (.*)$/m.exec(event)?.[1];
          if (/^event: act$/m.test(event) && data !== undefined) onAct((JSON.parse(data) as { id: string }).id);
        }
      });
    },
    async acknowledge(id) {
      const now = Date.now();
      const act = { timestamp: new Date(now).toISOString(), alarmId: "server:10.0.0.1:8889", event: "acknowledged", by: "김", client, id };
      const line = JSON.stringify({ ...act, occurrenceId: makeUuidV7(now, new Uint8Array(10)) });
      await post(others, "/api/v1/alarms", "application/x-ndjson", line);
    },
    close: async () => void (await Promise.all([records, states, others, acts].map((connection) => connection.destroy()))),
  };
}
