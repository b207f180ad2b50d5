import { setTimeout as wait } from "node:timers/promises";
import { createProgress } from "./create-progress.ts";
import { damageDataDir } from "./damage-data-dir.ts";
import { inspectLogs } from "./inspect-logs.ts";
import type { RunEvidence } from "./judge-run.ts";
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
/** Without any answer or delivery, be it of a record that was delivered before, for so long something is stuck; milliseconds. */
const PATIENCE = 60_000;
/** Timers hold no more minutes than that. */
const LONGEST_TIMER = 30_000;

/** Storm, kills and delivery to their end. Rejects when a program ends by itself or does not start, and when nothing moves any more. */
export async function runTorture({ host, kills, records, seed, minutes, directory, say }: TortureOptions): Promise<TortureResult> {
  const begun = Date.now();
  const plan = planKills({ ...host, kills, seed, records });
  const progress = createProgress(records);
  const fault = Promise.withResolvers<never>();
  const onFault = (what: string): void => fault.reject(new Error(what));
  const programs = await startPrograms({ host, directory, records, seed, progress, onFault });
  const killed = { host: { serving: 0, starting: 0 }, collector: { serving: 0, starting: 0 } };
  const thrownBytes = { host: 0, collector: 0 };
  const damages: Partial<Record<Damage, number>> = {};
  let isOver = false; // nothing may be started any more

  async function killAsPlanned(name: VictimName): Promise<void> {
    for (const { after, delay, damage, damageSeed } of plan.filter(({ victim }) => victim === name)) {
      await progress.whenAnswered(after);
      if (after > progress.counts().wanted) return;
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

  let last = { text: "", at: begun };
  const end = setTimeout(() => progress.limit(programs.endStorm()), Math.min(minutes, LONGEST_TIMER) * 60_000);
  const report = setInterval(() => {
    const { answered, delivered, deliveries, wanted } = progress.counts();
    const done = Object.values(killed).reduce((sum, { serving, starting }) => sum + serving + starting, 0);
    const text = `${done} of ${kills} kills, ${answered} of ${wanted} reports answered, ${delivered} delivered, ${deliveries - delivered} once more`;
    if (text !== last.text) last = { text, at: Date.now() };
    else if (Date.now() - last.at > PATIENCE) onFault(`nothing has moved for ${PATIENCE / 1_000} s`);
    say(`${Math.round((Date.now() - begun) / 1_000)} s: ${text}`);
  }, SAY_INTERVAL);

  try {
    await Promise.race([fault.promise, Promise.all([killAsPlanned("host"), killAsPlanned("collector"), progress.whenAllAnswered()])]);
    await Promise.race([fault.promise, programs.deliverEverything()]);
  } finally {
    isOver = true;
    clearInterval(report);
    clearTimeout(end);
    await programs.stop();
  }
  const seconds = (Date.now() - begun) / 1_000;
  say("everything is delivered; reading what is on disk");
  const [hostLogs, collectorLogs] = [
    await inspectLogs(programs.dataDirs.host, records),
    await inspectLogs(programs.dataDirs.collector, records),
  ];
  const { answered, sent } = progress;
  return {
    hostName: host.name,
    records: progress.counts().wanted,
    answered,
    sent,
    host: hostLogs,
    collector: collectorLogs,
    thrownBytes,
    lostByPages: programs.lostByPages(),
    killed,
    damages,
    wireFaults: programs.wireFaults(),
    seconds,
  };
}
