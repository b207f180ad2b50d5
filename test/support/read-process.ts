/** What Linux says of a process of ours; undefined where there is no /proc. */
import { readFileSync } from "node:fs";

/** Of Linux: units of processor time in /proc, a second. */
const TICKS = 100;

/** Megabytes: now, and the most so far. */
export function readMemory(pid: number): { now: number; peak: number } | undefined {
  const status = readProc(pid, "status");
  const megabytes = (name: string): number => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status ?? "")?.[1]) / 1_024;
  return status === undefined ? undefined : { now: megabytes("VmRSS"), peak: megabytes("VmHWM") };
}

/** Milliseconds of a processor so far. */
export function readProcessorTime(pid: number): number | undefined {
  const fields = readProc(pid, "stat")?.split(") ")[1]?.split(" ");
  return fields && ((Number(fields[11]) + Number(fields[12])) * 1_000) / TICKS;
}

function readProc(pid: number, file: string): string | undefined {
  return process.platform === "linux" ? readFileSync(`/proc/${pid}/${file}`, "latin1") : undefined;
}
