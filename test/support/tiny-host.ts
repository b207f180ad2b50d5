import { createServer } from "node:http";
import type { ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface TinyHost {
  origin: string;
  /** Every call that came, in order of arrival. */
  calls: { method: string; input: Record<string, unknown> }[];
  /** Sends a notification to all open pages. */
  notify(name: string, payload: unknown): void;
  /** Resolves once a page listens for notifications. */
  listened(): Promise<void>;
  /** What a page that asks for notifications gets: 200 unless a test says otherwise. */
  notificationStatus: number;
  /** Ends all event streams, as a host that restarts does. */
  dropListeners(): void;
  close(): Promise<void>;
}

/** A real HTTP host for a page: `answer` decides what each call gets; "hang up" is a connection cut without an answer. */
export async function startTinyHost(
  answer: (method: string, input: Record<string, unknown>) => { status?: number; body: unknown } | "hang up",
): Promise<TinyHost> {
  const calls: TinyHost["calls"] = [];
  const listening = new Set<ServerResponse>();
  const waiting: (() => void)[] = [];
  const server = createServer((request, response) => {
    if (request.url === "/api/notifications") {
      if (host.notificationStatus !== 200) return void response.writeHead(host.notificationStatus).end();
      response.writeHead(200, { "Content-Type": "text/event-stream" }).write("retry: 10\n\n");
      listening.add(response);
      response.on("close", () => listening.delete(response));
      for (const resolve of waiting.splice(0)) resolve();
      return;
    }
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const method = request.url!.replace("/api/", "");
      const input = JSON.parse(Buffer.concat(chunks).toString("utf8")) as Record<string, unknown>;
      calls.push({ method, input });
      const given = answer(method, input);
      if (given === "hang up") return request.socket.destroy();
      response.writeHead(given.status ?? 200, { "Content-Type": "application/json" });
      response.end(typeof given.body === "string" ? given.body : JSON.stringify(given.body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const host: TinyHost = {
    notificationStatus: 200,
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    notify(name, payload) {
      for (const response of listening) response.write(`event: ${name}\ndata: ${JSON.stringify(payload)}\n\n`);
    },
    listened: () => (listening.size > 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
    dropListeners() {
      for (const response of listening) response.destroy();
    },
    close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      return closed;
    },
  };
  return host;
}
