import type { MediaStatistics } from "../../shared/record.ts";

/** Running totals of the video of one session, as one getStats() report gives them. Names are those of webrtc-stats. */
export interface MediaCounters {
  /** Milliseconds, of the report's own clock. */
  timestamp: number;
  packetsReceived: number;
  packetsLost: number;
  bytesReceived: number;
  framesDecoded: number;
  framesDropped: number;
  keyFramesDecoded: number;
  pliCount: number;
  /** Seconds. */
  jitter?: number;
  /** Seconds. */
  roundTripTime?: number;
  frameWidth?: number;
  frameHeight?: number;
  codec?: string;
  decoder?: string;
}

export const NO_MEDIA: MediaCounters = {
  timestamp: 0,
  packetsReceived: 0,
  packetsLost: 0,
  bytesReceived: 0,
  framesDecoded: 0,
  framesDropped: 0,
  keyFramesDecoded: 0,
  pliCount: 0,
};

/** The entries of a report that are read here; TypeScript's RTCStatsReport knows no entry's members. */
export type StatsEntry = { type: string; id: string; timestamp: number } & Record<string, unknown>;

/** Where the entries of a session stand in its reports. A report makes an object of each entry that is looked at, which is most of its cost. */
export interface StatsPlaces {
  video?: string;
  transport?: string;
}

/**
 * Reads the video only: MediaMTX adds a silent audio track to a source without one, on which nothing ever comes. `places`: of the same
 * session, for its next report.
 */
export function readMediaCounters(report: ReadonlyMap<string, StatsEntry>, places: StatsPlaces = {}): MediaCounters {
  if (!report.has(places.video ?? "") || !report.has(places.transport ?? "")) findPlaces(report, places);
  const video = report.get(places.video ?? "");
  const transport = report.get(places.transport ?? "");
  const pair = report.get(String(transport?.selectedCandidatePairId));
  const codec = report.get(String(video?.codecId));
  const count = (name: string) => numberOf(video, name) ?? 0;
  return {
    timestamp: video?.timestamp ?? 0,
    packetsReceived: count("packetsReceived"),
    packetsLost: count("packetsLost"),
    bytesReceived: count("bytesReceived"),
    framesDecoded: count("framesDecoded"),
    framesDropped: count("framesDropped"),
    keyFramesDecoded: count("keyFramesDecoded"),
    pliCount: count("pliCount"),
    jitter: numberOf(video, "jitter"),
    roundTripTime: numberOf(pair, "currentRoundTripTime"),
    frameWidth: numberOf(video, "frameWidth"),
    frameHeight: numberOf(video, "frameHeight"),
    codec: textOf(codec, "mimeType")?.replace(/^video\//i, ""),
    decoder: textOf(video, "decoderImplementation"),
  };
}

function findPlaces(report: ReadonlyMap<string, StatsEntry>, places: StatsPlaces): void {
  const entries = [...report.values()];
  places.video = entries.find(({ type, kind }) => type === "inbound-rtp" && kind === "video")?.id ?? "";
  places.transport = entries.find(({ type }) => type === "transport")?.id ?? "";
}

/** Totals and the last second's rates, in the units of a record. */
export function makeMediaStatistics(before: MediaCounters, now: MediaCounters): MediaStatistics {
  const seconds = (now.timestamp - before.timestamp) / 1_000;
  const rate = (difference: number) => (before.timestamp > 0 && seconds > 0 ? Math.max(0, difference / seconds) : 0);
  const milliseconds = (value: number | undefined) => (value === undefined ? undefined : Math.round(value * 1_000));
  return {
    framesPerSecond: Math.round(rate(now.framesDecoded - before.framesDecoded) * 10) / 10,
    framesDecoded: now.framesDecoded,
    framesDropped: now.framesDropped,
    keyFramesDecoded: now.keyFramesDecoded,
    packetsReceived: now.packetsReceived,
    packetsLost: now.packetsLost,
    bytesReceived: now.bytesReceived,
    bitrate: Math.round(rate((now.bytesReceived - before.bytesReceived) * 8)),
    jitter: milliseconds(now.jitter),
    roundTripTime: milliseconds(now.roundTripTime),
    pliCount: now.pliCount,
    frameWidth: now.frameWidth,
    frameHeight: now.frameHeight,
    codec: now.codec,
    decoder: now.decoder,
  };
}

function numberOf(entry: StatsEntry | undefined, name: string): number | undefined {
  const value = entry?.[name];
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

function textOf(entry: StatsEntry | undefined, name: string): string | undefined {
  const value = entry?.[name];
  return typeof value === "string" ? value : undefined;
}
