import type { Resource } from "@opentelemetry/resources";
import { resourceFromAttributes } from "@opentelemetry/resources";
import type { ReadableLogRecord } from "@opentelemetry/sdk-logs";
import type { OutgoingRecord } from "./read-outgoing.ts";

type Attributes = ReadableLogRecord["attributes"];

/** OpenTelemetry's severity numbers 1–24: 17 is the first of ERROR. */
const ERROR = 17;
const SCOPE = { name: "mtx-watch" };
/** What OpenTelemetry's conventions have a name for; everything else is called as in the journal, behind "mtx.". */
const NAMES: Record<string, string> = {
  id: "log.record.uid",
  errorType: "error.type",
  statusCode: "http.response.status_code",
  whepUrl: "url.full",
  userAgent: "user_agent.original",
};
const CLIENT_NAMES: Record<string, string> = { id: "service.instance.id", version: "service.version", hostName: "host.name" };

/** Records as OpenTelemetry's serializers take them, one resource for each client. */
export function toOtlpLogs(records: readonly OutgoingRecord[]): ReadableLogRecord[] {
  const resources = new Map<string, Resource>();
  const resourceOf = (client: object): Resource => {
    const key = JSON.stringify(client);
    const known = resources.get(key) ?? makeResource(client);
    resources.set(key, known);
    return known;
  };
  return records.map(({ fields }) => {
    const { timestamp, errorMessage, detail, ...others } = fields;
    const { client, ...rest } = isObject(detail) ? detail : {};
    const time = toHrTime(timestamp);
    return {
      hrTime: time,
      hrTimeObserved: time,
      severityNumber: ERROR,
      severityText: "ERROR",
      eventName: "mtx.stream.failure",
      body: String(errorMessage ?? ""),
      attributes: flatten({ ...others, detail: rest }, (path) => NAMES[path] ?? `mtx.${path}`),
      droppedAttributesCount: 0,
      resource: resourceOf(isObject(client) ? client : {}),
      instrumentationScope: SCOPE,
    };
  });
}

function makeResource(client: object): Resource {
  return resourceFromAttributes({ "service.name": "mtx-watch", ...flatten(client, (path) => CLIENT_NAMES[path] ?? `mtx.client.${path}`) });
}

/** `{detail: {stats: {jitter: 3}}}` becomes `detail.stats.jitter`; a list is one value. */
function flatten(value: object, nameOf: (path: string) => string, before = ""): Attributes {
  const parts = Object.entries(value).map(([name, each]): Attributes => {
    const path = before === "" ? name : `${before}.${name}`;
    if (isObject(each)) return flatten(each, nameOf, path);
    return each === null || each === undefined ? {} : { [nameOf(path)]: each as Attributes[string] };
  });
  return Object.assign({}, ...parts) as Attributes;
}

/** Seconds and nanoseconds; a time that is none is OpenTelemetry's "unknown". */
function toHrTime(timestamp: unknown): [number, number] {
  const time = Date.parse(String(timestamp));
  return Number.isFinite(time) && time > 0 ? [Math.floor(time / 1_000), (time % 1_000) * 1_000_000] : [0, 0];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
