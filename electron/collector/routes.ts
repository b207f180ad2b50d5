import type { CentralFeature } from "../../shared/central-features.ts";
import type { DeliveryStatus } from "../../shared/host-status.ts";
import { MAX_BATCH } from "../../shared/record.ts";
import { MAX_RECORD_BYTES } from "../../shared/limits.ts";
import type { Journal } from "../journal/types.ts";
import type { Answer } from "./answer.ts";
import { describeApi } from "./describe-api.ts";
import type { Metrics } from "./metrics.ts";
import type { Caller } from "./read-caller.ts";
import { readLatest } from "./read-latest.ts";
import type { TakeRecords } from "./take-records.ts";

/**
 * `isOpen`: answered without a token. `isForPcs`: answered to a PC's own token, too; without it to the collector's token alone.
 * `isFolder`: answers all paths that begin like this; it gets which one it is.
 */
export type Route = { path: string; isFolder?: boolean; isOpen?: boolean; isForPcs?: boolean } & (
  | { method: "GET"; answer: (query: URLSearchParams, caller: Caller, path: string) => Answer | Promise<Answer> }
  | { method: "POST"; accepts: string; maxBytes: number; answer: (body: Buffer, caller: Caller) => Promise<Answer> }
);

/** What the collector does beyond the plain calls: its routes, the name under which clients are told of them, and lines of its own for Prometheus. */
export interface CollectorPart {
  feature?: CentralFeature;
  routes: readonly Route[];
  formatMetrics?: () => string[];
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
  const announcement = Object.fromEntries(["batch", ...parts.flatMap(({ feature }) => feature ?? [])].map((feature) => [feature, true]));
  const formatMetrics = (): string =>
    [
      metrics.format(journal.status(), exportStatus?.()),
      ...parts.flatMap((part) => part.formatMetrics?.() ?? []).map((line) => `${line}\n`),
    ].join("");
  const post = { method: "POST", isForPcs: true } as const;
  return [
    { ...post, path: `${LOGS}/mediamtx`, accepts: "application/json", maxBytes: MAX_RECORD_BYTES, answer: takeRecord },
    { ...post, path: `${LOGS}/mediamtx/batch`, accepts: "application/x-ndjson", maxBytes: MAX_BATCH.bytes, answer: takeBatch },
    {
      method: "GET",
      path: `${LOGS}/mediamtx/latest`,
      isForPcs: true, // 'Test connection' asks it
      answer: (query, { hasOwnToken }) => readLatest(journal, query.get("limit"), hasOwnToken),
    },
    { method: "GET", path: LOGS, isForPcs: true, answer: () => ({ status: 200, body: announcement }) },
    { method: "GET", path: "/healthz", isOpen: true, answer: () => describeHealth(journal) },
    {
      method: "GET",
      path: "/metrics",
      answer: () => ({ status: 200, body: formatMetrics(), contentType: PROMETHEUS_TEXT }),
    },
    { method: "GET", path: "/openapi.json", answer: () => ({ status: 200, body: describeApi() }) },
    ...parts.flatMap(({ routes }) => routes),
  ];
}

function describeHealth(journal: Journal): Answer {
  const { state, cause } = journal.status();
  return state === "ok" ? { status: 200, body: { status: "ok" } } : { status: 503, body: { status: "failing", cause } };
}
