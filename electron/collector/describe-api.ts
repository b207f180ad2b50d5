import { z } from "zod";
import { incomingRecordSchema, MAX_BATCH } from "../../shared/record.ts";
import { MAX_RECORD_BYTES } from "../../shared/limits.ts";
import { ACCESS, BUSY, bodyOf, COUNT, FORM, objectOf, ref, refusals, respond, UUID } from "./describe-calls.ts";
import type { Json } from "./describe-calls.ts";
import { FLEET_PATHS, FLEET_SCHEMAS, PAGE_PATHS } from "./fleet/describe-fleet.ts";

const AGES = { type: "object", additionalProperties: COUNT };

/** The collector's OpenAPI document. The record's schema is derived from the one that requests are checked with. */
export function describeApi(): Json {
  return {
    openapi: "3.1.0",
    info: {
      title: "MTX Watch collector",
      version: "1.0.0",
      description:
        "Takes MediaMTX error records. A record is answered with 2xx only once it is on disk; an id is stored once. With a PC's own token it can be written, and nothing read.",
    },
    security: [{}, { token: [] }],
    paths: {
      "/api/v1/error-logs/mediamtx": {
        post: {
          summary: "Store one error record",
          description: `At most ${MAX_RECORD_BYTES} bytes. A record without an id gets a UUIDv7.`,
          requestBody: bodyOf("application/json", ref("Record")),
          responses: {
            ...respond(200, "This id was stored before", ref("Stored")),
            ...respond(201, "Stored", ref("Stored")),
            ...refusals({ ...FORM, ...ACCESS, ...BUSY }),
          },
        },
      },
      "/api/v1/error-logs/mediamtx/batch": {
        post: {
          summary: "Store many error records, one JSON object a line",
          description: `At most ${MAX_BATCH.records} records and ${MAX_BATCH.bytes} bytes. A refused line does not hold up the others.`,
          requestBody: bodyOf("application/x-ndjson", { type: "string" }),
          responses: {
            ...respond(200, "Everything that is not rejected is stored", ref("BatchOutcome")),
            ...refusals({ 400: "Not UTF-8", 413: FORM[413], 415: FORM[415], ...ACCESS, ...BUSY }),
          },
        },
      },
      "/api/v1/error-logs/mediamtx/latest": {
        get: {
          summary: "The newest records by arrival, newest first",
          description: "None of them for a PC's own token.",
          parameters: [{ name: "limit", in: "query", schema: { type: "integer", minimum: 1, maximum: 1_000, default: 50 } }],
          responses: { ...respond(200, "Records", ref("Latest")), ...refusals({ 422: "limit is out of range", ...ACCESS }) },
        },
      },
      "/api/v1/error-logs": {
        get: {
          summary: "What this collector can do beyond the plain call",
          responses: {
            ...respond(
              200,
              "Abilities",
              objectOf({ batch: { const: true } }, { heartbeat: { const: true }, states: { const: true }, alarms: { const: true } }),
            ),
            ...refusals(ACCESS),
          },
        },
      },
      "/api/v1/states": {
        post: {
          summary: "Store lines of a PC's state journal, one JSON object a line",
          description: `At most ${MAX_BATCH.records} lines and ${MAX_BATCH.bytes} bytes, of the PC that User-Agent names. A refused line does not hold up the others.`,
          requestBody: bodyOf("application/x-ndjson", { type: "string" }),
          responses: {
            ...respond(200, "Everything that is not rejected is stored", ref("BatchOutcome")),
            ...refusals({ 413: FORM[413], 415: FORM[415], 422: "User-Agent names no PC", ...ACCESS, ...BUSY }),
          },
        },
      },
      "/api/v1/states/playing": {
        get: {
          summary: "What the other PCs see of their streams now",
          description:
            "By stream id: so many milliseconds ago another PC than the one that User-Agent names still said so. Where that one has said which streams it has, of those alone.",
          responses: {
            ...respond(200, "plays and fails", objectOf({ plays: AGES, fails: AGES })),
            ...refusals(ACCESS),
          },
        },
      },
      "/api/v1/alarms": {
        post: {
          summary: "Store lines of a PC's alarm journal, one JSON object a line",
          description: `At most ${MAX_BATCH.records} lines and ${MAX_BATCH.bytes} bytes, of the PC that User-Agent names. Acts of people reach every PC that listens.`,
          requestBody: bodyOf("application/x-ndjson", { type: "string" }),
          responses: {
            ...respond(200, "Everything that is not rejected is stored", ref("BatchOutcome")),
            ...refusals({ 413: FORM[413], 415: FORM[415], 422: "User-Agent names no PC", ...ACCESS, ...BUSY }),
          },
        },
      },
      "/api/v1/alarms/acts": {
        get: {
          summary: "What people do about alarms at any PC, as server-sent events that go on",
          description:
            "One stream for each PC that User-Agent names. Event act: a line of an alarm journal with its client; its id says where to go on (after, or Last-Event-ID), without one what was done in the last day and what still holds. Event room: {room: id of this collector's alarm journal, sends: channels over which the collector sends, pcs: how many listen, seen: {alarmId: how many see it}, watch: {alarmId: of how many that watch what it is about}}.",
          parameters: [{ name: "after", in: "query", schema: { type: "string" } }],
          responses: {
            200: { description: "The stream", content: { "text/event-stream": { schema: { type: "string" } } } },
            ...refusals({ 422: "User-Agent names no PC", ...ACCESS, 503: "Too many PCs listen" }),
          },
        },
      },
      ...FLEET_PATHS,
      ...PAGE_PATHS,
      "/healthz": {
        get: {
          summary: "Whether the disk takes records",
          security: [{}],
          responses: {
            ...respond(200, "It does", ref("Health")),
            ...respond(503, "It does not", ref("Health")),
            ...refusals({ 403: ACCESS[403] }),
          },
        },
      },
      "/metrics": {
        get: {
          summary: "Counters for Prometheus",
          responses: {
            200: { description: "Prometheus text format 0.0.4", content: { "text/plain": { schema: { type: "string" } } } },
            ...refusals(ACCESS),
          },
        },
      },
      "/openapi.json": {
        get: { summary: "This document", responses: { ...respond(200, "OpenAPI 3.1", { type: "object" }), ...refusals(ACCESS) } },
      },
    },
    components: {
      securitySchemes: { token: { type: "http", scheme: "bearer" } },
      schemas: {
        Record: z.toJSONSchema(incomingRecordSchema, { io: "input", target: "draft-2020-12" }),
        ...FLEET_SCHEMAS,
        Stored: objectOf({ status: { const: "ok" }, id: UUID }),
        BatchOutcome: objectOf({
          accepted: COUNT,
          duplicates: COUNT,
          rejected: { type: "array", items: objectOf({ id: { type: ["string", "null"] }, reason: { type: "string" } }) },
        }),
        Latest: objectOf({ count: COUNT, logs: { type: "array", items: { type: "object" } } }),
        Health: { type: "object", required: ["status"], properties: { status: { enum: ["ok", "failing"] }, cause: { type: "string" } } },
        Refusal: objectOf({ detail: { type: "string" } }),
      },
    },
  };
}
