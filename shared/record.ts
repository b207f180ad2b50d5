import { z } from "zod";
import type { Diagnosis } from "./finding.ts";
import { LIMITS } from "./limits.ts";
import { cutText, toPlainText } from "./plain-text.ts";
import { ERROR_TYPES, PHASES, REASON_NAMES } from "./reasons.ts";
import type { ErrorType, Phase, Reason } from "./reasons.ts";
import { redactText } from "./redact.ts";
import { UUID_PATTERN } from "./uuid-v7.ts";

/** Largest batch that the collector takes: one request (application/x-ndjson), lines with their LF. */
export const MAX_BATCH = { records: 1_000, bytes: 4 * 1024 * 1024 } as const;

const text = (longest: number) =>
  z
    .string()
    .max(16 * 1024)
    .transform((value) => cutText(toPlainText(value), longest));
/** A server's words, in which its secrets may stand: hidden before the cut, since half a secret is not recognised. */
const foreignText = (longest: number) => text(16 * 1024).transform((value) => cutText(redactText(value), longest));
const uuid = z.string().regex(UUID_PATTERN);
const timestamp = z.iso.datetime({ precision: 3 });
const number = z.number().finite();

const clientInfoSchema = z.strictObject({
  browserName: text(LIMITS.name),
  browserVersion: text(LIMITS.name),
  os: text(LIMITS.name),
  screenResolution: text(32),
});
export type ClientInfo = z.output<typeof clientInfoSchema>;

/** The last second's media statistics. Rates are per second, ages and times in milliseconds, `bitrate` in bit/s. */
export const mediaStatisticsSchema = z.strictObject({
  framesPerSecond: number.optional(),
  framesDecoded: number.optional(),
  framesDropped: number.optional(),
  keyFramesDecoded: number.optional(),
  packetsReceived: number.optional(),
  packetsLost: number.optional(),
  bytesReceived: number.optional(),
  bitrate: number.optional(),
  jitter: number.optional(),
  roundTripTime: number.optional(),
  pliCount: number.optional(),
  frameWidth: number.optional(),
  frameHeight: number.optional(),
  lastFrameAge: number.optional(),
  codec: text(64).optional(),
  decoder: text(64).optional(),
  connectionState: text(32).optional(),
  iceConnectionState: text(32).optional(),
  dtlsState: text(32).optional(),
});
export type MediaStatistics = z.output<typeof mediaStatisticsSchema>;

/** What a page sends for one failed attempt. The id and the time are made where the failure is noticed; the host adds the rest. */
export const errorReportSchema = z.strictObject({
  id: uuid,
  timestamp,
  streamId: z.string().min(1).max(LIMITS.name),
  reason: z.enum(REASON_NAMES),
  errorMessage: foreignText(LIMITS.errorMessage),
  statusCode: z.int().min(100).max(599).optional(),
  whepUrl: z.string().max(LIMITS.whepUrl),
  userAgent: text(LIMITS.userAgent),
  clientInfo: clientInfoSchema,
  detail: z.strictObject({
    phase: z.enum(PHASES),
    /** 1 for the first attempt that failed since the stream was last healthy. */
    attempt: z.int().min(1),
    /** A stream's first failure until 30 s of healthy frames is one incident. */
    incidentId: uuid,
    streamName: text(LIMITS.name).optional(),
    serverError: foreignText(LIMITS.serverError).optional(),
    /** MediaMTX's session id (response header `ID`): the key into its log and its Control API. */
    sessionId: text(64).optional(),
    /** How long the session had played before it failed, in milliseconds. */
    playedFor: number.optional(),
    stats: mediaStatisticsSchema.optional(),
    /** Of the stream's large picture, which an enlarged tile has asked for: the stream itself plays on. */
    mainStream: z.literal(true).optional(),
  }),
});
export type ErrorReport = z.output<typeof errorReportSchema>;

/** This PC, as it stands in each record. */
export interface ClientIdentity {
  id: string;
  version: string;
  name?: string;
  site?: string;
  hostName?: string;
}

/** One line of the journal. The keys stand in this order: the seed's eight first (spec section 2). */
export interface ErrorRecord {
  timestamp: string;
  streamId: string;
  errorType: ErrorType;
  errorMessage: string;
  statusCode?: number;
  whepUrl: string;
  userAgent?: string;
  clientInfo?: ClientInfo;
  id: string;
  detail: RecordDetail;
}

/** What the host answers to a report that is on disk. */
export interface RecordedFailure {
  id: string;
  /** As the host found out: a page only sees "Failed to fetch". */
  reason: Reason;
  errorMessage: string;
}

export interface RecordDetail {
  reason: Reason;
  phase: Phase;
  attempt: number;
  /** How many attempts this line stands for, when it stands for more than its own. */
  attempts?: number;
  incidentId: string;
  streamName?: string;
  serverError?: string;
  sessionId?: string;
  playedFor?: number;
  stats?: MediaStatistics;
  mainStream?: true;
  client: ClientIdentity;
  /** The host's last finding about the stream; nobody waits for it, so a first failure may have none. */
  diagnosis?: Diagnosis;
}

/**
 * What a central takes: the seed's eight fields, of which only a status, a user agent and client information may be missing or null;
 * `id` and `detail` are ours and optional. Whatever else a sender adds is taken unread (the collector keeps the text): `z.looseObject` would
 * copy it, at twice the time.
 */
export const incomingRecordSchema = z.object({
  timestamp: z.iso.datetime({ offset: true, local: true }),
  streamId: z.string().max(LIMITS.whepUrl),
  errorType: z.enum(ERROR_TYPES),
  errorMessage: z.string(),
  statusCode: z.int().nullish(),
  whepUrl: z.string(),
  userAgent: z.string().nullish(),
  clientInfo: z.object({}).nullish(),
  id: uuid.optional(),
  detail: z.object({}).nullish(),
});
