import { namePc } from "../../../shared/fleet/fleet-view.ts";
import type { FleetPc } from "../../../shared/fleet/fleet-view.ts";
import { PRESENCES } from "../../../shared/fleet/judge-presence.ts";
import { describeMetric, writeSample } from "../metric-text.ts";

/** Undefined: nothing is known of it. */
type Read = (pc: FleetPc) => number | undefined;

/** Of a PC that has left, or from which nothing comes, the last figures would be taken for present ones. */
const whileHere =
  (read: Read): Read =>
  (pc) =>
    pc.presence === "here" ? read(pc) : undefined;

/**
 * Lines for Prometheus: nine series at most for each PC that is known. `at`: Unix milliseconds.
 */
export function formatFleet(pcs: readonly FleetPc[], at: number): string[] {
  const gauge = (name: string, help: string, read: Read): string[] => [
    ...describeMetric(name, "gauge", help),
    ...pcs.flatMap((pc) => {
      const value = read(pc);
      return value === undefined ? [] : [writeSample(name, labelsOf(pc), value)];
    }),
  ];
  return [
    ...describeMetric("clients", "gauge", "PCs that are known, by what is known of them."),
    ...PRESENCES.map((presence) => writeSample("clients", { presence }, pcs.filter((pc) => pc.presence === presence).length)),
    ...gauge("client_silent", "1 while nothing comes from a PC that had not said goodbye.", ({ presence }) =>
      presence === "silent" ? 1 : 0,
    ),
    ...gauge("client_heard_timestamp_seconds", "When a PC gave its last sign.", ({ heardAt }) => Date.parse(heardAt) / 1_000),
    ...describeMetric("client_streams", "gauge", "Streams of a PC's settings, by state; unknown: nobody looks."),
    ...pcs.filter(({ presence }) => presence === "here").flatMap(writeStreams),
    ...gauge(
      "client_backlog_records",
      "Records on a PC that central has not acknowledged.",
      whileHere((pc) => pc.backlog),
    ),
    ...gauge(
      "client_oldest_unsent_seconds",
      "Age of the oldest of them.",
      whileHere(({ oldestUnsent, clockOffset = 0 }) =>
        oldestUnsent === undefined ? 0 : Math.max(0, (at - Date.parse(oldestUnsent) - clockOffset) / 1_000),
      ),
    ),
    ...gauge(
      "client_disk_free_bytes",
      "Bytes that are free on the disk of a PC's logs.",
      whileHere((pc) => pc.diskFree),
    ),
    ...gauge(
      "client_clock_offset_seconds",
      "By how much this collector's clock is ahead of a PC's.",
      whileHere(({ clockOffset }) => (clockOffset === undefined ? undefined : clockOffset / 1_000)),
    ),
  ];
}

function writeStreams(pc: FleetPc): string[] {
  const { up, down, unknown } = pc.streams;
  return Object.entries({ up, down, unknown }).map(([state, count]) => writeSample("client_streams", { ...labelsOf(pc), state }, count));
}

function labelsOf(pc: FleetPc): Record<string, string> {
  return { client: pc.clientId, name: namePc(pc), site: pc.site ?? "" };
}
