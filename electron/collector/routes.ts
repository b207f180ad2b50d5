import type { CentralFeature } from "../../shared/central-features.ts";
import type { DeliveryStatus } from "../../shared/host-status.ts";
import { MAX_BATCH } from "../../shared/record.ts";
import { MAX_RECORD_BYTES } from "../../shared/limits.ts";
import type { Journal } from "../journal/types.ts";
import type { Answer } from "./answer.ts";
import { describeApi } from "./describe-api.ts";
import type { Metrics } from "./metrics.ts";
import { readLatest } from "./read-latest.ts";
import type { TakeRecords } from "./take-records.ts";

/** `isOpen`: answered without a token. */
export type Route = { path: string; isOpen?: boolean } & (
  | { method: "GET"; answer: (query: URLSearchParams) => Answer | Promise<Answer> }
  | { method: "POST"; accepts: string; maxBytes: number; answer: (body: Buffer) => Promise<Answer> }
);

/** What the collector does beyond the plain calls: its routes, and the name under which clients are told of them. */
export interface CollectorPart {
  feature: CentralFeature;
  routes: readonly Route[];
}

export interface RoutesOptions {
  journal: Journal;
  metrics: Metrics;
  takeRecords: TakeRecords;
  /** Only where there is an export. */
  exportStatus?: () => DeliveryStatus;
  parts?: readonly CollectorPart[];
}

const LOGS = "/api/v1/error-logs";
const PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

/** Every call of the collector; describeApi says the same in OpenAPI's words. */
export function createRoutes({
  journal,
  metrics,
  takeRecords: { takeRecord, takeBatch },
  exportStatus,
  parts = [],
}: RoutesOptions): Route[] {
  const announcement = Object.fromEntries(["batch", ...parts.map(({ feature }) => feature)].map((feature) => [feature, true]));
  return [
    { method: "POST", path: `${LOGS}/mediamtx`, accepts: "application/json", maxBytes: MAX_RECORD_BYTES, answer: takeRecord },
    { method: "POST", path: `${LOGS}/mediamtx/batch`, accepts: "application/x-ndjson", maxBytes: MAX_BATCH.bytes, answer: takeBatch },
    { method: "GET", path: `${LOGS}/mediamtx/latest`, answer: (query) => readLatest(journal, query.get("limit")) },
    { method: "GET", path: LOGS, answer: () => ({ status: 200, body: announcement }) },
    { method: "GET", path: "/healthz", isOpen: true, answer: () => describeHealth(journal) },
    {
      method: "GET",
      path: "/metrics",
      answer: () => ({ status: 200, body: metrics.format(journal.status(), exportStatus?.()), contentType: PROMETHEUS_TEXT }),
    },
    { method: "GET", path: "/openapi.json", answer: () => ({ status: 200, body: describeApi() }) },
    ...parts.flatMap(({ routes }) => routes),
  ];
}

function describeHealth(journal: Journal): Answer {
  const { state, cause } = journal.status();
  return state === "ok" ? { status: 200, body: { status: "ok" } } : { status: 503, body: { status: "failing", cause } };
}
