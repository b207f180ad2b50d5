import type { FleetPc } from "../../shared/fleet/fleet-view.ts";
import type { JudgedPc } from "../../shared/fleet/sort-fleet.ts";
import type { Words } from "../i18n/i18n-context.tsx";
import type { Severity } from "../ui/severity-icon.tsx";

/** Of two clocks on one network nobody can tell less, in milliseconds. */
const SAME = 1_000;
const GIBIBYTE = 1_024 ** 3;

export function severityOf({ presence, troubles }: JudgedPc): Severity {
  if (presence === "silent") return "fault";
  if (troubles.length > 0) return "warning";
  return presence === "here" ? "normal" : "notice";
}

/** How long the oldest record has waited when the collector said so (`at`, Unix milliseconds). */
export function sayOldest({ oldestUnsent, clockOffset = 0 }: FleetPc, at: number, { texts, formats }: Words): string {
  return oldestUnsent === undefined ? texts.fleet.none : formats.duration(at - (Date.parse(oldestUnsent) + clockOffset));
}

export function sayDisk({ diskFree }: FleetPc, { texts, formats }: Words): string {
  return diskFree === undefined ? texts.fleet.notKnown : `${formats.decimal(diskFree / GIBIBYTE)} GB`;
}

/** The PC's clock against the collector's. */
export function sayClock({ clockOffset }: FleetPc, { texts, formats }: Words): string {
  const { fleet } = texts;
  if (clockOffset === undefined) return fleet.notKnown;
  if (Math.abs(clockOffset) < SAME) return fleet.exact;
  const seconds = formats.decimal(Math.abs(clockOffset) / 1_000);
  return clockOffset > 0 ? fleet.slow(seconds) : fleet.fast(seconds);
}
