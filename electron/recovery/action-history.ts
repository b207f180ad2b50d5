import type { HostFinding } from "../../shared/alarms/situation.ts";
import type { ServerSettings, Settings } from "../../shared/settings.ts";
import type { RecoveryRecord } from "../../shared/state-line.ts";
import { serverOf } from "../../shared/whep-url.ts";
import { isBroken, refuseClient, REMEMBERED } from "./decide-server-action.ts";
import type { PastAction, ServerAction } from "./decide-server-action.ts";
import type { ActionLine, PastActions } from "./read-past-actions.ts";

export interface ActionHistoryDeps {
  settings: () => Settings;
  now: () => number;
  readPast: () => Promise<PastActions>;
  record: (line: RecoveryRecord) => Promise<unknown>;
  onFindings: (findings: readonly HostFinding[]) => void;
  log: (message: string) => void;
}

export type ActionStep = Omit<RecoveryRecord, "timestamp" | "event" | "step"> & { step: ServerAction };

/** What was done to servers of late, by the state journal: budgets outlive a restart of the app. It is read when it is first asked for. */
export interface ActionHistory {
  /** In order, but for the action with this id. Undefined: it cannot be read, and without a budget nothing may be done. */
  of(server: ServerSettings, butFor: string): Promise<PastAction[] | undefined>;
  /** The same id again says what has come of it. Rejects when it is not on disk, and counts all the same. */
  write(step: ActionStep): Promise<void>;
  notePlaying(streamId: string): void;
  /** Tells, when that has changed, which servers are left to a person. */
  sayBroken(): Promise<void>;
}

export function createActionHistory({ settings, now, readPast, record, onFindings, log }: ActionHistoryDeps): ActionHistory {
  const playedAt = new Map<string, number>();
  let reading: Promise<Map<string, ActionLine> | undefined> | undefined;
  let problem: string | undefined;
  let said = JSON.stringify([]);

  function readOnce(): Promise<Map<string, ActionLine> | undefined> {
    reading ??= readPast().then((past) => {
      for (const [id, at] of past.playedAt) if (!playedAt.has(id)) playedAt.set(id, at);
      return new Map(past.actions.map((line) => [line.id, line]));
    }, noteProblem);
    return reading;
  }

  /** The next who asks has it read again. */
  function noteProblem(error: unknown): undefined {
    reading = undefined;
    const text = String(error);
    if (text !== problem) log(`recovery: nothing is done to servers, since what was done before cannot be read: ${text}`);
    problem = text;
  }

  function select(lines: Map<string, ActionLine>, { id: serverId, whepBaseUrl }: ServerSettings, butFor?: string): PastAction[] {
    for (const [key, { at }] of lines) if (now() - at >= REMEMBERED) lines.delete(key);
    const streamIds = settings().streams.flatMap((stream) => (stream.serverId === serverId ? stream.id : []));
    return [...lines.values()]
      .filter(({ server, id }) => server === serverOf(whepBaseUrl) && id !== butFor)
      .map(({ at, outcome, step, streamId }) => {
        const meantFor = step === "kick" ? [streamId] : streamIds;
        return { at, outcome, step, hasPlayedSince: meantFor.some((each) => (playedAt.get(each) ?? 0) > at) };
      });
  }

  async function findBroken(): Promise<HostFinding[]> {
    const { recovery, client, servers } = settings();
    const lines = refuseClient(recovery, client.name) === undefined ? await readOnce() : undefined;
    if (!lines) return [];
    return servers
      .filter((server) => isBroken(select(lines, server), now()))
      .map(({ whepBaseUrl }) => ({ kind: "recovery_stopped", source: serverOf(whepBaseUrl) }));
  }

  async function sayBroken(): Promise<void> {
    const found = await findBroken();
    const text = JSON.stringify(found);
    if (text === said) return;
    said = text;
    onFindings(found);
  }

  return {
    async of(server, butFor) {
      const lines = await readOnce();
      return lines && select(lines, server, butFor);
    },
    async write(step) {
      const at = now();
      (await readOnce())?.set(step.id, { kind: "recovery", at, ...step });
      await sayBroken();
      await record({ timestamp: new Date(at).toISOString(), event: "recovery", ...step });
    },
    notePlaying: (streamId) => void playedAt.set(streamId, now()),
    sayBroken,
  };
}
