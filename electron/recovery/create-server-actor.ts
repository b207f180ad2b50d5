import type { Alarms } from "../../shared/alarms/apply-alarm-event.ts";
import type { Alarm } from "../../shared/alarms/alarm.ts";
import type { Evidence } from "../../shared/alarms/evidence.ts";
import type { HostFinding } from "../../shared/alarms/situation.ts";
import { listMaintenance } from "../../shared/list-maintenance.ts";
import type { ErrorReport } from "../../shared/record.ts";
import type { ServerSettings, Settings, StreamSettings } from "../../shared/settings.ts";
import type { RecoveryLine, RecoveryOutcome, RecoveryRecord } from "../../shared/state-line.ts";
import type { StateReport } from "../../shared/state-report.ts";
import { serverOf } from "../../shared/whep-url.ts";
import { blameOfAlarm, blameOfFinding, decideServerAction, DOWN_FOR, isBroken } from "./decide-server-action.ts";
import type { Blame, PastAction, ServerAction } from "./decide-server-action.ts";
import { controlApiOf, findStream } from "./look-at-stream.ts";
import { callRestartWebhook, kickSession } from "./server-actions.ts";
import type { ServerActionDeps } from "./server-actions.ts";

export interface ServerActorDeps extends ServerActionDeps {
  settings: () => Settings;
  setTimer: (callback: () => void, milliseconds: number) => void;
  makeId: (at: number) => string;
  /** Steps of the last day, as the state journal has them: budgets outlive a restart. */
  readPast: () => Promise<readonly RecoveryLine[]>;
  record: (line: RecoveryRecord) => Promise<unknown>;
  onFindings: (findings: readonly HostFinding[]) => void;
  /** What was seen last of servers and of this PC's network. */
  evidence: () => Pick<Evidence, "servers" | "gateway" | "central">;
  log: (message: string) => void;
}

/** Acts on servers, where that is switched on: ends our own stale session, or has a server restarted. It decides nothing: decide-server-action.ts does. */
export interface ServerActor {
  noteFailure(report: Pick<ErrorReport, "streamId" | "detail">): void;
  noteState(report: Pick<StateReport, "streamId" | "state">): void;
  /** Each time something was decided about the alarms. */
  follow(moment: { alarms: Alarms; isMasked: (alarm: Alarm) => boolean }): void;
}

/** New frames must have come by then, milliseconds: of a server that restarts, after it and its cameras are back. */
const VERIFIED_WITHIN: Record<ServerAction, number> = { kick: 15_000, webhook: 120_000 };
const DAY = 86_400_000;

interface Target {
  action: ServerAction;
  server: ServerSettings;
  stream: StreamSettings;
  incidentId: string;
  blame: Blame;
  isMaintenance: boolean;
  hasHealthyReaders: boolean;
  act: () => Promise<boolean>;
}

export function createServerActor(deps: ServerActorDeps): ServerActor {
  const { settings, now, setTimer, makeId, record, onFindings, log } = deps;
  const past = deps.readPast().then(
    (lines) => lines.filter(isServerAction),
    (): (RecoveryLine & PastAction)[] => [],
  );
  const playing = new Set<string>();
  /** The sessions that failed: those which a server may still hold. */
  const stale = new Map<string, string>();
  const incidents = new Map<string, string>();
  const busy = new Set<string>();
  /** Who waits to hear that a stream plays. */
  const waiting = new Set<{ streamIds: ReadonlySet<string>; onUp: () => void }>();

  const historyOf = async (server: ServerSettings): Promise<(RecoveryLine & PastAction)[]> =>
    (await past).filter((line) => line.server === serverOf(server.whepBaseUrl) && now() - line.at < DAY);

  async function tryAction(target: Target): Promise<void> {
    const { action, server } = target;
    if (busy.has(server.id)) return;
    busy.add(server.id);
    try {
      const { recovery, client } = settings();
      const decision = decideServerAction({ ...target, now: now(), recovery, clientName: client.name, history: await historyOf(server) });
      if (decision !== "act" && decision !== "dry_run") return;
      log(`recovery: ${action} at ${serverOf(server.whepBaseUrl)} for ${target.stream.id} (${decision})`);
      const begun = now();
      const outcome = decision === "act" ? await carryOut(target) : decision;
      await write(target, outcome, begun);
    } finally {
      busy.delete(server.id);
    }
  }

  async function carryOut({ action, server, stream, act }: Target): Promise<RecoveryOutcome> {
    const streamIds = action === "kick" ? [stream.id] : streamsOf(server.id).map(({ id }) => id);
    const { promise, resolve } = Promise.withResolvers<RecoveryOutcome>();
    const waiter = { streamIds: new Set(streamIds), onUp: () => resolve("recovered") };
    waiting.add(waiter);
    if (!(await act())) resolve("failed");
    setTimer(() => resolve("failed"), VERIFIED_WITHIN[action]);
    return promise.finally(() => waiting.delete(waiter));
  }

  async function write({ action, server, stream, incidentId }: Target, outcome: RecoveryOutcome, begun: number): Promise<void> {
    const at = now();
    const id = makeId(at);
    const step = {
      streamId: stream.id,
      incidentId,
      step: action,
      outcome,
      took: Math.max(0, at - begun),
      server: serverOf(server.whepBaseUrl),
      id,
    };
    (await past).push({ kind: "recovery", at, ...step });
    await sayBroken();
    await record({ timestamp: new Date(at).toISOString(), event: "recovery", ...step }).catch((error: unknown) =>
      log(`recovery: ${String(error)}`),
    );
  }

  async function sayBroken(): Promise<void> {
    const found: HostFinding[] = [];
    for (const server of settings().servers) {
      if (isBroken(await historyOf(server), now())) found.push({ kind: "recovery_stopped", source: serverOf(server.whepBaseUrl) });
    }
    onFindings(found);
  }

  const streamsOf = (serverId: string) => settings().streams.filter((stream) => stream.serverId === serverId);
  const isUnderMaintenance = (stream: StreamSettings, server: ServerSettings) =>
    listMaintenance(settings(), { id: stream.id, server: serverOf(server.whepBaseUrl) }, { from: now(), to: now() + 1 }).length > 0;

  /** A server whose readers' places are taken, one of them by a session of ours that has failed. */
  async function considerKick(streamId: string, sessionId: string): Promise<void> {
    const found = findStream(settings(), streamId);
    const api = found && controlApiOf(found.server, deps);
    if (!found || !api) return;
    const held = await api.session(sessionId);
    const path = await api.path(found.stream.path);
    if (held.kind !== "ok" || path.kind !== "ok") return;
    await tryAction({
      ...found,
      action: "kick",
      incidentId: incidents.get(streamId) ?? "",
      blame: blameOfFinding("reader_limit"),
      isMaintenance: isUnderMaintenance(found.stream, found.server),
      hasHealthyReaders: path.value.readers > 1,
      act: () => kickSession(found.server, sessionId, deps),
    });
  }

  async function considerRestart(alarm: Alarm, isMasked: boolean): Promise<void> {
    const server = settings().servers.find(({ whepBaseUrl }) => serverOf(whepBaseUrl) === alarm.source);
    const streams = server ? streamsOf(server.id) : [];
    const [stream] = streams;
    if (!server || !stream || settings().recovery.webhook.url === "") return;
    const verdict = alarm.condition?.verdict ?? alarm.occurrence?.verdict;
    const id = makeId(now());
    await tryAction({
      action: "webhook",
      server,
      stream,
      incidentId: incidents.get(stream.id) ?? id,
      blame: blameOfAlarm({ verdict, source: alarm.source }, { at: now(), ...deps.evidence() }),
      isMaintenance: isMasked,
      hasHealthyReaders: streams.some((each) => playing.has(each.id)),
      act: () =>
        callRestartWebhook(
          settings().recovery.webhook,
          { action: "restart_server", server: alarm.source, reason: verdict ?? "", id },
          deps,
        ),
    });
  }

  return {
    noteFailure({ streamId, detail: { sessionId, incidentId, serverError } }) {
      if (settings().recovery.serverActions === "off") return;
      if (incidentId !== undefined) incidents.set(streamId, incidentId);
      if (sessionId !== undefined) stale.set(streamId, sessionId);
      const held = stale.get(streamId);
      if (held !== undefined && /maximum reader count reached/.test(serverError ?? "")) void considerKick(streamId, held);
    },
    noteState({ streamId, state }) {
      if (state !== "up") return void playing.delete(streamId);
      playing.add(streamId);
      stale.delete(streamId);
      for (const { streamIds, onUp } of waiting) if (streamIds.has(streamId)) onUp();
    },
    follow({ alarms, isMasked }) {
      if (settings().recovery.serverActions === "off") return;
      for (const alarm of alarms.values()) {
        const { condition, occurrence, kind } = alarm;
        if (kind !== "server_down" || !condition || !occurrence || now() - condition.since < DOWN_FOR) continue;
        void considerRestart(alarm, isMasked(alarm));
      }
    },
  };
}

function isServerAction(line: RecoveryLine): line is RecoveryLine & PastAction {
  return line.step === "kick" || line.step === "webhook";
}
