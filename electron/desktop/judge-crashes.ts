/** What crashes of Chromium's processes come to. All times are Unix milliseconds, in their order. */
import { THIS_PC } from "../../shared/alarms/alarm-kinds.ts";
import type { HostFinding } from "../../shared/alarms/situation.ts";

export interface CrashTimes {
  /** Pages that ended by themselves, or that did not answer and were ended. */
  page: number[];
  /** The process that draws for all of them. */
  gpu: number[];
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** How long a crash is remembered, and how long a graphics driver that crashes in a loop is left alone. */
export const KEPT_FOR = 7 * 24 * HOUR;

/** So many within a minute are a loop that loading again only feeds. */
const LOOP = { crashes: 3, within: MINUTE };
/** So many within an hour are a matter for the administrator. */
const OFTEN = { crashes: 3, within: HOUR };
/** Chromium itself gives up, and ends the app, when its graphics process cannot be kept running. */
const GPU_LOOP = { crashes: 3, within: 10 * MINUTE };

/** False when the crashes of the last minute, this one included, are a loop. */
export function shouldReload(crashTimes: readonly number[], now: number): boolean {
  return countSince(crashTimes, now - LOOP.within) < LOOP.crashes;
}

/** Whether the next start does without the graphics hardware: it crashed in a loop, and that is no week ago. */
export function isGpuUnfit(gpuTimes: readonly number[], now: number): boolean {
  return gpuTimes.some((time, n) => {
    const last = gpuTimes[n + GPU_LOOP.crashes - 1];
    return last !== undefined && last - time < GPU_LOOP.within && now - last < KEPT_FOR;
  });
}

/** What the administrator has to know. */
export function judgeCrashes({ page, gpu }: CrashTimes, now: number): HostFinding[] {
  const often = [page, gpu]
    .map((times) => times.filter((time) => time > now - OFTEN.within))
    .filter((times) => times.length >= OFTEN.crashes);
  const unfit = isGpuUnfit(gpu, now) ? gpu : [];
  const [since] = [...often.flat(), ...unfit].sort((a, b) => a - b);
  return since === undefined ? [] : [{ kind: "monitoring_failing", source: THIS_PC, since }];
}

export function describeCounts(times: readonly number[], now: number): string {
  return `${countSince(times, now - HOUR)} in the last hour, ${countSince(times, now - KEPT_FOR)} in the last 7 days`;
}

function countSince(times: readonly number[], from: number): number {
  return times.filter((time) => time > from).length;
}
