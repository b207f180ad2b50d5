import { THIS_PC } from "../../shared/alarms/alarm-kinds.ts";
import type { AlarmKind } from "../../shared/alarms/alarm-kinds.ts";
import type { HostFinding } from "../../shared/alarms/situation.ts";
import type { DeliveryStatus } from "../../shared/host-status.ts";

export interface ExportFindingsOptions {
  /** Unix milliseconds. */
  now: () => number;
  onFindings: (findings: readonly HostFinding[]) => void;
}

/** Takes each status of the export to OpenTelemetry, and tells when it is in trouble, since when, and when it is no more. */
export function createExportFindings({ now, onFindings }: ExportFindingsOptions): (status: Pick<DeliveryStatus, "state">) => void {
  let known: AlarmKind | undefined;
  return ({ state }) => {
    const kind = TROUBLE[state];
    if (kind === known) return;
    known = kind;
    onFindings(kind ? [{ kind, source: THIS_PC, since: now() }] : []);
  };
}

const TROUBLE: Partial<Record<DeliveryStatus["state"], AlarmKind>> = { retrying: "otlp_stuck", misconfigured: "otlp_misconfigured" };
