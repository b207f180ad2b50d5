import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { createProgress } from "./create-progress.ts";
import { damageDataDir } from "./damage-data-dir.ts";
import { countQuarantined, inspectLogs } from "./inspect-logs.ts";
import type { RunEvidence } from "./judge-run.ts";
import { createLineNumbers } from "./record-ids.ts";
import { countWith, eachKind, JOURNAL_FILES, REPORT_KINDS } from "./report-kinds.ts";
import type { ReportKind } from "./report-kinds.ts";
import { planKills } from "./plan-kills.ts";
import type { Damage, VictimName } from "./plan-kills.ts";
import { startPrograms } from "./start-programs.ts";
import type { TortureHost } from "./torture-host.ts";
import type { WireFault } from "./wire-faults.ts";

export interface TortureOptions {
  host: TortureHost;
  kills: number;
  records: number;
  seed: number;
  /** The storm and the kills end after so long, however far they are. */
  minutes: number;
  /** Host and collector keep their data dirs in it; made when absent. */
  directory: string;
  say: (line: string) => void;
}

export interface TortureResult extends RunEvidence {
  hostName: TortureHost["name"];
  /** Kills by what they hit: a program that served, or one that was starting. */
  killed: Record<VictimName, { serving: number; starting: number }>;
  damages: Partial<Record<Damage, number>>;
  wireFaults: Record<WireFault, number>;
  /** Seconds until everything was delivered. */
  seconds: number;
}

const SAY_INTERVAL = 5_000;
/**
 * Without any answer or delivery, be it of a record that was delivered before, for so long something is stuck; milliseconds. A host that found no
 * collector when it asked what central takes asks again after a minute, or half a minute later.
 */
const PATIENCE = 120_000;
/** Timers hold no more minutes than that. */
const LONGEST_TIMER = 30_000;

/** Storm, kills and delivery to their end. Rejects when a program ends by itself or does not start, and when nothing moves any more. */
export async function runTorture({ host, kills, records, seed, minutes, directory, say }: TortureOptions): Promise<TortureResult> {
  const begun = Date.now();
  const plan = planKills({ ...host, kills, seed, records });
  const progress = eachKind((kind) => createProgress(countWith(records, kind)));
  const { failures, states } = progress;
  const fault = Promise.withResolvers<never>();
  const onFault = (what: string): void => fault.reject(new Error(what));
  const programs = await startPrograms({ host, directory, records, seed, progress, onFault });
  const killed = { host: { serving: 0, starting: 0 }, collector: { serving: 0, starting: 0 } };
  const thrownBytes = { host: 0, collector: 0 };
  const damages: Partial<Record<Damage, number>> = {};
  let isOver = false; // nothing may be started any more

  async function killAsPlanned(name: VictimName): Promise<void> {
    for (const { after, delay, damage, damageSeed } of plan.filter(({ victim }) => victim === name)) {
      await failures.whenAnswered(after);
      if (after > failures.counts().wanted) return;
      await wait(delay); // of a moment that has passed already: from the start that was just made
      if (isOver) return;
      const wasServing = await programs.kill(name);
      if (isOver) return;
      killed[name][wasServing ? "serving" : "starting"]++;
      if (damage) {
        const done = damageDataDir(programs.dataDirs[name], damage, damageSeed);
        thrownBytes[name] += done.thrownBytes;
        if (done.isDone) damages[damage] = (damages[damage] ?? 0) + 1;
      }
      programs.start(name);
    }
  }

  function endStorm(): void {
    const made = programs.endStorm();
    for (const kind of REPORT_KINDS) progress[kind].limit(countWith(made, kind));
  }

  let last = { text: "", at: begun };
  const end = setTimeout(endStorm, Math.min(minutes, LONGEST_TIMER) * 60_000);
  const report = setInterval(() => {
    const { answered, delivered, deliveries, wanted } = failures.counts();
    const others = [`${states.counts().delivered} states`, `${progress.alarms.counts().delivered} acts on alarms`];
    const done = Object.values(killed).reduce((sum, { serving, starting }) => sum + serving + starting, 0);
    const text = `${done} of ${kills} kills, ${answered} of ${wanted} failures answered, ${delivered} delivered (${others.join(", ")}), ${deliveries - delivered} once more`;
    if (text !== last.text) last = { text, at: Date.now() };
    else if (Date.now() - last.at > PATIENCE) onFault(`nothing has moved for ${PATIENCE / 1_000} s`);
    say(`${Math.round((Date.now() - begun) / 1_000)} s: ${text}`);
  }, SAY_INTERVAL);

  try {
    await Promise.race([
      fault.promise,
      Promise.all([killAsPlanned("host"), killAsPlanned("collector"), failures.whenAllAnswered(), states.whenAllAnswered()]),
    ]);
    await Promise.race([fault.promise, programs.deliverEverything()]);
  } finally {
    isOver = true;
    clearInterval(report);
    clearTimeout(end);
    await programs.stop();
  }
  const seconds = (Date.now() - begun) / 1_000;
  say("everything is delivered; reading what is on disk");
  const inspect = async (kind: ReportKind) => {
    const { answered, sent } = progress[kind];
    const numberOf = createLineNumbers(answered.length, host.hasPage || kind !== "failures");
    const folderOf = (name: VictimName) => join(programs.dataDirs[name], "logs", JOURNAL_FILES[kind].folder);
    return { answered, sent, host: await inspectLogs(folderOf("host"), numberOf), collector: await inspectLogs(folderOf("collector"), numberOf) }; // prettier-ignore
  };
  return {
    hostName: host.name,
    wanted: { failures: failures.counts().wanted, states: states.counts().wanted },
    journals: { failures: await inspect("failures"), states: await inspect("states"), alarms: await inspect("alarms") },
    thrownBytes,
    quarantinedBytes: { host: countQuarantined(programs.dataDirs.host), collector: countQuarantined(programs.dataDirs.collector) },
    lostByPages: programs.lostByPages(),
    killed,
    damages,
    wireFaults: programs.wireFaults(),
    seconds,
  };
}
