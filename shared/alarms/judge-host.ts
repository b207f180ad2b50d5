import type { HostStatus } from "../host-status.ts";
import type { SettingsWarning } from "../settings-state.ts";
import { THIS_PC } from "./alarm-kinds.ts";
import type { HostFinding } from "./situation.ts";

/** An unknown key is a newer version's, and no reason to call anybody. */
const BAD_SETTINGS: readonly SettingsWarning["kind"][] = ["bad_file", "bad_policy", "save_failed"];

/** What is wrong with forwarding, this PC's disk and its settings, for the administrator. */
export function judgeHost({ journal, delivery, otlp }: HostStatus, warnings: readonly SettingsWarning[]): HostFinding[] {
  const findings: HostFinding[] = [];
  if (delivery.state === "misconfigured") findings.push({ kind: "central_misconfigured", source: THIS_PC });
  if (delivery.state === "retrying") findings.push({ kind: "forwarding_stuck", source: THIS_PC });
  if (otlp.state === "misconfigured") findings.push({ kind: "otlp_misconfigured", source: THIS_PC });
  if (otlp.state === "retrying") findings.push({ kind: "otlp_stuck", source: THIS_PC });
  if (journal.state === "failing") {
    findings.push({ kind: "disk_failing", source: THIS_PC, ...(journal.since !== undefined && { since: Date.parse(journal.since) }) });
  } else if (journal.disk?.isLow) {
    findings.push({ kind: "disk_low", source: THIS_PC });
  }
  if (warnings.some(({ kind }) => BAD_SETTINGS.includes(kind))) findings.push({ kind: "settings_bad", source: THIS_PC });
  return findings;
}
