/** When a newer version is looked for, fetched and installed. Values in, values out; moments are Unix milliseconds. */
import { listWeekly } from "../list-maintenance.ts";
import type { UpdateSettings } from "./update-settings.ts";
import type { UpdateProblem, UpdateStep, UpdateWait } from "./updates-api.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const CHECK_EVERY = 6 * HOUR;
/** After a step that failed. */
const RETRY_AFTER = HOUR;
/** What is installed is what the server names at that moment: a bad version may have been taken back since it was fetched. */
const FRESH = 10 * 60_000;
const LONGEST_HOLD = 7 * DAY;
/** A version that could not be installed is tried once a day, and then no more. */
const ATTEMPT_AFTER = DAY;
export const MOST_ATTEMPTS = 3;

/** What is remembered from one start to the next. */
export interface UpdateMemory {
  /** What was asked for where: of another address or version nothing counts. */
  feed: string;
  /** When the server was last asked or a fetch begun, and whether that failed; when the server last answered. */
  triedAt?: number;
  hasFailed?: boolean;
  lookedAt?: number;
  /** `since`: when this version was released, or first seen where the server does not say. */
  found?: { version: string; since: number; isFit: boolean };
  /** Since when an alarm has held it back, and since when somebody has been needed who may install. */
  heldSince?: number;
  blockedSince?: number;
  attempts: { version: string; from: string; at: number }[];
  problems: Partial<Record<UpdateStep, UpdateProblem>>;
}

export interface UpdateSituation {
  at: number;
  settings: UpdateSettings;
  /** The present version. */
  version: string;
  memory: UpdateMemory;
  /** The version whose installer is here and verified. */
  downloaded: string | undefined;
  /** There is an alarm of the highest priority that nobody has acknowledged. */
  isHeld: boolean;
  /** It can be installed without anybody being asked for rights. */
  canInstall: boolean;
  /** 0 to 1, of this PC: walls of one room do not all go dark at once. */
  spread: number;
}

export interface UpdateDecision {
  action: "none" | UpdateStep;
  wait?: UpdateWait;
}

export function decideUpdate(situation: UpdateSituation): UpdateDecision {
  const { at, memory, downloaded, settings } = situation;
  const { triedAt = -Infinity, lookedAt = -Infinity, hasFailed } = memory;
  const isDue = at - triedAt >= (hasFailed ? RETRY_AFTER : CHECK_EVERY) || at < triedAt;
  if (isDue) return { action: "check" };
  const ready = findReady(situation);
  if (!ready.version) return { action: "none", ...(ready.wait && { wait: ready.wait }) };
  if (hasFailed) return waitFor("retry", triedAt + RETRY_AFTER);

  const window = ownWindow(situation);
  const isOpen = window.from <= at;
  if (downloaded !== ready.version) {
    return isOpen || settings.onQuit ? { action: "download" } : waitFor("window", window.from);
  }
  if (!isOpen) return waitFor("window", window.from);
  if (!situation.canInstall) return waitFor("rights");
  const holdEnds = (memory.heldSince ?? at) + LONGEST_HOLD;
  if (situation.isHeld && at < holdEnds) return waitFor("alarm", holdEnds);
  return { action: at - lookedAt < FRESH ? "install" : "check" };
}

/** Whether a person who ends the app has it replaced: it is dark then in any case, and somebody is there whom the system can ask. */
export function isInstalledOnQuit(situation: UpdateSituation): boolean {
  const { settings, downloaded } = situation;
  return settings.onQuit && downloaded !== undefined && findReady(situation).version === downloaded;
}

/** The version that may be installed as far as group and past attempts go. */
function findReady({ at, settings, version, memory }: UpdateSituation): { version?: string; wait?: UpdateWait } {
  const { found, attempts } = memory;
  if (!found?.isFit || found.version === version) return {};
  const days = settings.group === "" ? 0 : Object.hasOwn(settings.groups, settings.group) ? settings.groups[settings.group] : undefined;
  if (days === undefined) return { wait: { reason: "unknown_group" } };
  if (at < found.since + days * DAY) return { wait: { reason: "group", until: found.since + days * DAY } };
  const own = attempts.filter((attempt) => attempt.version === found.version);
  if (own.length >= MOST_ATTEMPTS) return { wait: { reason: "failed" } };
  const next = (own.at(-1)?.at ?? -Infinity) + ATTEMPT_AFTER;
  return at < next ? { wait: { reason: "retry", until: next } } : { version: found.version };
}

/** The window that is open, else the next one. Each PC begins in the first half of it, at a moment of its own. */
function ownWindow({ at, settings: { window }, spread }: UpdateSituation): { from: number; to: number } {
  return listWeekly(window, { from: at - 2 * DAY, to: at + 9 * DAY })
    .map(({ from, to }) => ({ from: from + ((to - from) / 2) * spread, to }))
    .find(({ to }) => at < to)!;
}

function waitFor(reason: UpdateWait["reason"], until?: number): UpdateDecision {
  return { action: "none", wait: { reason, ...(until !== undefined && { until }) } };
}
