import { hostname } from "node:os";
import { join } from "node:path";
import { CHANNELS, isSwitchedOn } from "../../shared/alerts/alert-settings.ts";
import { stripSettings } from "../../shared/diagnostics/strip-settings.ts";
import { findUnknown, listKeys, mergeSettings, parseSettings } from "./read-settings.ts";
import type { RawSettings } from "./read-settings.ts";
import { readObject } from "./read-object.ts";
import { readPolicy } from "./read-policy.ts";
import type { PolicyPlaces } from "./read-policy.ts";

export interface PrintPolicyOptions extends PolicyPlaces {
  configFile?: string;
}

/** `--print-policy`: what is in force on this PC and where it comes from, for an administrator who rolls it out. Nothing is started, nothing written. */
export function printPolicy(options: PrintPolicyOptions): { text: string; exitCode: 0 | 2 } {
  const { dataDir, configFile = join(dataDir, "settings.json"), hostName = hostname() } = options;
  const policy = readPolicy({ ...options, hostName });
  const own = readObject(configFile);
  const unknown = [...policy.unknown, ...policy.unknownElsewhere, ...(own.kind === "object" ? findUnknown(own.value) : [])];
  const warnings = warnOfRoom(mergeSettings(own.kind === "object" ? own.value : {}, policy.settings));
  const answer = {
    hostName,
    matched: policy.matched,
    settingsUrl: policy.settingsUrl,
    policy: stripSettings(policy.settings),
    hasAdminPin: policy.adminPin !== "",
    locked: listKeys(policy.settings),
    unknownKeys: unknown,
    ...(warnings.length > 0 && { warnings }),
    sources: [...policy.sources, { file: configFile, state: describeState(own.kind) }],
  };
  const isRefused = policy.sources.some(({ state }) => state === "refused");
  return { text: `${JSON.stringify(answer, undefined, 2)}\n`, exitCode: unknown.length > 0 || isRefused ? 2 : 0 };
}

/** PCs that report to one central mostly watch the same: cut off from a collector that speaks for all, each of them does what these lists say. */
function warnOfRoom(raw: RawSettings): string[] {
  const parsed = parseSettings(raw);
  if (!parsed.ok || !parsed.settings.central.enabled) return [];
  const { alerts } = parsed.settings;
  const isSending = CHANNELS.some((channel) => channel !== "desktop" && isSwitchedOn(alerts, channel));
  return [
    ...(isSending && alerts.senders.length === 0
      ? ["alerts.senders is empty: every PC sends by itself where no collector sends for all"]
      : []),
    ...(alerts.sound && alerts.soundAt.length === 0 ? ["alerts.soundAt is empty: every PC sounds"] : []),
  ];
}

function describeState(kind: "absent" | "object" | "bad"): "absent" | "used" | "refused" {
  return ({ absent: "absent", object: "used", bad: "refused" } as const)[kind];
}
