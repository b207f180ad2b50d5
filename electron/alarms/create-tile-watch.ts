import type { Answers, ServerEvidence, TileEvidence, TileFailure } from "../../shared/alarms/evidence.ts";
import type { PlannedStream } from "../../shared/alarms/situation.ts";
import type { ErrorRecord, MediaStatistics } from "../../shared/record.ts";
import type { Reason } from "../../shared/reasons.ts";
import { LONGEST_SILENCE } from "../../shared/state-line.ts";
import type { StateChange, StateLine, StreamState } from "../../shared/state-line.ts";
import { serverOf } from "../../shared/whep-url.ts";

/** What pages say of their streams and what their failures tell of the servers, as it is now. */
export interface TileWatch {
  /** A line of the state journal, at the time it was heard. */
  noteState(line: StateLine, at: number): void;
  noteRecord(record: ErrorRecord, at: number): void;
  /** The clock has leapt, or the PC has slept: what fails has failed in that moment, and nothing lies ahead. */
  noteUpset(at: number): void;
  /** The host begins: nobody looks until a page gives a sign. */
  begin(): void;
  stateOf(streamId: string, at: number): StreamState;
  /** Streams of the settings that somebody looks at. */
  listTiles(streams: ReadonlyMap<string, PlannedStream>, at: number): TileEvidence[];
  /** Servers that streams were seen of. */
  listServers(streams: ReadonlyMap<string, PlannedStream>): Map<string, ServerEvidence>;
}

/** `isMoved`: its times are those of an upset, and say nothing of what a page may have seen a moment earlier. */
type KnownChange = StateChange & { isMoved?: true };

interface Failure extends Omit<TileFailure, "since"> {
  at: number;
}

/** More than anybody has open; of those the longest unheard of are forgotten first. */
const MOST_PAGES = 1_000;

export function createTileWatch(): TileWatch {
  const changes = new Map<string, KnownChange>();
  const failures = new Map<string, Failure>();
  const answers = new Map<string, Answers>();
  /** When each page gave its last sign. */
  const pages = new Map<string, number>();

  function note(server: string, kind: keyof Answers, at: number): void {
    const known = answers.get(server) ?? {};
    answers.set(server, { ...known, [kind]: Math.max(at, known[kind] ?? -Infinity) });
  }

  function noteChange(change: StateChange, at: number): void {
    const known = changes.get(change.streamId);
    if (known && isOlder(change, known)) return;
    const since = Math.min(change.since, at);
    changes.set(change.streamId, { ...change, since });
    if (change.state === "up") note(change.server, "answeredAt", since);
  }

  const watch: TileWatch = {
    noteState(line, at) {
      if (!("page" in line) || line.page === undefined) return;
      pages.delete(line.page); // put again at the end
      pages.set(line.page, at);
      const [oldest] = pages.keys();
      if (pages.size > MOST_PAGES && oldest !== undefined) pages.delete(oldest);
      if (line.kind === "state") noteChange(line, at);
    },

    noteRecord({ timestamp, streamId, whepUrl, statusCode, detail: { reason, incidentId, stats } }, now) {
      const at = Math.min(Date.parse(timestamp), now);
      failures.set(streamId, { at, reason, incidentId, ...(statusCode !== undefined && { statusCode }), ...mediaOf(reason, stats) });
      const kind = judgeAnswer(reason, statusCode);
      if (kind) note(serverOf(whepUrl), kind, at);
    },

    noteUpset(at) {
      for (const [id, change] of changes) {
        const since = change.state === "down" ? at : Math.min(change.since, at);
        changes.set(id, { ...change, since, at: Math.min(change.at, at), isMoved: true });
      }
      for (const [server, { answeredAt = -Infinity, failedAt = -Infinity }] of answers) {
        answers.set(server, { answeredAt: Math.min(answeredAt, at), failedAt: Math.min(failedAt, at) });
      }
      for (const [page, sign] of pages) pages.set(page, Math.min(sign, at));
    },

    begin: () => pages.clear(),

    stateOf(streamId, at) {
      const change = changes.get(streamId);
      const sign = change && pages.get(change.page);
      return change && sign !== undefined && at - sign <= LONGEST_SILENCE ? change.state : "unknown";
    },

    listTiles(streams, at) {
      for (const known of [changes, failures]) for (const id of known.keys()) if (!streams.has(id)) known.delete(id);
      return [...changes.values()].flatMap((change): TileEvidence[] => {
        const { streamId } = change;
        const stream = streams.get(streamId);
        const state = watch.stateOf(streamId, at);
        if (!stream || state === "unknown") return [];
        const tile = { streamId, ...stream };
        return [
          state === "up" ? { ...tile, playsSince: change.since } : { ...tile, failure: describeFailure(change, failures.get(streamId)) },
        ];
      });
    },

    listServers(streams) {
      const seen = new Set([...changes.keys()].flatMap((id) => streams.get(id)?.server ?? []));
      for (const server of answers.keys()) if (!seen.has(server)) answers.delete(server);
      return new Map([...seen].map((server) => [server, answers.get(server) ?? {}]));
    },
  };
  return watch;
}

/** Another page may have spoken of the stream since. Of two that say the same moment the one that is heard later holds. */
function isOlder(a: StateChange, b: KnownChange): boolean {
  if (b.isMoved && a.state !== b.state) return false;
  return a.since < b.since || (a.since === b.since && a.at < b.at);
}

/** The newest record of the failure says what it is by now. */
function describeFailure({ since, reason, incidentId }: StateChange, record: Failure | undefined): TileFailure {
  if (!record || (record.incidentId !== incidentId && record.at < since)) {
    return { since, ...(reason && { reason, ...mediaOf(reason) }), ...(incidentId !== undefined && { incidentId }) };
  }
  const { at: _, ...failure } = record;
  return { ...failure, since };
}

/** Nothing has come over the media connection, whether it stood or never did. */
const NOTHING_ARRIVES: ReadonlySet<Reason> = new Set(["stalled_no_packets", "disconnected", "ice_failed", "connect_timeout"]);

/**
 * What the player has seen of packets and frames, by which it came to its reason. A stall is followed by attempts that fail in their own
 * way, for the same cause: a path that is blocked connects no session, packets that cannot be decoded never make a first frame.
 */
function mediaOf(reason: Reason, stats?: MediaStatistics): Pick<TileFailure, "media"> {
  const isWithoutFrame = reason === "no_first_frame" && stats?.packetsReceived !== undefined;
  if (reason === "stalled_no_frames" || (isWithoutFrame && stats.packetsReceived! > 0)) {
    return { media: { arePacketsGrowing: true, areFramesGrowing: false } };
  }
  if (NOTHING_ARRIVES.has(reason) || isWithoutFrame) return { media: { arePacketsGrowing: false, areFramesGrowing: false } };
  return {};
}

/** A status is an answer, unless a proxy gives it in the place of a server that it cannot reach. The host's probe of the port says the rest. */
function judgeAnswer(reason: Reason, statusCode: number | undefined): keyof Answers | undefined {
  if (statusCode !== undefined) return statusCode >= 502 && statusCode <= 504 ? "failedAt" : "answeredAt";
  if (reason === "refused" || reason === "timeout" || reason === "dns") return "failedAt";
  return reason === "cors" || reason === "tls" ? "answeredAt" : undefined;
}
