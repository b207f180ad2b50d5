/**
 * MediaMTX's Control API answers, whatever version gave them: `available` was `ready` before v1.16, which knew no `online`, and the counters
 * have their present names since v1.17. Other people's JSON: what has not the right type is absent.
 */
import { isDeeper } from "../../shared/is-deeper.ts";
import { cutText, toPlainText } from "../../shared/plain-text.ts";
import { redactText } from "../../shared/redact.ts";

export interface ApiInfo {
  version: string;
  /** ISO time; another one than before: the server has been restarted. Old versions have no such call. */
  started?: string;
  /** Milliseconds since then, by the server's own clock: this PC's may be another. */
  runningFor?: number;
}

export interface ApiPath {
  name: string;
  /** There is something to play: a camera's stream, or the "offline" clip in its place. */
  available: boolean;
  /** Absent before v1.16. True for a source that merely exists, on demand or unreachable: it means something only beside `available`. */
  online?: boolean;
  /** Kind of the source; absent: nobody publishes. */
  source?: string;
  readers: number;
  /** Codecs, in the words of MediaMTX. */
  tracks?: string[];
  inboundBytes?: number;
  inboundFramesInError?: number;
}

export interface ApiSession {
  id: string;
  established: boolean;
  outboundBytes?: number;
  /** Of media alone: bytes grow with the connection's own keep-alive, too. */
  outboundPackets?: number;
  outboundFramesDiscarded?: number;
}

export interface ApiPage {
  paths: ApiPath[];
  pages: number;
}

type Fields = Partial<Record<string, unknown>>;

/** Undefined when it is no JSON object, or one nested deeper than anything of MediaMTX's. */
export function parseObject(text: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) && !isDeeper(value) ? (value as Fields) : undefined;
  } catch {
    return undefined;
  }
}

/** `date`: the answer's header of that name. */
export function readInfo(fields: Fields, date?: string): ApiInfo | undefined {
  const version = readText(fields.version);
  const started = readTime(fields.started);
  const answeredAt = readTime(date);
  if (version === undefined) return undefined;
  if (started === undefined) return { version };
  return { version, started, ...(answeredAt !== undefined && { runningFor: Math.max(0, Date.parse(answeredAt) - Date.parse(started)) }) };
}

export function readPath(fields: Fields): ApiPath | undefined {
  const name = typeof fields.name === "string" ? fields.name : undefined;
  const available = readBoolean(fields.available) ?? readBoolean(fields.ready);
  if (name === undefined || available === undefined) return undefined;
  const source = typeof fields.source === "object" && fields.source !== null ? (readText((fields.source as Fields).type) ?? "") : undefined;
  return {
    name,
    available,
    ...defined("online", readBoolean(fields.online)),
    ...defined("source", source),
    readers: Array.isArray(fields.readers) ? fields.readers.length : 0,
    ...defined("tracks", readTracks(fields.tracks)),
    ...defined("inboundBytes", readCount(fields.inboundBytes) ?? readCount(fields.bytesReceived)),
    ...defined("inboundFramesInError", readCount(fields.inboundFramesInError)),
  };
}

export function readPage(fields: Fields): ApiPage | undefined {
  if (!Array.isArray(fields.items)) return undefined;
  const paths = fields.items.flatMap((item: unknown) =>
    typeof item === "object" && item !== null ? (readPath(item as Fields) ?? []) : [],
  );
  return { paths, pages: readCount(fields.pageCount) ?? 1 };
}

export function readSession(fields: Fields): ApiSession | undefined {
  const id = readText(fields.id);
  const established = readBoolean(fields.peerConnectionEstablished);
  if (id === undefined || established === undefined) return undefined;
  return {
    id,
    established,
    ...defined("outboundBytes", readCount(fields.outboundBytes) ?? readCount(fields.bytesSent)),
    ...defined("outboundPackets", readCount(fields.outboundRTPPackets) ?? readCount(fields.rtpPacketsSent)),
    ...defined("outboundFramesDiscarded", readCount(fields.outboundFramesDiscarded)),
  };
}

/** The text of an error answer, fit to be written down; undefined when it is none of MediaMTX's. */
export function readError(text: string): string | undefined {
  return readText(parseObject(text)?.error);
}

const LONGEST = 200;

/** v1.20.1 says "v1.20.1\n". */
function readText(value: unknown): string | undefined {
  return typeof value === "string" ? cutText(redactText(toPlainText(value.slice(0, 4_096)).trim()), LONGEST) : undefined;
}

const MOST_TRACKS = 8;
const LONGEST_CODEC = 32;

function readTracks(value: unknown): string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const codecs = value.slice(0, MOST_TRACKS).flatMap((codec: unknown) => readText(codec) ?? []);
  return codecs.length === 0 ? undefined : codecs.map((codec) => cutText(codec, LONGEST_CODEC));
}

function readBoolean(value: unknown): boolean | undefined {
  return typeof value === "boolean" ? value : undefined;
}

function readCount(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value) && value >= 0 ? value : undefined;
}

function readTime(value: unknown): string | undefined {
  const time = typeof value === "string" && value.length < 64 ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

function defined<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return (value === undefined ? {} : { [key]: value }) as { [P in K]?: V };
}
