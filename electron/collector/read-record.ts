import { isDeeper, MOST_LEVELS } from "../../shared/is-deeper.ts";
import { MAX_RECORD_BYTES } from "../../shared/limits.ts";
import { parseSafely } from "../../shared/parse-safely.ts";
import { cutText, escapeJsonText, toPlainText } from "../../shared/plain-text.ts";
import { incomingRecordSchema } from "../../shared/record.ts";
import type { ErrorType } from "../../shared/reasons.ts";

/** A refusal quotes the sender, who may send much. */
const LONGEST_REASON = 500;

/** A record as it will stand in the journal, or why it cannot; `id` is the sender's where it could be read, `clientId` the PC that it names. */
export type ReadRecord =
  | { ok: true; id: string; errorType: ErrorType; line: Buffer; clientId: string | undefined }
  | { ok: false; id?: string; status: 400 | 413 | 422; reason: string };

/**
 * Judges one record in UTF-8. Its bytes are kept as they came, on one line, what a terminal obeys escaped; a missing id is appended to them.
 * A reason is one line for people.
 */
export function readRecord(bytes: Buffer, makeId: () => string): ReadRecord {
  if (bytes.length > MAX_RECORD_BYTES) {
    return { ok: false, status: 413, reason: `a record has at most ${MAX_RECORD_BYTES} bytes, this one has ${bytes.length}` };
  }
  const text = bytes.toString("utf8");
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
  const line = isLine(bytes) ? bytes : Buffer.from(escapeJsonText(joinLines(text.trim())));
  if (line.length > MAX_RECORD_BYTES) {
    return {
      ok: false,
      ...readSenderId(value),
      status: 413,
      reason: `with its control characters escaped it has more than ${MAX_RECORD_BYTES} bytes`,
    };
  }
  const clientId = readSenderClient(value);
  if (id !== undefined) return { ok: true, id, errorType, line, clientId };
  const made = makeId();
  return { ok: true, id: made, errorType, line: Buffer.concat([line.subarray(0, -1), Buffer.from(`,"id":"${made}"}`)]), clientId };
}

/**
 * Of what has to be escaped or joined, each character has one of these bytes in UTF-8: white space but a blank, DEL, and the first byte of
 * C1 (U+0080–U+009F) and of U+2028–U+2069. Other control characters are no JSON.
 */
const SUSPECT_BYTES = [0x09, 0x0a, 0x0d, 0x7f, 0xc2, 0xe2];

/** Whether the bytes of valid JSON are a line as they are. True for nearly all, and much cheaper than to look for each character. */
function isLine(bytes: Buffer): boolean {
  return bytes[0] === 0x7b && bytes.at(-1) === 0x7d && !SUSPECT_BYTES.some((byte) => bytes.includes(byte));
}

/** In valid JSON a raw line break stands only between tokens: a space says the same there, and nothing has to be written anew. */
function joinLines(text: string): string {
  return text.replaceAll(/[\r\n]+/g, " ");
}

function readSenderId(value: unknown): { id?: string } {
  const id = typeof value === "object" && value !== null && "id" in value ? value.id : undefined;
  return typeof id === "string" ? { id: id.slice(0, 64) } : {};
}

/** `detail.client.id` of a valid record, which the schema leaves unread. */
function readSenderClient(record: unknown): string | undefined {
  const { detail } = record as { detail?: { client?: { id?: unknown } | null } | null };
  const id = detail?.client?.id;
  return typeof id === "string" ? id.toLowerCase() : undefined;
}

function toReason(text: string): string {
  return cutText(toPlainText(text), LONGEST_REASON);
}
