import type { Reason } from "../reasons.ts";
import type { Incident } from "../statistics/find-incidents.ts";
import type { TimeSums } from "../statistics/partition.ts";
import { addCauses, rankCauses } from "../statistics/rank-causes.ts";
import type { Cause, CauseSums } from "../statistics/rank-causes.ts";

/** What the report says of a stream, of a site or of all, for whole days or for service hours. Times are milliseconds. */
export interface ReportMeasure extends TimeSums {
  /** Wall time without maintenance and unknown. */
  observed: number;
  /** 0 to 1; absent: nothing was observed. */
  availability?: number;
  incidents: number;
  /** Of the incident that was down for the longest; absent: there was none. */
  longest?: number;
  /** Most incidents first. `null`: the stream waited for a server that others had found dead. */
  causes: Cause<Reason | null>[];
}

/** One stream's time. */
export interface Sample {
  sums: TimeSums;
  incidents: readonly Incident[];
}

export interface PartMeter {
  add(sample: Sample): void;
  measure(): ReportMeasure;
}

export function createPartMeter(): PartMeter {
  const sums: TimeSums = { maintenance: 0, unknown: 0, down: 0, up: 0 };
  const causes: CauseSums<Reason | null> = new Map();
  let [incidents, longest] = [0, 0];
  return {
    add(sample) {
      for (const kind of ["maintenance", "unknown", "down", "up"] as const) sums[kind] += sample.sums[kind];
      incidents += sample.incidents.length;
      for (const { down } of sample.incidents) longest = Math.max(longest, down);
      addCauses(causes, sample.incidents, ({ reason }) => reason ?? null);
    },
    measure() {
      const observed = sums.up + sums.down;
      return {
        ...sums,
        observed,
        ...(observed > 0 && { availability: sums.up / observed }),
        incidents,
        ...(incidents > 0 && { longest }),
        causes: rankCauses(causes),
      };
    },
  };
}
