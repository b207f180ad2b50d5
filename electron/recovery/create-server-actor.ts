import type { Alarms } from "../../shared/alarms/apply-alarm-event.ts";
import type { Alarm } from "../../shared/alarms/alarm.ts";
import type { ErrorReport } from "../../shared/record.ts";
import type { RecoveryOutcome } from "../../shared/state-line.ts";
import type { StateReport } from "../../shared/state-report.ts";
import { serverOf } from "../../shared/whep-url.ts";
import { createActionHistory } from "./action-history.ts";
import type { ActionHistoryDeps } from "./action-history.ts";
import { createRecoveryWait } from "./await-recovery.ts";
import type { RecoveryWaitDeps } from "./await-recovery.ts";
import { decideServerAction, DOWN_FOR, refuseClient } from "./decide-server-action.ts";
import type { ServerAction } from "./decide-server-action.ts";
import { makeKick, makeRestart } from "./server-targets.ts";
import type { Target, TargetDeps } from "./server-targets.ts";

export type ServerActorDeps = Omit<TargetDeps, "signal"> & ActionHistoryDeps & Pick<RecoveryWaitDeps, "setTimer">;

/** Acts on servers, where that is switched on: ends our own stale session, or has a server restarted. It decides nothing: decide-server-action.ts does. */
export interface ServerActor {
  noteFailure(report: Pick<ErrorReport, "streamId" | "detail">): void;
  noteState(report: Pick<StateReport, "streamId" | "state">): void;
  /** Each time something was decided about the alarms. */
  follow(moment: { alarms: Alarms; isMasked: (alarm: Alarm) => boolean }): void;
  /** Nothing is begun or told from then on; of what is under way its line says already that nobody knows what came of it. */
  close(): void;
}

/** New frames must have come by then, milliseconds: of a server that restarts, after it and its cameras are back. */
const VERIFIED_WITHIN: Record<ServerAction, number> = { kick: 15_000, webhook: 120_000 };

export function createServerActor(deps: ServerActorDeps): ServerActor {
  const { settings, now } = deps;
  const ending = new AbortController();
  const { signal } = ending;
  const log = (message: string): void => void (signal.aborted || deps.log(message));
  const onFindings: ActionHistoryDeps["onFindings"] = (findings) => void (signal.aborted || deps.onFindings(findings));
  const history = createActionHistory({ ...deps, log, onFindings });
  const wait = createRecoveryWait({ ...deps, signal });
  const playing = new Set<string>();
  /** The sessions that failed: those which a server may still hold. */
  const stale = new Map<string, string>();
  const incidents = new Map<string, string>();
  /** By host:port: one action at a time, the look before it included. */
  const busy = new Set<string>();

  const isActor = () => refuseClient(settings().recovery, settings().client.name) === undefined;

  function consider(target: Target | undefined): void {
    if (!target || signal.aborted) return;
    const server = serverOf(target.server.whepBaseUrl);
    if (busy.has(server)) return;
    busy.add(server);
    void tryAction(target)
      .catch((error: unknown) => log(`recovery: ${String(error)}`))
      .finally(() => busy.delete(server));
  }

  async function decide(target: Target, hasHealthyReaders: boolean | undefined): Promise<"act" | "dry_run" | undefined> {
    const past = await history.of(target.server, target.id);
    if (!past || hasHealthyReaders === undefined || signal.aborted) return undefined;
    const { recovery, client } = settings();
    const { action, isMaintenance, judgeBlame } = target;
    const given = { action, now: now(), recovery, clientName: client.name, hasHealthyReaders, history: past };
    const decision = decideServerAction({ ...given, blame: judgeBlame(), isMaintenance: isMaintenance() });
    return decision === "act" || decision === "dry_run" ? decision : undefined;
  }

  async function tryAction(target: Target): Promise<void> {
    const { action, id, stream, incidentId, streamIds, act } = target;
    // Where something else forbids it, nobody is asked who has a picture.
    if ((await decide(target, false)) === undefined) return;
    const decision = await decide(target, await target.findReaders());
    if (decision === undefined) return;
    const server = serverOf(target.server.whepBaseUrl);
    const name = `${action} at ${server} for ${stream.id}`;
    log(`recovery: ${name} (${decision})`);
    const begun = now();
    const write = (outcome: RecoveryOutcome) =>
      history.write({ streamId: stream.id, incidentId, step: action, outcome, took: Math.max(0, now() - begun), server, id });
    if (decision === "dry_run") return write("dry_run");
    // Before it is done: an app that ends meanwhile does not find its budget untouched.
    await write("given_up");
    // A disk that refuses keeps it waiting, for hours: what was to be mended must not be mended already.
    if ((await decide(target, await target.findReaders())) !== "act") return;
    const { outcome, problem } = await wait.attempt({ act, streamIds, within: VERIFIED_WITHIN[action] });
    if (problem !== undefined) log(`recovery: ${name} could not be done: ${problem}`);
    if (outcome !== "given_up") await write(outcome);
  }

  return {
    noteFailure({ streamId, detail: { sessionId, incidentId, serverError } }) {
      if (!isActor()) return;
      incidents.set(streamId, incidentId);
      if (sessionId !== undefined) stale.set(streamId, sessionId);
      const held = stale.get(streamId);
      if (held === undefined || !/maximum reader count reached/.test(serverError ?? "")) return;
      const isStale = () => stale.get(streamId) === held;
      consider(makeKick({ streamId, sessionId: held, incidentId, isStale }, { ...deps, signal }));
    },
    noteState({ streamId, state }) {
      if (state !== "up") return void playing.delete(streamId);
      playing.add(streamId);
      stale.delete(streamId);
      history.notePlaying(streamId);
      wait.notePlaying(streamId);
    },
    follow({ alarms, isMasked }) {
      void history.sayBroken();
      if (!isActor()) return;
      for (const alarm of alarms.values()) {
        const { condition, occurrence, kind } = alarm;
        if (kind !== "server_down" || !condition || !occurrence || now() - condition.since < DOWN_FOR) continue;
        const down = { alarm, isMasked: isMasked(alarm), isPlaying: (id: string) => playing.has(id) };
        consider(makeRestart({ ...down, incidentOf: (id) => incidents.get(id) }, { ...deps, signal }));
      }
    },
    close: () => ending.abort(),
  };
}
