import { ageOf } from "../../shared/age-of.ts";
import type { Answers, ServerEvidence } from "../../shared/alarms/evidence.ts";
import type { ServerSettings } from "../../shared/settings.ts";
import { addAnswer } from "./answers.ts";
import { lookAtServer } from "./look-at-stream.ts";
import type { LookDeps, ServerLook } from "./look-at-stream.ts";

/** What is known of one server. */
export interface ServerState {
  look: ServerLook;
  starts: Starts;
}

/** The last `started` of its Control API, and the one before it: two mean that it has been restarted. */
export interface Starts {
  started?: string;
  startedBefore?: string;
  /** When the start anew was noticed, Unix milliseconds. */
  restartedAt?: number;
  /** The first look, Unix milliseconds, if that did not tell when it was started. */
  unknownAt?: number;
}

export interface ServerWatch {
  /** The last look if it is young enough, else a new one, shared by all who ask meanwhile. Never rejects. */
  look(server: ServerSettings, path: string, holds?: number): Promise<ServerState>;
  /** Whether its HTTP port answers, and when it was last noticed to have been restarted. */
  answersOf(serverId: string): ServerEvidence | undefined;
  /** Resolves when a look that is asked for then will be a new one, and at least so many milliseconds younger than the last. */
  untilNextLook(serverId: string, least: number): Promise<void>;
}

interface Memory {
  /** The server's settings when it was looked at: changed ones are tried at once. */
  key: string;
  at: number;
  looking: Promise<ServerState>;
  state?: ServerState;
  answers: Answers;
}

/** A look is shared for so long, in milliseconds: nothing asks a server more often. */
const HOLDS = 2_500;
/** A Control API that refuses us is not asked again for so long: its answer to a wrong password takes up to 4 s, and stands in its log. */
const REFUSAL_HOLDS = 60_000;
/** A server tells its time in whole seconds (the header `Date`): it may have run for so much longer than it says. Milliseconds. */
const CLOCK_STEP = 1_000;

export function createServerWatch({ now, ...deps }: LookDeps & { now: () => number }): ServerWatch {
  const memories = new Map<string, Memory>();

  async function lookAnew(memory: Memory, server: ServerSettings, path: string): Promise<ServerState> {
    const { at, state: before, answers } = memory;
    const refusal = before && isRefusal(before.look) && ageOf(before.look.infoAt, at) < REFUSAL_HOLDS ? before.look : undefined;
    const look = await lookAtServer({ server, path, at, ...(refusal && { refusal }) }, deps);
    memory.state = { look, starts: followStarts(before?.starts, look) };
    memory.answers = addAnswer(answers, { at, answered: look.probe.kind === "answer" });
    return memory.state;
  }

  return {
    look(server, path, holds = HOLDS) {
      const key = JSON.stringify(server);
      const known = memories.get(server.id);
      const before = known?.key === key ? known : undefined;
      if (before && ageOf(before.at, now()) < holds) return before.looking;
      const memory: Omit<Memory, "looking"> = {
        key,
        at: now(),
        answers: before?.answers ?? {},
        ...(before?.state && { state: before.state }),
      };
      const whole = Object.assign(memory, { looking: lookAnew(memory as Memory, server, path) });
      memories.set(server.id, whole);
      return whole.looking;
    },
    answersOf(serverId) {
      const memory = memories.get(serverId);
      const restartedAt = memory?.state?.starts.restartedAt;
      return memory && { ...memory.answers, ...(restartedAt !== undefined && { restartedAt }) };
    },
    async untilNextLook(serverId, least) {
      const from = memories.get(serverId)?.at ?? -Infinity;
      // In a busy process a timer may end before its time, and a look before it would be the one that is known.
      for (;;) {
        const pause = Math.max(HOLDS, least) - ageOf(from, now());
        if (pause <= 0) return;
        await new Promise<void>((resolve) => setTimeout(resolve, pause).unref());
      }
    },
  };
}

function isRefusal({ info }: ServerLook): boolean {
  return info?.kind === "failed" && (info.condition === "unauthorized" || info.condition === "forbidden");
}

/**
 * While the API does not answer, what it said last stays. One that has said nothing yet may say at last that it was started after the first
 * look: then it has been started anew, too.
 */
export function followStarts(before: Starts = {}, { at, info }: Pick<ServerLook, "at" | "info">): Starts {
  const { started, runningFor } = info?.kind === "ok" ? info.value : {};
  if (started === undefined) return before.started === undefined ? { unknownAt: at, ...before } : before;
  if (before.started !== undefined)
    return started === before.started ? before : { started, startedBefore: before.started, restartedAt: at };
  const lookedFor = at - (before.unknownAt ?? at);
  const isYounger = runningFor !== undefined && runningFor + CLOCK_STEP < lookedFor;
  return { started, ...(isYounger && { restartedAt: at }) };
}
