import { createServer } from "node:http";
import type { IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import definitions from "otlp-definitions/build/src/generated/root.js";
import { onTestFinished } from "vitest";

/** Of the generated code, whose own types are those of another form of it. */
interface Message {
  decode(bytes: Uint8Array): unknown;
  toObject(message: unknown, how: object): unknown;
  encode(message: object): { finish(): Uint8Array };
}
type LogService = Record<"ExportLogsServiceRequest" | "ExportLogsServiceResponse", Message>;
interface Definitions {
  opentelemetry: { proto: { collector: { logs: { v1: LogService } } } };
}
const { ExportLogsServiceRequest, ExportLogsServiceResponse } = (definitions as unknown as Definitions).opentelemetry.proto.collector.logs
  .v1;

export interface ReceivedLog {
  /** ISO time. */
  time: string;
  severity: string;
  event: string;
  body: unknown;
  attributes: Record<string, unknown>;
  resource: Record<string, unknown>;
}

export interface ReceivedExport {
  url: string;
  headers: IncomingHttpHeaders;
  logs: ReceivedLog[];
}

/** What the receiver says to a request: a status, or that it has taken all but so many. */
export type OtlpAnswer = { status: number; body?: string; headers?: Record<string, string> } | { dropped: number; words?: string };
export const TAKEN: OtlpAnswer = { dropped: 0 };

/** A receiver of OpenTelemetry logs that reads protobuf with OpenTelemetry's own definitions, and that a test tells what to answer. */
export async function startOtlpReceiver(answer: (request: ReceivedExport) => OtlpAnswer = () => TAKEN) {
  const requests: ReceivedExport[] = [];
  let script = answer;
  const server = createServer(async (request, response) => {
    const received = { url: request.url!, headers: request.headers, logs: readLogs(await buffer(request)) };
    requests.push(received);
    const said = script(received);
    if ("status" in said) return void response.writeHead(said.status, said.headers).end(said.body);
    const partialSuccess = { rejectedLogRecords: said.dropped, errorMessage: said.words ?? "" };
    const bytes = ExportLogsServiceResponse.encode(said.dropped > 0 ? { partialSuccess } : {}).finish();
    response.writeHead(200, { "content-type": "application/x-protobuf" }).end(bytes);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    /** Of every record that was taken, as it was received. */
    logs: () => requests.flatMap(({ logs }) => logs),
    answer(next: (request: ReceivedExport) => OtlpAnswer) {
      script = next;
    },
  };
}

function readLogs(bytes: Buffer): ReceivedLog[] {
  const { resourceLogs } = ExportLogsServiceRequest.toObject(ExportLogsServiceRequest.decode(bytes), {
    longs: String,
    enums: String,
  }) as Decoded;
  return resourceLogs.flatMap(({ resource, scopeLogs }) =>
    scopeLogs.flatMap(({ logRecords }) =>
      logRecords.map(({ timeUnixNano, severityNumber, eventName, body, attributes }) => ({
        time: new Date(Number(BigInt(timeUnixNano) / 1_000_000n)).toISOString(),
        severity: severityNumber,
        event: eventName,
        body: readValue(body),
        attributes: readAttributes(attributes),
        resource: readAttributes(resource.attributes),
      })),
    ),
  );
}

interface Decoded {
  resourceLogs: { resource: { attributes: KeyValue[] }; scopeLogs: { logRecords: DecodedLog[] }[] }[];
}
interface DecodedLog {
  timeUnixNano: string;
  severityNumber: string;
  eventName: string;
  body: AnyValue;
  attributes: KeyValue[];
}
interface KeyValue {
  key: string;
  value: AnyValue;
}
type AnyValue = Partial<Record<"stringValue" | "boolValue" | "intValue" | "doubleValue", unknown>> & {
  arrayValue?: { values: AnyValue[] };
};

function readAttributes(attributes: KeyValue[] = []): Record<string, unknown> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, readValue(value)]));
}

function readValue({ stringValue, boolValue, intValue, doubleValue, arrayValue }: AnyValue): unknown {
  if (arrayValue) return arrayValue.values.map(readValue);
  return stringValue ?? boolValue ?? (intValue === undefined ? doubleValue : Number(intValue));
}
