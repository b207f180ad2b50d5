import { createHash } from "node:crypto";
import { hostname } from "node:os";
import { alarmStateOf } from "../../shared/alarms/alarm.ts";
import type { HostFinding } from "../../shared/alarms/situation.ts";
import { createTurns } from "../../shared/create-turns.ts";
import { cutText } from "../../shared/plain-text.ts";
import type { SettingsState } from "../../shared/settings-state.ts";
import { decideUpdate, isInstalledOnQuit } from "../../shared/updates/decide-update.ts";
import type { UpdateMemory, UpdateSituation } from "../../shared/updates/decide-update.ts";
import { judgeUpdateFailure } from "../../shared/updates/judge-update-failure.ts";
import type { UpdateApi, UpdateProblem, UpdateState, UpdateStep, UpdateWait } from "../../shared/updates/updates-api.ts";
import type { AlarmMoment } from "../alarms/alarm-service.ts";
import { createUpdateMemoryFile } from "./update-memory.ts";
import type { UpdateError, Updater } from "./updater.ts";

export interface UpdatesOptions {
  /** Absent: this installation cannot be replaced. */
  updater?: Updater;
  dataDir: string;
  /** Each PC begins at a moment of its own. */
  hostName?: string;
  /** The present version. */
  version: string;
  settingsStore: { state(): Pick<SettingsState, "settings" | "locked">; onChange(listener: () => void): () => void };
  now: () => number;
  /** Returns what cancels it. */
  setTimer: (callback: () => void, milliseconds: number) => () => void;
  onFindings: (findings: HostFinding[]) => void;
  onChange: (state: UpdateState) => void;
  log: (message: string) => void;
}

export interface Updates {
  api: UpdateApi;
  follow(moment: AlarmMoment): void;
  /** A person ends the app. */
  noteQuit(): void;
  close(): Promise<void>;
}

/** The pictures come first. */
const FIRST_LOOK = 5 * 60_000;
const INTERVAL = 60_000;

/** Looks once a minute whether there is something to do about a newer version (decide-update.ts), and does it. */
export function createUpdates(options: UpdatesOptions): Updates {
  const { updater, version, settingsStore, hostName = hostname(), now, setTimer, onFindings, onChange, log } = options;
  const file = createUpdateMemoryFile(options.dataDir, log);
  const inTurn = createTurns();
  const spread = createHash("sha256").update(hostName).digest().readUInt32BE() / 2 ** 32;
  let memory = learnOutcome(file.read() ?? forget(""));
  let downloaded: string | undefined;
  let busy: UpdateStep | undefined;
  let wait: UpdateWait | undefined;
  let isHeld = false;
  let isClosed = false;
  let cancel = (): void => {};

  const settings = () => settingsStore.state().settings.updates;
  const isActive = (): boolean => updater !== undefined && settings().enabled && settings().url !== "";
  const feedOf = (): string => `${settings().url} ${settings().version}`;

  const state = (): UpdateState => ({
    version,
    kind: updater?.kind ?? "none",
    isActive: isActive(),
    ...(busy && { busy }),
    ...(memory.found && memory.found.version !== version && { found: { version: memory.found.version, releasedAt: memory.found.since, isFit: memory.found.isFit } }), // prettier-ignore
    isDownloaded: downloaded !== undefined && downloaded === memory.found?.version,
    ...(isActive() && wait && { wait }),
    ...(memory.lookedAt !== undefined && { lookedAt: memory.lookedAt }),
    problems: memory.problems,
  });
  const situation = (canInstall: boolean): UpdateSituation => ({ at: now(), settings: settings(), version, memory, downloaded, isHeld, canInstall, spread }); // prettier-ignore

  /** The app has started: what was installed before it ended is the present version, or was not put in its place. */
  function learnOutcome(before: UpdateMemory): UpdateMemory {
    const last = before.attempts.at(-1);
    if (!last) return before;
    if (last.from !== version)
      return { ...before, attempts: [], problems: {}, found: undefined, heldSince: undefined, blockedSince: undefined };
    const problem: UpdateProblem = { kind: "not_replaced", detail: `${last.version} was to replace ${version}`, since: last.at };
    return { ...before, problems: { ...before.problems, install: before.problems.install ?? problem } };
  }

  function change(next: Partial<UpdateMemory>): Promise<void> {
    memory = { ...memory, ...next };
    tell();
    return file.write(memory);
  }

  let told = "";
  function tell(): void {
    onFindings(isActive() ? judgeUpdateFailure(memory, now()) : []);
    const next = JSON.stringify(state());
    if (next !== told) onChange(state());
    told = next;
  }

  const without = (step: UpdateStep) => ({ ...memory.problems, [step]: undefined });

  async function attempt(step: UpdateStep, act: () => Promise<void>): Promise<void> {
    busy = step;
    tell();
    try {
      await act();
      busy = undefined;
      await change({ hasFailed: false, problems: without(step) });
    } catch (error) {
      busy = undefined;
      const { kind = "other", message } = error as UpdateError;
      const detail = cutText(message.split("\n", 1)[0]!, 300);
      log(`updates: ${step} failed (${kind}): ${detail}`);
      await change({
        hasFailed: true,
        problems: { ...memory.problems, [step]: { kind, detail, since: memory.problems[step]?.since ?? now() } },
      });
    }
  }

  const acts: Record<UpdateStep, (updater: Updater) => Promise<void>> = {
    check: (own) =>
      attempt("check", async () => {
        memory.triedAt = now();
        const allowsOlder = settings().version !== "" && settingsStore.state().locked.includes("updates.version");
        const {
          version: offered,
          releasedAt = now(),
          isFit,
        } = await own.check({ url: settings().url, version: settings().version, allowsOlder });
        if (offered !== memory.found?.version) {
          log(`updates: the server has ${offered}${isFit ? "" : ", which is not for this PC"}`);
          // What was tried of another version says nothing of this one.
          memory = { ...memory, attempts: [], problems: {}, heldSince: undefined, blockedSince: undefined };
        }
        const since = memory.found?.version === offered ? memory.found.since : Math.min(releasedAt, now());
        memory = { ...memory, lookedAt: now(), found: { version: offered, since, isFit } };
      }),
    download: (own) =>
      attempt("download", async () => {
        memory.triedAt = now();
        await own.download();
        downloaded = memory.found?.version;
        log(`updates: ${downloaded} is here`);
      }),
    async install(own) {
      await noteAttempt();
      await attempt("install", async () => own.install({ restarts: true }));
    },
  };

  /** Written down before it is done: nobody is left to do so afterwards. */
  function noteAttempt(): Promise<void> {
    const wanted = memory.found!.version;
    log(`updates: ${wanted} is installed in the place of ${version}`);
    return change({ blockedSince: undefined, attempts: [...memory.attempts, { version: wanted, from: version, at: now() }] });
  }

  async function step(): Promise<void> {
    if (memory.feed !== feedOf()) {
      memory = forget(feedOf());
      downloaded = undefined;
    }
    for (;;) {
      if (!updater || !isActive() || isClosed) break;
      let decision = decideUpdate(situation(true));
      if (decision.action === "install" && !(await updater.canInstall())) decision = decideUpdate(situation(false));
      wait = decision.wait;
      if (decision.action === "none") break;
      const attempts = memory.attempts.length;
      await acts[decision.action](updater);
      if (memory.attempts.length > attempts) break; // the app ends, or goes on as it was
    }
    const { heldSince = wait?.reason === "alarm" ? now() : undefined } = memory;
    const { blockedSince = wait?.reason === "rights" ? now() : undefined } = memory;
    await change({ heldSince, blockedSince });
  }

  /** While updates are off nothing is looked at. */
  function arm(milliseconds: number): void {
    cancel();
    if (isActive() && !isClosed) cancel = setTimer(() => void inTurn(step).then(() => arm(INTERVAL)), milliseconds);
  }
  arm(FIRST_LOOK);
  tell();
  const stopFollowing = settingsStore.onChange(() => {
    arm(INTERVAL);
    tell();
  });

  return {
    api: {
      getUpdates: async () => state(),
      checkForUpdates: () =>
        inTurn(async () => {
          if (!updater || !isActive()) return state();
          if (memory.feed !== feedOf()) memory = forget(feedOf());
          await acts.check(updater);
          await step();
          return state();
        }),
    },
    follow({ alarms, isMasked }) {
      isHeld = [...alarms.values()].some((alarm) => {
        const shown = alarmStateOf(alarm, isMasked(alarm));
        return alarm.occurrence?.priority === "high" && (shown === "unacknowledged" || shown === "returned_unacknowledged");
      });
    },
    noteQuit() {
      if (!updater || !isActive() || busy || !isInstalledOnQuit(situation(true))) return;
      void noteAttempt(); // close() waits for it
      try {
        updater.install({ restarts: false });
      } catch (error) {
        log(`updates: it was not installed: ${String(error)}`);
      }
    },
    async close() {
      isClosed = true;
      cancel();
      stopFollowing();
      await file.write(memory);
    },
  };
}

function forget(feed: string): UpdateMemory {
  return { feed, attempts: [], problems: {} };
}
