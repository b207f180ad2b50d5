import { randomBytes } from "node:crypto";
import { onTestFinished } from "vitest";
import { createUndiciTransport } from "../../../electron/delivery/send-request-undici.ts";
import { createServerActor } from "../../../electron/recovery/create-server-actor.ts";
import type { ServerActorDeps } from "../../../electron/recovery/create-server-actor.ts";
import type { PastActions } from "../../../electron/recovery/read-past-actions.ts";
import type { Alarm } from "../../../shared/alarms/alarm.ts";
import type { Evidence, ServerEvidence, Verdict } from "../../../shared/alarms/evidence.ts";
import type { HostFinding } from "../../../shared/alarms/situation.ts";
import { settingsSchema } from "../../../shared/settings.ts";
import type { RecoveryRecord } from "../../../shared/state-line.ts";
import { makeUuidV7 } from "../../../shared/uuid-v7.ts";
import { serverOf } from "../../../shared/whep-url.ts";

export const INCIDENT = "019b9d9a-5895-7b1f-9d2c-5a0e6f1c2d3e";
export const SECRET = "a secret";
const ON = { serverActions: "on", actor: "3번 관제석" };

/** `seen` and `gateway`: how many milliseconds ago the server and something else were last seen how. */
export interface Downtime {
  downFor?: number;
  isMasked?: boolean;
  seen?: ServerEvidence | "never";
  gateway?: ServerEvidence;
}
const SILENT: ServerEvidence = { failedAt: 1_000 };
const ANSWERS: ServerEvidence = { answeredAt: 1_000 };
const before = (now: number, { failedAt, answeredAt }: ServerEvidence): ServerEvidence => ({
  ...(failedAt !== undefined && { failedAt: now - failedAt }),
  ...(answeredAt !== undefined && { answeredAt: now - answeredAt }),
});

export interface ActorOptions {
  recovery?: object;
  clock?: { now: number };
  readPast?: ServerActorDeps["readPast"];
  record?: ServerActorDeps["record"];
}

const NOTHING: PastActions = { actions: [], playedAt: new Map() };

/** The actor as a control room has it, with a clock that the test moves. */
export function openActor(
  settings: object,
  { recovery = {}, clock = { now: Date.now() }, readPast = async () => NOTHING, record = async () => {} }: ActorOptions = {},
) {
  const transport = createUndiciTransport();
  onTestFinished(() => {
    actor.close();
    return transport.close();
  });
  let evidence: Pick<Evidence, "servers" | "gateway"> = { servers: new Map() };
  const lines: RecoveryRecord[] = [];
  const findings: (readonly HostFinding[])[] = [];
  const logs: string[] = [];
  const timers: { at: number; callback: () => void }[] = [];
  const present = settingsSchema.parse({ client: { name: "3번 관제석" }, recovery: { ...ON, ...recovery }, ...settings });
  const source = serverOf(present.servers[0]!.whepBaseUrl);
  const actor = createServerActor({
    settings: () => present,
    now: () => clock.now,
    setTimer(callback, milliseconds) {
      const timer = { at: clock.now + milliseconds, callback };
      timers.push(timer);
      return () => void (timers.includes(timer) && timers.splice(timers.indexOf(timer), 1));
    },
    makeId: (at) => makeUuidV7(at, randomBytes(10)),
    readPast,
    readSecret: async (ref) => (ref === "hook" ? SECRET : undefined),
    async record(line) {
      await record(line);
      lines.push(line);
    },
    onFindings: (found) => findings.push(found),
    evidence: () => evidence,
    sendRequest: transport.sendRequest,
    log: (message) => logs.push(message),
  });
  return {
    actor,
    lines,
    findings,
    logs,
    timers,
    /** What has come of each step: of two lines with one id the last one says it. */
    words: () => [...new Map(lines.map(({ id, step, outcome }) => [id, `${step} ${outcome}`])).values()],
    pass(milliseconds: number) {
      clock.now += milliseconds;
      const due = timers.filter(({ at }) => at <= clock.now);
      for (const timer of due) timers.splice(timers.indexOf(timer), 1);
      for (const { callback } of due) callback();
    },
    /** The server was seen so a moment ago. */
    see: (seen: ServerEvidence) => void (evidence = { ...evidence, servers: new Map([[source, before(clock.now, seen)]]) }),
    /** Nothing has happened; some time has passed. */
    tick: () => actor.follow({ alarms: new Map(), isMasked: () => false }),
    /** The session of `s1` has stalled, and its server has no place for another one. */
    lockOut(sessionId: string) {
      const detail = { incidentId: INCIDENT, attempt: 1 } as const;
      actor.noteFailure({ streamId: "s1", detail: { ...detail, phase: "playing", sessionId } });
      actor.noteFailure({ streamId: "s1", detail: { ...detail, phase: "post_offer", serverError: "maximum reader count reached" } });
    },
    /** The server has been down for so long, and an alarm says so. */
    goDown(verdict: Verdict, { downFor = 120_000, isMasked = false, seen = SILENT, gateway = ANSWERS }: Downtime = {}) {
      const since = clock.now - downFor;
      evidence = { servers: new Map(seen === "never" ? [] : [[source, before(clock.now, seen)]]), gateway: before(clock.now, gateway) };
      const condition = { kind: "server_down", since, priority: "high", verdict } as const;
      const occurrence = {
        id: INCIDENT,
        since,
        raisedAt: since + 30_000,
        priority: "high",
        isAcknowledged: false,
        askedAt: since,
      } as const;
      const alarm: Alarm = { id: "server:a", kind: "server_down", source, condition, occurrence, comments: [] };
      actor.follow({ alarms: new Map([[alarm.id, alarm]]), isMasked: () => isMasked });
    },
  };
}

/** More than a question that is not asked could take: another one is answered meanwhile. */
export async function askOthers(url: string): Promise<void> {
  for (let n = 0; n < 5; n++) await fetch(url).then((answer) => answer.text());
}
