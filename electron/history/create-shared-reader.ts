import { createHash } from "node:crypto";
import { join } from "node:path";
import type { Interval } from "../../shared/statistics/intervals.ts";
import { joinObservers } from "../../shared/statistics/join-observers.ts";
import type { Observer } from "../../shared/statistics/join-observers.ts";
import type { SharedTimeline } from "../../shared/statistics/merge-observations.ts";
import type { StepTaken } from "../../shared/statistics/step-taken.ts";
import { createTimelineReader } from "../states/create-timeline-reader.ts";
import { createOwnFaultReader } from "./create-own-fault-reader.ts";
import { readFleetNames, readOwnName } from "./read-pc-names.ts";
import type { PcName } from "./read-pc-names.ts";

/** What is known of the streams by all PCs whose journals these are. */
export interface SharedRead {
  /** To be gone through once. */
  timelines: Iterable<SharedTimeline>;
  /** Of each PC in order; to be gone through once. */
  steps: Iterable<StepTaken>;
  /** Lines of these days' files that are none of ours. */
  damaged: number;
  /** Local midnight of the first day that has a file; undefined when there is none. */
  firstDay: number | undefined;
  /** All PCs that said something in these days. */
  pcs: PcName[];
}

export interface SharedReader {
  /** The window ends at `now` at the latest. Rejects with the signal's reason when it is aborted; what was built until then is kept. */
  read(window: Interval, options: { now: number; signal: AbortSignal }): Promise<SharedRead>;
}

interface KnownPc extends PcName, Observer {
  steps: Iterable<StepTaken>;
  /** From its own folder. */
  isOwn: boolean;
}

/** One truth over the data dirs of one PC, of several, or of a collector. `directory`: where days that are over are kept. */
export function createSharedReader(dataDirs: readonly string[], directory: string): SharedReader {
  const sources = dataDirs.map((dataDir, n) => ({
    dataDir,
    timelines: createTimelineReader({
      folder: join(dataDir, "logs", "states"),
      directory: n === 0 ? directory : join(directory, createHash("sha256").update(dataDir).digest("hex").slice(0, 12)),
      correctsClock: dataDirs.length > 1,
    }),
    ownFaults: createOwnFaultReader(join(dataDir, "logs", "alarms")),
  }));

  async function readSource({ dataDir, timelines, ownFaults }: (typeof sources)[number], ...asked: Parameters<SharedReader["read"]>) {
    const [window, { signal }] = asked;
    const [{ observers, ...rest }, faults, own, fleet] = await Promise.all([
      timelines.read(...asked),
      ownFaults.read(window, signal),
      readOwnName(dataDir),
      readFleetNames(dataDir),
    ]);
    const pcs = observers.map(({ id, timelines: seen, steps }): KnownPc => {
      const name = id === "" ? own : { id, name: fleet.get(id) ?? id };
      return { ...name, timelines: seen, steps, faults: faults.get(id), isOwn: id === "" };
    });
    return { ...rest, pcs };
  }

  return {
    async read(window, options) {
      const found = [];
      for (const source of sources) found.push(await readSource(source, window, options));
      // A PC whose folder is there beside the collector's is one PC: what it has not sent stands in its folder only.
      const all = found.flatMap((each) => each.pcs).sort((a, b) => Number(a.isOwn) - Number(b.isOwn));
      const pcs = new Map(all.map((pc) => [pc.id, pc]));
      const firstDays = found.flatMap(({ firstDay }) => firstDay ?? []);
      return {
        timelines: joinObservers([...pcs.values()], window),
        steps: chain([...pcs.values()].map(({ steps }) => steps)),
        damaged: found.reduce((sum, { damaged }) => sum + damaged, 0),
        firstDay: firstDays.length > 0 ? Math.min(...firstDays) : undefined,
        pcs: [...pcs.values()].map(({ id, name }) => ({ id, name })),
      };
    },
  };
}

function* chain<T>(lists: readonly Iterable<T>[]): Generator<T, void> {
  for (const list of lists) yield* list;
}
