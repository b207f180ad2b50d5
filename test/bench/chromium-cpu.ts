import { readFileSync, readdirSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";

/** Of a second, in /proc; the same on every Linux that runs a Chromium. */
const TICKS = 100;

interface ProcessTimes {
  pid: number;
  parent: number;
  name: string;
  /** Seconds of processor time, user and system. */
  cpu: number;
}

/** Processor time of all Chromium processes that this process has started, in cores, over so many milliseconds. Linux only. */
export async function measureChromiumCpu(milliseconds: number): Promise<number> {
  const startedAt = performance.now();
  const before = readChromiumCpu();
  await wait(milliseconds);
  return (readChromiumCpu() - before) / ((performance.now() - startedAt) / 1_000);
}

function readChromiumCpu(): number {
  const all = readdirSync("/proc").flatMap((name) => (/^\d+$/.test(name) ? readProcess(Number(name)) : []));
  const family = new Set([process.pid]);
  // A child may stand before its parent in the list.
  for (let size = 0; size !== family.size;) {
    size = family.size;
    for (const { pid, parent } of all) if (family.has(parent)) family.add(pid);
  }
  return all.filter(({ pid, name }) => family.has(pid) && /chrom|msedge/i.test(name)).reduce((sum, { cpu }) => sum + cpu, 0);
}

function readProcess(pid: number): ProcessTimes[] {
  try {
    const [, name = "", rest = ""] = /^\d+ \((.*)\) (.*)$/s.exec(readFileSync(`/proc/${pid}/stat`, "latin1")) ?? [];
    const fields = rest.split(" ");
    return [{ pid, parent: Number(fields[1]), name, cpu: (Number(fields[11]) + Number(fields[12])) / TICKS }];
  } catch {
    return []; // ended meanwhile
  }
}
