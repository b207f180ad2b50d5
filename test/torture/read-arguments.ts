import { parseArgs } from "node:util";

export const TORTURE_USAGE = `npm run torture -- [options]

Kills a host and the collector again and again in the middle of a storm of failures, damages their files between a kill and the
next start, and holds what is on disk at the end against what was answered. Exit code 1 when anything was lost or is there twice.

  --outages      instead: every kind of outage of the central, once with a collector and once with one that takes one record at a time
  --week         instead: a central that is away for a week of an injected clock, and what that costs in memory
  --memory       instead: the desktop app while its central is away, and what that costs its main process in memory (Linux)
  --wall         instead: a wall that plays while its central is away, hangs and takes everything again

  --desktop      the host is the desktop app in Electron, and all kills are its; else the web host, and one of the two is killed
  --kills N      how many kills (default 30)
  --records R    how many failures are reported (default 1000 for each kill; 10000 in each outage, 1000000 in the week,
                 100000 for --memory)
  --seed S       the same seed gives the same moments and damages (default 1)
  --minutes M    after so long no more failures and kills, however far it is (default 60)
  --fill         another program fills the disk of --data-dir and frees it, again and again: give it a small one (tmpfs, 60 MB)
  --data-dir DIR keep the files here; else they are kept only where something is wrong
  --help
`;

export interface TortureArguments {
  desktop: boolean;
  kills: number;
  records: number;
  seed: number;
  minutes: number;
  dataDir?: string;
  /** Its disk is filled again and again. */
  fill?: true;
}

/** What an outage does, in place of the kills. */
export const OUTAGE_PARTS = ["outages", "week", "memory", "wall"] as const;
export type OutagePart = (typeof OUTAGE_PARTS)[number];

export type ReadTortureArguments =
  | { kind: "help" }
  | { kind: "wrong"; problem: string }
  | { kind: "run"; arguments: TortureArguments }
  | { kind: "outages"; parts: OutagePart[]; records?: number; seed: number };

export function readTortureArguments(args: readonly string[]): ReadTortureArguments {
  try {
    const text = { type: "string" } as const;
    const flag = { type: "boolean" } as const;
    const instead = { outages: flag, week: flag, memory: flag, wall: flag };
    const texts = { kills: text, records: text, seed: text, minutes: text, "data-dir": text };
    const options = { ...instead, ...texts, desktop: flag, fill: flag, help: flag } as const;
    const { values } = parseArgs({ args: [...args], options, allowPositionals: false });
    if (values.help) return { kind: "help" };
    const seed = readNumber("--seed", values.seed, 1);
    const parts = OUTAGE_PARTS.filter((part) => values[part]);
    if (parts.length > 0) {
      const records = values.records === undefined ? {} : { records: Math.max(100, readNumber("--records", values.records, 0)) };
      return { kind: "outages", parts, seed, ...records };
    }
    const kills = readNumber("--kills", values.kills, 30);
    const records = readNumber("--records", values.records, Math.max(1, kills) * 1_000);
    const minutes = readNumber("--minutes", values.minutes, 60);
    const dataDir = values["data-dir"];
    const desktop = values.desktop === true;
    if (values.fill && !dataDir) throw new Error("--fill needs --data-dir, on a small disk of its own");
    const where = { ...(dataDir && { dataDir }), ...(values.fill && { fill: true as const }) };
    return { kind: "run", arguments: { desktop, kills, records: Math.max(1, records), seed, minutes, ...where } };
  } catch (error) {
    return { kind: "wrong", problem: (error as Error).message };
  }
}

function readNumber(name: string, value: string | undefined, otherwise: number): number {
  if (value === undefined) return otherwise;
  if (!/^\d{1,9}$/.test(value)) throw new Error(`${name} needs a whole number, not "${value}"`);
  return Number(value);
}
