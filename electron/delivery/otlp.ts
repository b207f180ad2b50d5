import { ProtobufLogsSerializer } from "@opentelemetry/otlp-transformer";
import { cutText, toPlainText } from "../../shared/plain-text.ts";
import type { Destination, SendResult, Settled } from "./destination.ts";
import { judgeAnswer } from "./judge-answer.ts";
import { hideSecrets } from "./messenger.ts";
import type { OutgoingRecord } from "./read-outgoing.ts";
import { toOtlpLogs } from "./to-otlp-log.ts";
import type { IncomingAnswer, SendRequest } from "./types.ts";

export interface OtlpOptions {
  /** Base address: logs go to {url}/v1/logs. */
  url: string;
  headers: Record<string, string>;
  /** What must not stand in any message. */
  secrets: readonly string[];
  version: string;
  sendRequest: SendRequest;
  now: () => number;
  /** Milliseconds until a whole answer must be there. */
  timeout: number;
}

const LARGEST = 500;
const LONGEST_REASON = 300;

/**
 * A receiver of OpenTelemetry logs (OTLP/HTTP, protobuf). Of a batch that it refuses as a whole each half is sent, until the one record is found.
 * What it says it has dropped of a batch (a partial success names a number and no record) must not be sent again. A 500 is sent again all the
 * same, where OTLP would have it dropped.
 */
export function createOtlp({ url, headers, secrets, version, sendRequest, now, timeout }: OtlpOptions): Destination {
  const target = `${url.replace(/\/+$/, "")}/v1/logs`;
  const { host } = new URL(url);
  const hide = (text: string): string => hideSecrets(text, secrets);
  let size = LARGEST;

  async function post(records: readonly OutgoingRecord[], signal: AbortSignal): Promise<IncomingAnswer> {
    return sendRequest({
      method: "POST",
      url: target,
      headers: { ...headers, "Content-Type": "application/x-protobuf", "User-Agent": `MTXWatch/${version}` },
      body: ProtobufLogsSerializer.serializeRequest(toOtlpLogs(records))!,
      signal,
      timeout,
    });
  }

  return {
    async send(records, signal): Promise<SendResult> {
      for (;;) {
        const batch = records.slice(0, size);
        let answer: IncomingAnswer;
        try {
          answer = await post(batch, signal);
        } catch (error) {
          signal.throwIfAborted();
          return { kind: "retry", message: hide(`${host} did not answer: ${(error as Error).message || String(error)}`) };
        }
        const verdict = judgeAnswer(answer, target, now(), host);
        if (verdict.kind === "delivered") {
          size = Math.min(LARGEST, size * 2);
          return { kind: "settled", outcomes: batch.map(() => ({ kind: "delivered" as const })), ...readDropped(answer, batch.length) };
        }
        if (verdict.kind === "redirected") return { kind: "misconfigured", message: `${host} redirects to ${new URL(verdict.url).origin}` };
        const message = hide(verdict.message);
        if (verdict.kind !== "refused") return { ...verdict, message };
        if (batch.length === 1) return { kind: "settled", outcomes: [{ ...verdict, reason: message }] };
        size = Math.ceil(batch.length / 2);
      }
    },
  };
}

/** An answer that cannot be read is that of a receiver that dropped nothing it could name. */
function readDropped({ bytes }: IncomingAnswer, most: number): Pick<Settled, "dropped"> {
  try {
    const { partialSuccess } = ProtobufLogsSerializer.deserializeResponse(bytes ?? new Uint8Array());
    const count = Math.min(most, Number(partialSuccess?.rejectedLogRecords ?? 0));
    return count > 0 ? { dropped: { count, reason: cutText(toPlainText(partialSuccess?.errorMessage ?? ""), LONGEST_REASON) } } : {};
  } catch {
    return {};
  }
}
