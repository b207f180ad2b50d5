import type { TileFailure } from "../../shared/alarms/evidence.ts";
import type { Finding } from "../../shared/finding.ts";
import type { ServerSettings, StreamSettings } from "../../shared/settings.ts";
import { whepUrlOf } from "../../shared/whep-url.ts";
import { growth, judgeFinding, LEAST_INTERVAL } from "./judge-finding.ts";
import type { FailureSeen, Observation } from "./judge-finding.ts";
import { isLocalServer, lookAtStream } from "./look-at-stream.ts";
import type { LookDeps } from "./look-at-stream.ts";
import { makeEvidence } from "./make-evidence.ts";
import type { PcWatch } from "./pc-watch.ts";
import type { ServerState } from "./server-watch.ts";

/** What is remembered of a stream that fails, or that somebody asks about. */
export interface Patient {
  /** `at`: Unix milliseconds of the first one since it last played, `failedAt` of the last one as its page says. Absent: nothing fails. */
  failure?: FailureSeen & { at: number; failedAt: number; sessionId?: string };
  now?: Observation;
  /** An earlier look, at least LEAST_INTERVAL before. */
  before?: Observation;
  /** When the OPTIONS that `now` holds was answered. */
  optionsAt?: number;
  finding?: Finding;
}

export interface About {
  server: ServerSettings;
  stream: StreamSettings;
  state: ServerState;
}

export interface Examiner {
  /** Looks at the stream, and says what is found. */
  examine(patient: Patient, about: About): Promise<Finding>;
  /** Says what the look at its server alone tells. */
  conclude(patient: Patient, about: About): Promise<Finding>;
  /** The same about no stream. */
  judgeServer(about: Omit<About, "stream"> & { path: string }): Promise<Finding>;
}

/** An answer to OPTIONS holds so long, a refused password longer: the server makes whoever shows it wait. Milliseconds. */
const OPTIONS_HOLDS = { answered: 10_000, refused: 60_000 };

export function createExaminer({ pc, now, ...lookDeps }: LookDeps & { pc: PcWatch; now: () => number }): Examiner {
  async function judge(
    { failure, before }: { failure?: FailureSeen; before?: Observation },
    given: Omit<About, "stream"> & { path: string; seen: Observation },
  ): Promise<Finding> {
    const { server, path, state, seen } = given;
    const { startedBefore, restartedAt } = state.starts;
    const { hasLink, evidence: link } = await pc.look();
    const looks = { now: seen, ...(before && { before }) };
    const finding = judgeFinding({
      ...looks,
      ...(failure && { failure }),
      ...(restartedAt !== undefined && { restartedAt }),
      hasLink,
      isLocalServer: isLocalServer(server),
    });
    const at = new Date(seen.at).toISOString();
    const failed = failure?.session;
    const evidence = makeEvidence({
      whepUrl: whepUrlOf(server, path),
      ...looks,
      ...(startedBefore !== undefined && { startedBefore }),
      ...(failed && { failed }),
      link,
    });
    return { finding, at, since: at, serverId: server.id, evidence };
  }

  async function conclude(patient: Patient, { server, stream, state }: About): Promise<Finding> {
    const { now: own, failure } = patient;
    const hasOwn = own?.at === state.look.at;
    const known = hasOwn ? patient : { ...(failure && { failure }) };
    const found = await judge(known, { server, path: stream.path, state, seen: hasOwn ? own : state.look });
    const since = patient.finding?.finding === found.finding ? patient.finding.since : found.since;
    patient.finding = { ...found, since, streamId: stream.id };
    return patient.finding;
  }

  return {
    async examine(patient, about) {
      const { look } = about.state;
      const options = keptOptions(patient, now());
      const sessionId = patient.failure?.sessionId;
      const target = { ...about, look, ...(sessionId !== undefined && { sessionId }), ...(options && { options }) };
      const seen = await lookAtStream(target, lookDeps);
      if (!options && seen.options) patient.optionsAt = look.at;
      if (patient.now && seen.at - patient.now.at >= LEAST_INTERVAL) patient.before = patient.now;
      patient.now = seen;
      return conclude(patient, about);
    },
    conclude,
    judgeServer: (about) => judge({}, { ...about, seen: about.state.look }),
  };
}

function keptOptions({ now: seen, optionsAt }: Patient, at: number): Observation["options"] {
  if (seen?.options === undefined || optionsAt === undefined) return undefined;
  const isRefused = seen.options.kind === "answer" && seen.options.status === 401;
  return at - optionsAt < (isRefused ? OPTIONS_HOLDS.refused : OPTIONS_HOLDS.answered) ? seen.options : undefined;
}

/** What the Control API says of a stream's path and of our session on it, for the alarms' verdict; undefined when it has not been asked. */
export function pathEvidenceOf({ now: seen, before, failure }: Patient): TileFailure["path"] {
  if (seen?.path?.kind !== "ok") return undefined;
  const { available, online = available } = seen.path.value;
  const { outbound } = failure?.session?.kind === "held" ? failure.session : growth(seen, before);
  return { isAvailable: available, isOnline: online, ...(outbound !== undefined && { isOutboundGrowing: outbound > 0 }) };
}
