import type { Evidence, TileFailure } from "../../shared/alarms/evidence.ts";
import type { DeliveryStatus } from "../../shared/host-status.ts";
import type { Diagnosis } from "../../shared/finding.ts";
import type { Settings } from "../../shared/settings.ts";
import type { ServerSurvey } from "../../shared/setup-api.ts";
import { LONGEST_SILENCE } from "../../shared/state-line.ts";
import { serverOf } from "../../shared/whep-url.ts";
import { createDiagnosis } from "./create-diagnosis.ts";
import type { DiagnosisDesk } from "./create-diagnosis.ts";
import { limitParallel } from "./limit-parallel.ts";
import { controlApiOf, findStream } from "./look-at-stream.ts";
import { createPcWatch } from "./pc-watch.ts";
import { createServerWatch } from "./server-watch.ts";
import { createSlateWatch } from "./slate-watch.ts";
import { surveyServer } from "./survey-server.ts";
import type { SurveyInput } from "./survey-server.ts";

export interface RecoveryDeps {
  settings: () => Settings;
  now: () => number;
  readSecret: (secretRef: string) => Promise<string | undefined>;
  /** What central has answered last. */
  delivery: () => DeliveryStatus;
  onSlates: (streamIds: string[]) => void;
  /** A server whose streams fail has been looked at: `evidence` says something new. */
  onLooked: () => void;
  log: (message: string) => void;
}

/** What of the evidence no page can see, as of the last looks: for whoever judges what is to blame. Nothing here asks anybody. */
export interface RecoveryEvidence extends Pick<Evidence, "servers" | "link" | "gateway" | "central"> {
  /** By stream id, of the streams that fail. */
  paths: ReadonlyMap<string, NonNullable<TileFailure["path"]>>;
}

/** What the host finds out about streams that fail: who asks, whom, and how often. */
export interface Recovery extends Omit<DiagnosisDesk, "pathEvidence"> {
  /** A page is there, and looks at its streams. */
  noteAlive(): void;
  evidence(): RecoveryEvidence;
  /** Looks at a server that need not be in the settings. */
  survey(input: SurveyInput): Promise<ServerSurvey>;
}

/** Requests under way at a time, to all servers together. */
const MOST_REQUESTS = 8;
/** While nothing fails, a server with a Control API is looked at so often: to know its `started` when it changes. Milliseconds. */
const CALM_HOLDS = 60_000;

export function createRecovery({ settings, now, readSecret, delivery, onSlates, onLooked, log }: RecoveryDeps): Recovery {
  const controller = new AbortController();
  const lookDeps = { readSecret, limit: limitParallel(MOST_REQUESTS), signal: controller.signal };
  const servers = createServerWatch({ ...lookDeps, now });
  const pc = createPcWatch({ now, delivery });
  let heardAt = -Infinity;
  const isWatching = () => now() - heardAt <= LONGEST_SILENCE;
  const { pathEvidence, ...desk } = createDiagnosis({ settings, now, servers, pc, lookDeps, isWatching, onLooked, log });
  const slates = createSlateWatch({ settings, now, isWatching, onSlates, controlApiOf: (server) => controlApiOf(server, lookDeps) });

  /** The page says so because we have told it: nobody needs to look again before the line is written. */
  function slateDiagnosis(streamId: string): Diagnosis | undefined {
    const seen = slates.seen(streamId);
    const server = seen && findStream(settings(), streamId)?.server;
    if (!seen || !server) return undefined;
    const { available, online, source = "none", readers } = seen.path;
    const path = { available, ...(online !== undefined && { online }), source, readers };
    const link = pc.known();
    return {
      finding: "offline_slate",
      age: Math.max(0, now() - seen.at),
      evidence: { server: serverOf(server.whepBaseUrl), api: "ok", path, ...(link && { link }) },
    };
  }

  function noteAlive(): void {
    heardAt = now();
    slates.wake();
    for (const server of settings().servers.filter(({ apiUrl }) => apiUrl !== "")) {
      const stream = settings().streams.find(({ serverId }) => serverId === server.id);
      if (stream) void servers.look(server, stream.path, CALM_HOLDS);
    }
  }

  return {
    ...desk,
    noteFailure(report) {
      noteAlive();
      desk.noteFailure(report);
    },
    noteState(report) {
      noteAlive();
      desk.noteState(report);
    },
    noteAlive,
    last(streamId) {
      const found = desk.last(streamId);
      const slate = slateDiagnosis(streamId);
      return found && (!slate || found.age < slate.age) ? found : slate;
    },
    evidence() {
      const { servers: configured, streams } = settings();
      const gateway = pc.gateway();
      const link = pc.link();
      const central = pc.central();
      return {
        servers: new Map(configured.flatMap(({ id, whepBaseUrl }) => pair(serverOf(whepBaseUrl), servers.answersOf(id)))),
        ...(link && { link }),
        ...(gateway && { gateway }),
        ...(central && { central }),
        paths: new Map(streams.flatMap(({ id }) => pair(id, pathEvidence(id)))),
      };
    },
    survey: (input) => surveyServer(input, { ...lookDeps, now, pc }),
    close() {
      controller.abort();
      desk.close();
      slates.close();
    },
  };
}

function pair<V>(key: string, value: V | undefined): [string, V][] {
  return value === undefined ? [] : [[key, value]];
}
