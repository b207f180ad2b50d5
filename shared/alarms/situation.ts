import type { AlarmKind, Priority } from "./alarm-kinds.ts";
import type { Evidence } from "./evidence.ts";
import type { MaintenanceWindows } from "./masks.ts";
import type { AlarmTiming } from "./next-alarm-event.ts";

/** All that a decision about the alarms depends on, besides the alarms themselves. */
export interface Situation {
  at: number;
  evidence: Evidence;
  /** Streams of the settings, by id: an alarm of any other is over. */
  streams: ReadonlyMap<string, PlannedStream>;
  /** Ids of those that come and go (judge-flapping.ts). */
  flapping: ReadonlySet<string>;
  /** What is wrong with this PC and what it talks to (judge-host.ts, and whoever else finds something), and pictures that stand still. */
  host: readonly HostFinding[];
  maintenance: MaintenanceWindows;
  timing: AlarmTiming;
}

export interface PlannedStream {
  /** host:port. */
  server: string;
  /** "": none. */
  site: string;
  priority: Priority;
}

/** Something that is wrong and is no failure of a stream that is down. */
export interface HostFinding {
  kind: AlarmKind;
  source: string;
  /** Absent: since it was first found. */
  since?: number;
  /** Absent: the kind's own. */
  priority?: Priority;
}
