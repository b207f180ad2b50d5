import type { DiagnoseInput } from "../../shared/api-names.ts";
import { FINDINGS } from "../../shared/finding.ts";
import type { Diagnosis, Finding } from "../../shared/finding.ts";
import type { ErrorReport } from "../../shared/record.ts";
import type { Reason } from "../../shared/reasons.ts";
import type { ServerSettings, Settings, StreamSettings } from "../../shared/settings.ts";
import type { StateReport } from "../../shared/state-report.ts";
import { LEAST_INTERVAL } from "./judge-finding.ts";
import { createExaminer, pathEvidenceOf } from "./examine-stream.ts";
import type { Patient } from "./examine-stream.ts";
import { limitParallel } from "./limit-parallel.ts";
import { controlApiOf, findStream } from "./look-at-stream.ts";
import type { LookDeps } from "./look-at-stream.ts";
import { measureSession } from "./measure-session.ts";
import type { PcWatch } from "./pc-watch.ts";
import type { ServerWatch } from "./server-watch.ts";

export interface DiagnosisDeps {
  settings: () => Settings;
  now: () => number;
  servers: ServerWatch;
  pc: PcWatch;
  lookDeps: LookDeps;
  /** Whether a page looks at its streams: without one nobody is asked anything. */
  isWatching: () => boolean;
  onLooked: () => void;
  log: (message: string) => void;
}

/** Looks for the cause while streams fail, and knows what was found last. Only `diagnose` is waited for. */
export interface DiagnosisDesk {
  noteFailure(report: Pick<ErrorReport, "streamId" | "timestamp" | "reason" | "detail">): void;
  noteState(report: Pick<StateReport, "streamId" | "timestamp" | "state">): void;
  /** The last finding for a stream that fails. */
  last(streamId: string): Diagnosis | undefined;
  /** Looks now, or shares a look of a moment ago. Undefined: no such stream or server. */
  diagnose(input: DiagnoseInput): Promise<Finding | undefined>;
  /** Of a failing stream's path, as of its last look. */
  pathEvidence(streamId: string): ReturnType<typeof pathEvidenceOf>;
  close(): void;
}

/** Milliseconds from one look at a server's failing streams to the next: at first, and when all have failed for longer than a minute. */
const PAUSE = { first: 3_000, later: 10_000, laterAfter: 60_000 };
/** While a stream fails the other servers are looked at, too: whether it is this PC shows in all of them. Milliseconds. */
const OTHERS_HOLD = 10_000;
const MOST_OTHERS = 32;
/** Failing streams of a server that are looked at one by one each time; all are judged by what concerns the server. */
const MOST_STREAMS = 32;
/** Questions about stalled sessions under way at a time. */
const MOST_MEASURES = 8;
/** What is known of a server is said so long of its streams that nobody has looked at yet, in milliseconds. */
const SERVER_FINDING_HOLDS = 30_000;

/** The page holds the session on, for a while, in case its frames return. */
const HELD_ON: ReadonlySet<Reason> = new Set(["stalled_no_packets", "stalled_no_frames", "slideshow"]);
/** The stream itself plays on. */
const OF_THE_PAGE: ReadonlySet<Reason> = new Set(["script", "render_process_gone", "frozen_picture"]);

export function createDiagnosis({ settings, now, servers, pc, lookDeps, isWatching, onLooked, log }: DiagnosisDeps): DiagnosisDesk {
  const limitMeasures = limitParallel(MOST_MEASURES);
  const { examine, conclude, judgeServer } = createExaminer({ ...lookDeps, pc, now });
  const patients = new Map<string, Patient>();
  const serverFindings = new Map<string, Finding>();
  const timers = new Map<string, NodeJS.Timeout>();
  const asking = new Map<string, Promise<Finding | undefined>>();
  /** When each stream was last said not to be down: a failure that comes late (the host was away) is of an outage that has passed. */
  const fineAt = new Map<string, number>();

  function failingOf(serverId: string): { stream: StreamSettings; patient: Patient }[] {
    return settings().streams.flatMap((stream) => {
      const patient = stream.serverId === serverId ? patients.get(stream.id) : undefined;
      return patient?.failure ? [{ stream, patient }] : [];
    });
  }

  /** Plans the server's next look, unless one is planned or under way; goes on until nothing of it fails. */
  function plan(serverId: string, pause: number): void {
    if (timers.has(serverId) || lookDeps.signal.aborted) return;
    const goOn = () => {
      timers.delete(serverId);
      if (!isWatching()) patients.clear();
      const failing = failingOf(serverId);
      const isNew = failing.some(({ patient }) => now() - (patient.failure?.at ?? 0) < PAUSE.laterAfter);
      if (failing.length > 0) plan(serverId, isNew ? PAUSE.first : PAUSE.later);
    };
    const look = () =>
      lookAround(serverId)
        .catch((error: unknown) => log(`diagnosis of ${serverId}: ${String(error)}`))
        .then(goOn);
    timers.set(serverId, setTimeout(() => void look(), pause).unref());
  }

  async function lookAround(serverId: string): Promise<void> {
    const server = settings().servers.find(({ id }) => id === serverId);
    const failing = failingOf(serverId).sort((a, b) => (a.patient.now?.at ?? 0) - (b.patient.now?.at ?? 0));
    const [first] = failing;
    if (!server || !first) return;
    lookAtOthers(server);
    const state = await servers.look(server, first.stream.path);
    await Promise.all(
      failing.map(({ stream, patient }, i) => {
        const isWorthIt = state.look.probe.kind === "answer" && i < MOST_STREAMS;
        return (isWorthIt ? examine : conclude)(patient, { server, stream, state });
      }),
    );
    // What one stream's own answers tell (its password, its frames) is not said of the others.
    const shared = await judgeServer({ server, path: first.stream.path, state });
    if (FINDINGS[shared.finding] === "server" || FINDINGS[shared.finding] === "pc") serverFindings.set(serverId, shared);
    else serverFindings.delete(serverId);
    onLooked();
  }

  /** Of a session that the page still holds: at once, before anybody else is asked. */
  async function measure(patient: Patient, about: { server: ServerSettings; sessionId: string; failedAt: number }): Promise<void> {
    const { server, sessionId, failedAt } = about;
    const api = controlApiOf(server, lookDeps);
    const session = api && (await measureSession({ api, sessionId, limit: limitMeasures, age: () => now() - failedAt }));
    if (session && patient.failure) patient.failure.session = session;
  }

  /** A link that is up again, or a server's start anew, may show only when all streams are back; then nothing fails, and nobody would look. */
  async function lookAfterwards({ id }: ServerSettings): Promise<void> {
    await Promise.all([pc.look(0), servers.untilNextLook(id, 0)]);
    const server = settings().servers.find((candidate) => candidate.id === id);
    if (lookDeps.signal.aborted) return;
    if (server && server.apiUrl !== "") await servers.look(server, pathOf(id)); // only its Control API tells of a start
    onLooked();
  }

  function lookAtOthers(failing: ServerSettings): void {
    const others = settings().servers.filter(({ id }) => id !== failing.id);
    for (const server of others.slice(0, MOST_OTHERS)) void servers.look(server, pathOf(server.id), OTHERS_HOLD);
  }

  function pathOf(serverId: string): string {
    return settings().streams.find((stream) => stream.serverId === serverId)?.path ?? "stream";
  }

  async function diagnoseStream(streamId: string): Promise<Finding | undefined> {
    const found = findStream(settings(), streamId);
    if (!found) return undefined;
    const { server, stream } = found;
    const patient = patients.get(streamId) ?? {};
    const look = async () => examine(patient, { server, stream, state: await servers.look(server, stream.path) });
    const finding = await look();
    // What flows is only seen between two looks.
    if (patient.before !== undefined || patient.now?.path?.kind !== "ok") return finding;
    await servers.untilNextLook(server.id, LEAST_INTERVAL);
    return look();
  }

  async function diagnoseServer(serverId: string): Promise<Finding | undefined> {
    const server = settings().servers.find(({ id }) => id === serverId);
    return server && judgeServer({ server, path: pathOf(serverId), state: await servers.look(server, pathOf(serverId)) });
  }

  return {
    noteFailure({ streamId, timestamp, reason, detail: { sessionId, serverError } }) {
      const server = findStream(settings(), streamId)?.server;
      const failedAt = Date.parse(timestamp);
      if (!server || OF_THE_PAGE.has(reason) || failedAt <= (fineAt.get(streamId) ?? -Infinity)) return;
      const patient = patients.get(streamId) ?? {};
      const { at = now(), session, sessionId: heldId } = patient.failure ?? {};
      // A start that failed has no session; the stalled one before it is still held, and still worth asking for.
      const known = sessionId ?? heldId;
      const seen = { reason, ...(serverError && { serverError }), ...(session && { session }) };
      patient.failure = { ...seen, at, failedAt, ...(known && { sessionId: known }) };
      patients.set(streamId, patient);
      const measuring =
        sessionId !== undefined && HELD_ON.has(reason) ? measure(patient, { server, sessionId, failedAt }) : Promise.resolve();
      void measuring.then(() => plan(server.id, 0));
    },
    noteState({ streamId, timestamp, state }) {
      if (state === "down") return;
      const at = Date.parse(timestamp);
      // States wait in a queue of their own: a failure that came after this may have been heard before it.
      const { failure } = patients.get(streamId) ?? {};
      if ((failure?.failedAt ?? -Infinity) <= at) patients.delete(streamId);
      const server = findStream(settings(), streamId)?.server;
      if (!server) return;
      fineAt.set(streamId, at);
      if (failure && failingOf(server.id).length === 0) void lookAfterwards(server);
    },
    last(streamId) {
      const server = findStream(settings(), streamId)?.server;
      const shared = server && serverFindings.get(server.id);
      const isFresh = shared && now() - Date.parse(shared.at) < SERVER_FINDING_HOLDS;
      const finding = patients.get(streamId)?.finding ?? (isFresh ? shared : undefined);
      return finding && { finding: finding.finding, age: Math.max(0, now() - Date.parse(finding.at)), evidence: finding.evidence };
    },
    diagnose(input) {
      const key = JSON.stringify(input);
      const present = asking.get(key);
      if (present) return present;
      const looking = "streamId" in input ? diagnoseStream(input.streamId) : diagnoseServer(input.serverId);
      const answering = looking.finally(() => asking.delete(key));
      asking.set(key, answering);
      return answering;
    },
    pathEvidence(streamId) {
      const patient = patients.get(streamId);
      return patient && pathEvidenceOf(patient);
    },
    close() {
      for (const timer of timers.values()) clearTimeout(timer);
    },
  };
}
