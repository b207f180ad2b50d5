import type { HostFinding } from "../../../shared/alarms/situation.ts";
import { namePc } from "../../../shared/fleet/fleet-view.ts";
import type { SilentPc } from "./create-fleet.ts";

/** PCs that no longer watch as what the collector finds wrong, and what people call them, by client id. */
export function findSilent(silent: readonly SilentPc[]): [findings: HostFinding[], names: Map<string, string>] {
  return [
    silent.map(({ clientId, since }) => ({ kind: "monitoring_lost", source: clientId, since })),
    new Map(silent.map((pc) => [pc.clientId, namePc(pc)])),
  ];
}
