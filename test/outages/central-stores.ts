import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Agent } from "undici";
import { createCollector } from "../../electron/collector/create-collector.ts";
import { DEFAULT_SETTINGS } from "../../shared/settings.ts";
import { findSegments } from "../torture/damage-data-dir.ts";
import type { CentralName, SentRequest } from "./outage-kinds.ts";

/** What stands behind the faults: a central in good order. */
export interface CentralStore {
  take(request: SentRequest): Promise<{ status: number; body: string; taken: number }>;
  /** The ids of all that is stored, in the order of storing. */
  readIds(): string[];
  close(): Promise<void>;
}

export function openCentralStore(name: CentralName, dataDir: string): Promise<CentralStore> | CentralStore {
  return name === "collector" ? openCollector(dataDir) : createKeepingAll();
}

/** The collector's day ends so many milliseconds after its start. */
const UNTIL_MIDNIGHT = 150;
const MIDNIGHT = new Date(2026, 2, 15).getTime();

/** Our collector, with small files: batches, one line for each id. */
async function openCollector(dataDir: string): Promise<CentralStore> {
  const log = (): void => undefined;
  const limits = { ...DEFAULT_SETTINGS.logs, maxFileMegabytes: 0.02 };
  const begun = Date.now();
  const now = (): number => MIDNIGHT - UNTIL_MIDNIGHT + Date.now() - begun;
  const rate = { recordsPerSecond: 0 }; // a week's records are more than a PC may send at once, and the clock of those who wait goes by leaps
  const collector = await createCollector({ dataDir, port: 0, host: "127.0.0.1", limits, rate, now, log });
  const agent = new Agent();
  return {
    async take({ method, path, body }) {
      const headers = { "content-type": path.endsWith("/batch") ? "application/x-ndjson" : "application/json" };
      const sent = method === "GET" ? {} : { headers, body };
      const answer = await agent.request({ origin: collector.url, path, method, ...sent });
      const text = await answer.body.text();
      const lines = body.trim().split("\n").length;
      return { status: answer.statusCode, body: text, taken: method === "POST" && answer.statusCode < 300 ? lines : 0 };
    },
    readIds: () => findSegments(join(dataDir, "logs", "mediamtx_errors")).flatMap(readFileIds),
    async close() {
      await collector.close();
      await agent.destroy();
    },
  };
}

function readFileIds(file: string): string[] {
  const lines = readFileSync(file, "utf8").trim().split("\n");
  return lines.map((line) => (JSON.parse(line) as { id: string }).id);
}

/** The seed's back end: one record a request, each appended without looking what is there. */
function createKeepingAll(): CentralStore {
  const ids: string[] = [];
  return {
    async take({ method, path, body }) {
      if (method !== "POST") return { status: 405, body: '{"detail":"Method Not Allowed"}', taken: 0 };
      if (!path.endsWith("/mediamtx")) return { status: 404, body: '{"detail":"Not Found"}', taken: 0 };
      ids.push((JSON.parse(body) as { id: string }).id);
      return { status: 200, body: '{"status":"ok"}', taken: 1 };
    },
    readIds: () => ids,
    close: async () => undefined,
  };
}
