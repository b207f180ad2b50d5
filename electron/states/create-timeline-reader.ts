import { buildTimelines } from "../../shared/statistics/build-timelines.ts";
import type { StreamTimeline } from "../../shared/statistics/build-timelines.ts";
import { clipIntervals } from "../../shared/statistics/intervals.ts";
import type { Interval } from "../../shared/statistics/intervals.ts";
import { listDayEdges } from "../../shared/statistics/local-buckets.ts";
import type { StepTaken } from "../../shared/statistics/step-taken.ts";
import { localDate } from "../journal/segment-name.ts";
import { createDayFiles } from "./day-files.ts";
import type { KeptDay } from "./day-files.ts";
import { joinDays, listSteps, packDay } from "./packed-day.ts";
import type { PackedDay } from "./packed-day.ts";
import { createStateReader, findFileDates, findFirstDay } from "./read-states.ts";
import type { StateFile } from "./read-states.ts";

export interface TimelinesRead {
  /** Of whole local days, the window within; to be gone through once. */
  timelines: Iterable<StreamTimeline>;
  /** Steps of recovery in the same days, in order; to be gone through once. */
  steps: Iterable<StepTaken>;
  /** Lines of these days' files that are none of ours. */
  damaged: number;
  /** Local midnight of the first day that has a file; undefined when there is none. */
  firstDay: number | undefined;
}

export interface TimelineReader {
  /** The window ends at `now` at the latest. Rejects with the signal's reason when it is aborted; what was built until then is kept. */
  read(window: Interval, options: { now: number; signal: AbortSignal }): Promise<TimelinesRead>;
}

/** Older days are built again when they are asked for. */
const KEPT_DAYS = 400;

/** Timelines of all streams from the state journal in `folder`. Days that are over are built once and kept in `directory`. */
export function createTimelineReader(folder: string, directory: string): TimelineReader {
  const reader = createStateReader(folder);
  const dayFiles = createDayFiles(directory);
  const kept = new Map<string, KeptDay>();
  let last: Promise<unknown> = Promise.resolve();
  let isTidy = false;

  async function readDay(day: Interval, files: readonly StateFile[], now: number): Promise<KeptDay> {
    const date = localDate(day.from);
    const stamp = [`${day.from} ${day.to}`, ...files.map((file) => file.stamp)].join("\n");
    const before = kept.get(date) ?? (await dayFiles.load(date));
    if (before?.stamp === stamp) {
      kept.set(date, before);
      return before;
    }
    const lines = await reader.read(day, files);
    const made = { ...packDay(buildTimelines(lines, day, now), lines, day), stamp, damaged: await countDamaged(files, [date]) };
    kept.set(date, made);
    if (files.length > 0) await dayFiles.save(date, made);
    return made;
  }

  async function countDamaged(files: readonly StateFile[], dates: readonly string[]): Promise<number> {
    let damaged = 0;
    for (const file of files) if (dates.includes(file.date)) damaged += await reader.countDamaged(file);
    return damaged;
  }

  async function read(window: Interval, { now, signal }: { now: number; signal: AbortSignal }): Promise<TimelinesRead> {
    const days = listDays(window);
    const whole = { from: days[0]!.from, to: days.at(-1)!.to };
    const files = await reader.list(whole);
    const filesOf = (interval: Interval): StateFile[] => {
      const { first, last } = findFileDates(interval);
      return files.filter(({ date }) => date >= first && date <= last);
    };
    // A day is over when no line of it can come any more: they stand in the files of later days, too.
    const over = days.filter((day) => findFileDates(day).last < localDate(now));
    const parts: { window: Interval; packed: PackedDay }[] = [];
    let damaged = 0;
    for (const day of over) {
      signal.throwIfAborted();
      const made = await readDay(day, filesOf(day), now);
      damaged += made.damaged;
      parts.push({ window: day, packed: made });
    }
    const [open] = clipIntervals([{ from: over.at(-1)?.to ?? whole.from, to: Math.min(whole.to, now) }], whole);
    if (open) {
      const lines = await reader.read(open, filesOf(open));
      parts.push({ window: open, packed: packDay(buildTimelines(lines, open, now), lines, open) });
      const dates = days.slice(over.length).map(({ from }) => localDate(from));
      damaged += await countDamaged(filesOf(open), dates);
    }
    return { timelines: joinDays(parts), steps: listSteps(parts), damaged, firstDay: await findFirstDay(folder) };
  }

  return {
    read(window, options) {
      const answer = last.then(async () => {
        if (!isTidy) await dayFiles.removeBefore(localDate(options.now - KEPT_DAYS * 86_400_000));
        isTidy = true;
        return read(window, options);
      });
      last = answer.catch(() => undefined);
      return answer;
    },
  };
}

/** The local days that hold a window, whole. */
function listDays({ from, to }: Interval): Interval[] {
  const midnight = (time: number, later: number): number => {
    const date = new Date(time);
    return new Date(date.getFullYear(), date.getMonth(), date.getDate() + later).getTime();
  };
  const edges = listDayEdges({ from: midnight(from, 0), to: midnight(to - 1, 1) });
  return edges.slice(1).map((edge, n) => ({ from: edges[n]!, to: edge }));
}
