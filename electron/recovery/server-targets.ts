import type { Alarm } from "../../shared/alarms/alarm.ts";
import type { Evidence } from "../../shared/alarms/evidence.ts";
import { listMaintenance } from "../../shared/list-maintenance.ts";
import type { StreamName } from "../../shared/list-maintenance.ts";
import type { ServerSettings, Settings, StreamSettings } from "../../shared/settings.ts";
import { serverOf } from "../../shared/whep-url.ts";
import { pathNameOf } from "./control-api.ts";
import { blameOfAlarm } from "./decide-server-action.ts";
import type { Blame, ServerAction } from "./decide-server-action.ts";
import { controlApiOf, findStream } from "./look-at-stream.ts";
import { callRestartWebhook, kickSession } from "./server-actions.ts";
import type { ActionProblem, ServerActionDeps } from "./server-actions.ts";

export interface TargetDeps extends ServerActionDeps {
  settings: () => Settings;
  makeId: (at: number) => string;
  /** What was seen last of servers and of this PC's network. */
  evidence: () => Pick<Evidence, "servers" | "gateway" | "central">;
}

/** What could be done to a server, and what its decision asks for. */
export interface Target {
  action: ServerAction;
  /** Of the step's line; a webhook's receiver gets it, too. */
  id: string;
  server: ServerSettings;
  stream: StreamSettings;
  incidentId: string;
  /** New frames of one of these show that it has helped. */
  streamIds: readonly string[];
  judgeBlame: () => Blame;
  isMaintenance: () => boolean;
  /** Whether others have a picture. Undefined: there is nothing to be done. */
  findReaders: () => Promise<boolean | undefined>;
  act: () => Promise<ActionProblem>;
}

export interface LockedOut {
  streamId: string;
  /** Of ours, and failed. */
  sessionId: string;
  incidentId: string;
  /** The stream plays by no other session meanwhile. */
  isStale: () => boolean;
}

/** A server whose readers' places are taken, one of them by a session of ours. */
export function makeKick({ streamId, sessionId, incidentId, isStale }: LockedOut, deps: TargetDeps): Target | undefined {
  const { settings, now, makeId } = deps;
  const found = findStream(settings(), streamId);
  const api = found && controlApiOf(found.server, deps);
  if (!found || !api) return undefined;
  const { server, stream } = found;
  return {
    action: "kick",
    id: makeId(now()),
    server,
    stream,
    incidentId,
    streamIds: [streamId],
    judgeBlame: () => (isStale() ? "server" : "stream"),
    isMaintenance: () => isPlanned({ id: streamId, server: serverOf(server.whepBaseUrl) }, deps),
    async findReaders() {
      const held = await api.session(sessionId);
      const path = await api.path(pathNameOf(stream.path));
      return held.kind === "ok" && path.kind === "ok" ? path.value.readers > 1 : undefined;
    },
    act: () => kickSession(server, sessionId, deps),
  };
}

export interface DownServer {
  alarm: Alarm;
  isMasked: boolean;
  isPlaying: (streamId: string) => boolean;
  incidentOf: (streamId: string) => string | undefined;
}

/** A server that an alarm says is down. */
export function makeRestart({ alarm, isMasked, isPlaying, incidentOf }: DownServer, deps: TargetDeps): Target | undefined {
  const { settings, now, makeId, evidence } = deps;
  const { source, condition, occurrence } = alarm;
  const { webhook } = settings().recovery;
  const server = settings().servers.find(({ whepBaseUrl }) => serverOf(whepBaseUrl) === source);
  const streams = settings().streams.filter(({ serverId }) => serverId === server?.id);
  const [stream] = streams;
  if (!server || !stream || webhook.url === "") return undefined;
  const verdict = condition?.verdict ?? occurrence?.verdict;
  const id = makeId(now());
  return {
    action: "webhook",
    id,
    server,
    stream,
    incidentId: incidentOf(stream.id) ?? id,
    streamIds: streams.map((each) => each.id),
    judgeBlame: () => blameOfAlarm({ verdict, source }, { at: now(), ...evidence() }),
    isMaintenance: () => isMasked || isPlanned({ id: "", server: source }, deps),
    findReaders: async () => streams.some((each) => isPlaying(each.id)),
    act: () => callRestartWebhook(webhook, { action: "restart_server", server: source, reason: verdict ?? "", id }, deps),
  };
}

function isPlanned(stream: StreamName, { settings, now }: TargetDeps): boolean {
  return listMaintenance(settings(), stream, { from: now(), to: now() + 1 }).length > 0;
}
