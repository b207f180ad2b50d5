import { join } from "node:path";
import { buildTimelines } from "../../shared/statistics/build-timelines.ts";
import type { StreamTimeline } from "../../shared/statistics/build-timelines.ts";
import { correctClock } from "../../shared/statistics/correct-clock.ts";
import { clipIntervals } from "../../shared/statistics/intervals.ts";
import type { Interval } from "../../shared/statistics/intervals.ts";
import { listDayEdges } from "../../shared/statistics/local-buckets.ts";
import type { StepTaken } from "../../shared/statistics/step-taken.ts";
import { localDate } from "../journal/segment-name.ts";
import { createDayFiles } from "./day-files.ts";
import type { KeptDay } from "./day-files.ts";
import { createFileDays } from "./file-days.ts";
import { joinDays, listSteps, packDay } from "./packed-day.ts";
import type { PackedDay } from "./packed-day.ts";
import { createStateReader, findFileDates, findFirstDay, isOfSeveral } from "./read-states.ts";
import type { StateFile, StateReader } from "./read-states.ts";

export interface TimelinesRead {
  /** For each PC whose lines these are; "" in a PC's own journal. */
  observers: ObservedTimelines[];
  /** Lines of these days' files that are none of ours. */
  damaged: number;
  /** Local midnight of the first day that has a file; undefined when there is none. */
  firstDay: number | undefined;
}

export interface ObservedTimelines {
  id: string;
  /** Of whole local days, the window within; to be gone through once. */
  timelines: Iterable<StreamTimeline>;
  /** Steps of recovery in the same days, in order; to be gone through once. */
  steps: Iterable<StepTaken>;
}

export interface TimelineReader {
  /** The window ends at `now` at the latest. Rejects with the signal's reason when it is aborted; what was built until then is kept. */
  read(window: Interval, options: { now: number; signal: AbortSignal }): Promise<TimelinesRead>;
}

export interface TimelineReaderOptions {
  /** Of the state journal: a PC's own, or a collector's. */
  folder: string;
  /** Where days that are over are kept. */
  directory: string;
  /** Times of a PC's own journal as the collector's clock would have given them, where they are joined with others'. A collector's always are. */
  correctsClock?: boolean;
}

/** Older days are built again when they are asked for. */
const KEPT_DAYS = 400;

/** Timelines of all streams from a state journal, for each PC that wrote to it. Days that are over are built once and kept. */
export function createTimelineReader({ folder, directory, correctsClock = false }: TimelineReaderOptions): TimelineReader {
  const dayFiles = createDayFiles(directory);
  const fileDays = createFileDays(folder, join(directory, "days-of-files.json"));
  const kept = new Map<string, KeptDay>();
  let reader: StateReader = createStateReader(folder);
  let isShared = false;
  let last: Promise<unknown> = Promise.resolve();
  let isTidy = false;

  async function build(interval: Interval, files: readonly StateFile[], now: number): Promise<Pick<KeptDay, "observers" | "packed">> {
    const found = [...(await reader.read(interval, files))].sort(([a], [b]) => (a < b ? -1 : 1));
    return {
      observers: found.map(([observer]) => observer),
      packed: found.map(([observer, read]) => {
        const lines = correctsClock || observer !== "" ? correctClock(read) : read;
        return packDay(buildTimelines(lines, interval, now), lines, interval);
      }),
    };
  }

  async function readDay(day: Interval, files: readonly StateFile[], now: number): Promise<KeptDay> {
    const date = localDate(day.from);
    const stamp = [`${day.from} ${day.to}`, ...files.map((file) => file.stamp)].join("\n");
    const before = kept.get(date) ?? (await dayFiles.load(date));
    if (before?.stamp === stamp) {
      kept.set(date, before);
      return before;
    }
    const made = { ...(await build(day, files, now)), stamp, damaged: await countDamaged(files, [date]) };
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
    if (!isShared && (await isOfSeveral(folder))) {
      isShared = true;
      reader = createStateReader(folder, fileDays);
    }
    const days = listDays(window);
    // A day is over when no line of it is to be expected any more: they stand in the files of later days, too.
    const over = days.filter((day) => findFileDates(day).last < localDate(now));
    const parts: (Pick<KeptDay, "observers" | "packed"> & { window: Interval })[] = [];
    let damaged = 0;
    const whole = { from: days[0]!.from, to: days.at(-1)!.to };
    const files = await reader.list(whole);
    for (const day of over) {
      signal.throwIfAborted();
      const made = await readDay(day, await reader.pick(files, day), now);
      damaged += made.damaged;
      parts.push({ ...made, window: day });
    }
    const [open] = clipIntervals([{ from: over.at(-1)?.to ?? whole.from, to: Math.min(whole.to, now) }], whole);
    if (open) {
      const present = await reader.pick(files, open);
      parts.push({ ...(await build(open, present, now)), window: open });
      const dates = days.slice(over.length).map(({ from }) => localDate(from));
      damaged += await countDamaged(present, dates);
    }
    await fileDays.save();
    return { observers: listObservers(parts), damaged, firstDay: await findFirstDay(folder) };
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

/** A PC that says nothing in a part knows nothing of it. */
function listObservers(parts: readonly (Pick<KeptDay, "observers" | "packed"> & { window: Interval })[]): ObservedTimelines[] {
  const ids = new Set(parts.flatMap(({ observers }) => observers));
  return [...ids].sort().map((id) => {
    const own = parts.map(({ window, observers, packed }) => ({ window, packed: packed[observers.indexOf(id)] ?? NOTHING }));
    return { id, timelines: joinDays(own), steps: listSteps(own) };
  });
}

const NOTHING: PackedDay = packDay([], [], { from: 0, to: 0 });

/** The local days that hold a window, whole. */
function listDays({ from, to }: Interval): Interval[] {
  const midnight = (time: number, later: number): number => {
    const date = new Date(time);
    return new Date(date.getFullYear(), date.getMonth(), date.getDate() + later).getTime();
  };
  const edges = listDayEdges({ from: midnight(from, 0), to: midnight(to - 1, 1) });
  return edges.slice(1).map((edge, n) => ({ from: edges[n]!, to: edge }));
}
