import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Progress } from "./create-progress.ts";
import { createVictim } from "./create-victim.ts";
import type { Victim } from "./create-victim.ts";
import type { VictimName } from "./plan-kills.ts";
import { countWith, REPORT_KINDS } from "./report-kinds.ts";
import type { ReportKind } from "./report-kinds.ts";
import { startDesk } from "./start-desk.ts";
import { startRelay } from "./start-relay.ts";
import { startStateStorm } from "./start-state-storm.ts";
import { startStorm } from "./start-storm.ts";
import { PLANNED_STREAMS, STORM_SERVER } from "./storm-streams.ts";
import { createNodeService } from "./torture-host.ts";
import type { TortureHost } from "./torture-host.ts";
import { createWireFaults } from "./wire-faults.ts";
import type { WireFault } from "./wire-faults.ts";

export interface ProgramsOptions {
  host: TortureHost;
  directory: string;
  records: number;
  seed: number;
  progress: Record<ReportKind, Progress>;
  /** A program has ended by itself, or has not started. */
  onFault: (what: string) => void;
}

/** The real host and the real collector, as they are built, with the storm's pages at one end and the counting relay between them. */
export interface Programs {
  dataDirs: Record<VictimName, string>;
  /** True when it served, false when it was still starting. */
  kill(name: VictimName): Promise<boolean>;
  start(name: VictimName): void;
  /** No further failures. Returns how many there were. */
  endStorm(): number;
  /** Resolves when the host says that nothing waits, and either every record has arrived or it goes on saying so for ten seconds. */
  deliverEverything(): Promise<void>;
  lostByPages(): number;
  wireFaults(): Record<WireFault, number>;
  stop(): Promise<void>;
}

/** How often the host is asked at the end what is left to deliver, in milliseconds. */
const ASK_INTERVAL = 100;
/** So many answers in a row that nothing waits, though something is missing: it will not come any more. */
const QUIET = 100;
/** About 1 kB a record: files small enough that there are several, and few enough that a start has not to open hundreds. */
const MOST_FILES = 100;
const RECORDS_OF_A_MEGABYTE = 1_000;

export async function startPrograms({ host, directory, records, seed, progress, onFault }: ProgramsOptions): Promise<Programs> {
  const dataDirs = { host: join(directory, "host"), collector: join(directory, "collector") };
  const client = host.createClient();
  let collectorUrl: string | undefined;
  const relay = await startRelay({
    target: () => collectorUrl,
    onSent: (kind, index) => progress[kind].noteSent(index),
    onDelivered: (kind, index) => progress[kind].noteDelivered(index),
    nextFault: createWireFaults(seed),
  });
  const config = join(directory, "settings.json");
  mkdirSync(directory, { recursive: true });
  writeFileSync(config, JSON.stringify(makeSettings(relay.url, records)));

  const argsOf = (name: VictimName) => [`--data-dir=${dataDirs[name]}`, `--config=${config}`];
  const victims: Record<VictimName, Victim> = {
    host: createVictim({
      name: host.name,
      createService: (log) => host.createService(argsOf("host"), log),
      async onReady(url) {
        await client.enter(url);
        storm.sendNow();
        states.sendNow();
      },
      onFault,
    }),
    collector: createVictim({
      name: "collector",
      createService: (log) => createNodeService("collector.js", [...argsOf("collector"), "--rate=0"], log), // a PC does not fail a million times in minutes
      onReady(url) {
        collectorUrl = url;
      },
      onFault,
    }),
  };
  const forget = (name: VictimName): void => {
    if (name === "host") client.leave();
    else collectorUrl = undefined;
  };
  const states = startStateStorm({ call: client.call, onAnswered: progress.states.noteAnswered });
  const desk = startDesk({ call: client.call, onAnswered: progress.alarms.noteAnswered });
  const storm = startStorm({
    records,
    send: (report) => client.call("reportError", report),
    onAnswered(index) {
      progress.failures.noteAnswered(index);
      if (countWith(index + 1, "states") > countWith(index, "states")) states.report(countWith(index, "states"));
      if (countWith(index + 1, "alarms") > countWith(index, "alarms")) desk.act(countWith(index, "alarms"));
    },
  });
  victims.host.start();
  victims.collector.start();

  return {
    dataDirs,
    kill(name) {
      forget(name);
      return victims[name].kill();
    },
    start: (name) => victims[name].start(),
    endStorm: storm.end,
    async deliverEverything() {
      await client.call("retryDelivery", {}).catch(() => undefined); // it may be waiting for a collector that was away for long
      await desk.settle();
      const sumOf = (key: "owed" | "deliveries") => REPORT_KINDS.reduce((sum, kind) => sum + progress[kind].counts()[key], 0);
      let [quiet, deliveries] = [0, 0];
      while (quiet < (sumOf("owed") === 0 ? 1 : QUIET)) {
        await wait(ASK_INTERVAL);
        const status = await client.call("getStatus", {}).catch(() => undefined);
        const isQuiet = status?.delivery.state === "idle" && status.delivery.waiting === 0 && sumOf("deliveries") === deliveries;
        deliveries = sumOf("deliveries");
        quiet = isQuiet ? quiet + 1 : 0;
      }
    },
    lostByPages: () => storm.lost() + states.lost(),
    wireFaults: relay.faults,
    async stop() {
      await victims.host.stop();
      await victims.collector.stop();
      await client.close();
      await relay.close();
    },
  };
}

/** Small files, so that there are many; nothing is deleted, and every report makes a line. */
function makeSettings(url: string, records: number) {
  const maxFileMegabytes = Math.ceil(records / RECORDS_OF_A_MEGABYTE / MOST_FILES);
  return {
    central: { url, enabled: true, sendFrom: "all" },
    servers: [STORM_SERVER],
    streams: PLANNED_STREAMS,
    alerts: { onDelaySeconds: 1, offDelaySeconds: 1 },
    logs: { maxFileMegabytes, maxTotalMegabytes: 1_000_000, minFreeMegabytes: 0, repeatSeconds: 0 },
  };
}
