import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseObject } from "../../shared/parse-object.ts";
import type { DutyState, ShiftApi } from "../../shared/shifts-api.ts";
import { findShift, isSameShift } from "../../shared/shifts/find-shift.ts";
import type { Interval } from "../../shared/statistics/intervals.ts";
import type { Settings } from "../../shared/settings.ts";
import { apiError } from "../api-error.ts";
import type { Audit } from "../audit/open-audit.ts";
import { writeFileAtomically } from "../journal/write-file-atomically.ts";
import { createGuessLimit } from "../settings/limit-guesses.ts";
import type { GuessLimit } from "../settings/limit-guesses.ts";
import { isPinOf } from "../settings/pin-hash.ts";

export interface DutyOptions {
  dataDir: string;
  settings: () => Pick<Settings, "shifts" | "operators">;
  audit: Pick<Audit, "write">;
  now: () => number;
  /** Returns what cancels it. */
  setTimer: (callback: () => void, milliseconds: number) => () => void;
  notify: (state: DutyState) => void;
  log: (message: string) => void;
}

/**
 * Who is on duty at this PC. One for all windows and pages of a host, as with the administrator's lock: they stand on one desk before one
 * person, who acknowledges in whichever window the mouse is (docs/decisions/0005). It is known until the shift ends, over a restart too.
 */
export interface Duty {
  api: Omit<ShiftApi, "makePin">;
  /** Undefined: nobody has said so in this shift, or the settings name nobody. */
  operator(): string | undefined;
  /** All who were on duty in a window, in order. */
  operatorsIn(window: Interval): string[];
  /** The settings are others. */
  follow(): void;
  close(): void;
}

interface OnDuty {
  operator: string;
  at: number;
}

/** Of a day of short shifts; who was there before them is in the audit log. */
const MOST_DUTIES = 20;

/** A clock that is set, or a PC that slept, is noticed within this, milliseconds. */
const LONGEST_WAIT = 60_000;

export async function createDuty({ dataDir, settings, audit, now, setTimer, notify, log }: DutyOptions): Promise<Duty> {
  const file = join(dataDir, "duty.json");
  const startedAt = now();
  const limits = new Map<string, GuessLimit>();
  let duties = await readDuties(file);
  let onDuty = settings().shifts.length > 0 ? duties.at(-1) : undefined;
  /** When somebody put the question off. */
  let deferredAt: number | undefined;
  let cancel = (): void => undefined;
  let told = "";

  function present(): OnDuty | undefined {
    const { operators, shifts } = settings();
    if (!onDuty || !operators.some(({ name }) => name === onDuty?.operator)) return undefined;
    return isSameShift(onDuty.at, now(), shifts) ? onDuty : undefined;
  }

  function state(): DutyState {
    const { operators, shifts } = settings();
    const duty = present();
    const shift = findShift(now(), shifts);
    const isDeferred = deferredAt !== undefined && isSameShift(deferredAt, now(), shifts);
    return {
      operators: operators.map(({ name, pinHash }) => ({ name, hasPin: pinHash !== "" })),
      ...(duty && { operator: duty.operator, since: duty.at }),
      ...(shift && { shift }),
      isAsked: operators.length > 0 && !duty && !isDeferred,
    };
  }

  /** Tells what has changed, and looks again when the shift ends. */
  function follow(): void {
    cancel();
    const next = state();
    const text = JSON.stringify(next);
    if (told !== "" && told !== text) notify(next);
    told = text;
    if (next.operators.length === 0 && !next.shift) return;
    cancel = setTimer(follow, Math.min(Math.max((next.shift?.to ?? Infinity) - now(), 1), LONGEST_WAIT));
  }

  function limitOf(name: string): GuessLimit {
    const onWrong = (guesses: number): void => {
      log(`a wrong PIN for operator ${JSON.stringify(name)}, ${guesses} in a row`);
      void audit.write({ event: "operator_refused", what: { operator: name } });
    };
    const limit = limits.get(name) ?? createGuessLimit({ now, onWrong });
    limits.set(name, limit);
    return limit;
  }

  /** Without shifts until this host ended: who is there after a restart is asked. */
  function latestEnd({ at }: OnDuty): number {
    return findShift(at, settings().shifts)?.to ?? (at < startedAt ? startedAt : Infinity);
  }

  follow();
  return {
    api: {
      getDuty: async () => state(),
      async takeDuty({ name, pin = "" }) {
        const find = () => settings().operators.find((each) => each.name === name);
        if (!find()) throw apiError("invalid_input", `there is no operator ${JSON.stringify(name)}`);
        const guess = await limitOf(name).guess(async () => {
          const hash = find()?.pinHash;
          return hash === "" || (hash !== undefined && isPinOf(pin, hash));
        });
        if (!guess.isRight) return { isTaken: false, ...(guess.retryAt !== undefined && { retryAt: guess.retryAt }) };
        const before = present()?.operator;
        onDuty = { operator: name, at: now() };
        duties = [...duties, onDuty].slice(-MOST_DUTIES);
        deferredAt = undefined;
        void audit.write({ event: "operator_on_duty", what: before === undefined ? {} : { before }, by: name });
        follow();
        // A full disk keeps nobody from the work: after a restart they are asked again.
        await writeFileAtomically(file, toText(duties)).catch((error: unknown) => log(`${file} could not be written: ${String(error)}`));
        return { isTaken: true };
      },
      async deferDuty() {
        deferredAt = now();
        follow();
        return state();
      },
    },
    operator: () => present()?.operator,
    operatorsIn({ from, to }) {
      const there = duties.filter((duty, n) => duty.at < to && Math.min(duties[n + 1]?.at ?? Infinity, latestEnd(duty)) > from);
      return [...new Set(there.map(({ operator }) => operator))];
    },
    follow,
    close: () => cancel(),
  };
}

function toText(duties: readonly OnDuty[]): string {
  return `${JSON.stringify({ duties: duties.map(({ operator, at }) => ({ operator, at: new Date(at).toISOString() })) })}\n`;
}

/** None in a file that is not there or says nothing: then they are asked. */
async function readDuties(file: string): Promise<OnDuty[]> {
  const { duties } = parseObject(await readFile(file, "utf8").catch(() => "")) ?? {};
  if (!Array.isArray(duties)) return [];
  return duties.flatMap((each: Partial<Record<keyof OnDuty, unknown>> | null): OnDuty[] => {
    const at = Date.parse(String(each?.at));
    return typeof each?.operator === "string" && !Number.isNaN(at) ? [{ operator: each.operator, at }] : [];
  });
}
