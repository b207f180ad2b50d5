import { fingerprintOf } from "./log-fingerprint.ts";
import type { LogFields } from "./log-api.ts";

/** A record of ours or of anybody: what is not of the expected type is not there. */
export type LooseRecord = Record<string, unknown>;

/** The record in a line; undefined for a damaged one: what is not a JSON object. */
export function parseRecord(line: string): LooseRecord | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as LooseRecord) : undefined;
  } catch {
    return undefined;
  }
}

/** What a record is counted and chosen by, apart from its fingerprint. `time` in milliseconds. */
export interface RawFields extends Omit<LogFields, "time" | "fingerprint"> {
  time: number | undefined;
}

export function readRawFields(record: LooseRecord): RawFields {
  const detail = toObject(record.detail);
  const client = toObject(detail.client);
  const { statusCode } = record;
  const time = typeof record.timestamp === "string" ? Date.parse(record.timestamp) : Number.NaN;
  return {
    time: Number.isNaN(time) ? undefined : time,
    type: toText(record.errorType),
    reason: toText(detail.reason),
    stream: toText(record.streamId),
    server: serverOf(toText(record.whepUrl)),
    status: typeof statusCode === "number" || typeof statusCode === "string" ? String(statusCode) : "",
    client: toText(client.name) || toText(client.hostName) || toText(client.id),
    message: toText(record.errorMessage),
  };
}

export function toLogFields({ time, ...fields }: RawFields): LogFields {
  return { ...(time === undefined ? {} : { time: new Date(time).toISOString() }), ...fields, fingerprint: fingerprintOf(fields) };
}

const SERVER = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?([^/?#@]+)/i;

/** host:port of a WHEP address; the port of http or https where it has none. "" when it is no address. */
export function serverOf(whepUrl: string): string {
  const host = SERVER.exec(whepUrl)?.[1]?.toLowerCase();
  if (host === undefined) return "";
  if (/:\d+$/.test(host)) return host;
  return `${host}:${whepUrl.slice(0, 6).toLowerCase() === "https:" ? 443 : 80}`;
}

/** Everything that free text is looked for in, in small letters: the record's texts one a line, but for `without`'s keys. */
export function foldTexts(record: LooseRecord, without: ReadonlySet<string>): string {
  let texts = "";
  for (const key in record) if (!without.has(key)) texts += collectTexts(record[key]);
  return texts.toLowerCase();
}

/** Of those only the timestamp is no text. */
export const TIMESTAMP_KEY: ReadonlySet<string> = new Set(["timestamp"]);

/** Deeper than this nobody looks: a hostile line must not overflow the stack. */
const DEEPEST = 32;

function collectTexts(value: unknown, depth = 0): string {
  if (typeof value === "string") return `${value}\n`;
  if (typeof value !== "object" || value === null || depth > DEEPEST) return "";
  let texts = "";
  for (const key in value) texts += collectTexts((value as LooseRecord)[key], depth + 1);
  return texts;
}

function toText(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function toObject(value: unknown): LooseRecord {
  return typeof value === "object" && value !== null ? (value as LooseRecord) : {};
}
