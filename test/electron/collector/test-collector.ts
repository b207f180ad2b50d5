import { expect, onTestFinished } from "vitest";
import { createCollector } from "../../../electron/collector/create-collector.ts";
import type { CollectorOptions } from "../../../electron/collector/create-collector.ts";
import { describeApi } from "../../../electron/collector/describe-api.ts";
import { DEFAULT_SETTINGS } from "../../../shared/settings.ts";

export interface Reply {
  status: number;
  headers: Headers;
  body: unknown;
}

export interface TestCollector {
  url: string;
  /** What it wrote to its own log. */
  logged: string[];
  send(path: string, init?: RequestInit): Promise<Reply>;
  post(record: unknown): Promise<Reply>;
  postBatch(records: readonly unknown[]): Promise<Reply>;
  close(): Promise<void>;
}

export const RECORDS_PATH = "/api/v1/error-logs/mediamtx";

/** A collector on a free port, closed when the test ends; every answer it gives must be one that its OpenAPI document announces. */
export async function startTestCollector(change: Partial<CollectorOptions> & { dataDir: string }): Promise<TestCollector> {
  const logged: string[] = [];
  const collector = await createCollector({
    port: 0,
    host: "127.0.0.1",
    limits: DEFAULT_SETTINGS.logs,
    now: Date.now,
    log: (message) => logged.push(message),
    ...change,
  });
  const authorization: Record<string, string> = change.token ? { authorization: `Bearer ${change.token}` } : {};
  const close = onceOnly(() => collector.close());
  onTestFinished(close);

  async function send(path: string, init: RequestInit = {}): Promise<Reply> {
    const response = await fetch(collector.url + path, { ...init, headers: { ...authorization, ...(init.headers as object) } });
    expectAnnounced(init.method ?? "GET", path, response.status);
    const text = await response.text();
    const isJson = response.headers.get("content-type") === "application/json";
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
  }

  return {
    url: collector.url,
    logged,
    send,
    post: (record) => send(RECORDS_PATH, { method: "POST", headers: { "content-type": "application/json" }, body: toText(record) }),
    postBatch: (records) =>
      send(`${RECORDS_PATH}/batch`, {
        method: "POST",
        headers: { "content-type": "application/x-ndjson" },
        body: records.map((record) => `${toText(record)}\n`).join(""),
      }),
    close,
  };
}

function toText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

type Paths = Record<string, Record<string, { responses: Record<number, unknown> }>>;

function expectAnnounced(method: string, path: string, status: number): void {
  if (status === 404 || status === 405) return;
  const template = path.split("?")[0]!.replace(/^\/assets\/.+/, "/assets/{name}");
  const operation = (describeApi().paths as Paths)[template]?.[method.toLowerCase()];
  expect(Object.keys(operation?.responses ?? {}), `${method} ${path} is described`).toContain(String(status));
}

function onceOnly(action: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => (done ??= action());
}
