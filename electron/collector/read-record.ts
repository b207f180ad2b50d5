import { isDeeper, MOST_LEVELS } from "../../shared/is-deeper.ts";
import { MAX_RECORD_BYTES } from "../../shared/limits.ts";
import { parseSafely } from "../../shared/parse-safely.ts";
import { cutText, escapeJsonText, toPlainText } from "../../shared/plain-text.ts";
import { incomingRecordSchema } from "../../shared/record.ts";
import type { ErrorType } from "../../shared/reasons.ts";

/** A refusal quotes the sender, who may send much. */
const LONGEST_REASON = 500;

/** A record as it will stand in the journal, or why it cannot; `id` is the sender's where it could be read. */
export type ReadRecord =
  { ok: true; id: string; errorType: ErrorType; line: string } | { ok: false; id?: string; status: 400 | 413 | 422; reason: string };

/**
 * Judges one record as text. The text is kept as it came, on one line, what a terminal obeys escaped; a missing id is appended to it. A
 * reason is one line for people.
 */
export function readRecord(text: string, makeId: () => string): ReadRecord {
  const bytes = Buffer.byteLength(text);
  if (bytes > MAX_RECORD_BYTES) {
    return { ok: false, status: 413, reason: `a record has at most ${MAX_RECORD_BYTES} bytes, this one has ${bytes}` };
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { ok: false, status: 400, reason: toReason(`not JSON: ${(error as Error).message}`) };
  }
  if (isDeeper(value)) return { ok: false, status: 422, reason: `record: nested deeper than ${MOST_LEVELS} levels` };
  const parsed = parseSafely(incomingRecordSchema, value);
  if (!parsed.success) {
    const reason = parsed.error.issues.map(({ path, message }) => `${path.join(".") || "record"}: ${message}`).join("; ");
    return { ok: false, status: 422, reason: toReason(reason), ...readSenderId(value) };
  }
  const { id, errorType } = parsed.data;
  const line = escapeJsonText(joinLines(text.trim()));
  if (Buffer.byteLength(line) > MAX_RECORD_BYTES) {
    return {
      ok: false,
      ...readSenderId(value),
      status: 413,
      reason: `with its control characters escaped it has more than ${MAX_RECORD_BYTES} bytes`,
    };
  }
  if (id !== undefined) return { ok: true, id, errorType, line };
  const made = makeId();
  return { ok: true, id: made, errorType, line: `${line.slice(0, -1)},"id":"${made}"}` };
}

/** In valid JSON a raw line break stands only between tokens: a space says the same there, and nothing has to be written anew. */
function joinLines(text: string): string {
  return text.replaceAll(/[\r\n]+/g, " ");
}

function readSenderId(value: unknown): { id?: string } {
  const id = typeof value === "object" && value !== null && "id" in value ? value.id : undefined;
  return typeof id === "string" ? { id: id.slice(0, 64) } : {};
}

function toReason(text: string): string {
  return cutText(toPlainText(text), LONGEST_REASON);
}
