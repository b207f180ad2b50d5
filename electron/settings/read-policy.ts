import { hostname } from "node:os";
import { join } from "node:path";
import type { SettingsWarning } from "../../shared/settings-state.ts";
import { findWriters } from "./judge-writers.ts";
import { NO_POLICY, parsePolicy } from "./parse-policy.ts";
import type { Policy } from "./parse-policy.ts";
import { readObject } from "./read-object.ts";
import { isObject, mergeSettings, warnOfUnknown } from "./read-settings.ts";
import type { RawSettings } from "./read-settings.ts";

export interface PolicyPlaces {
  dataDir: string;
  /** Instead of the machine's; who names one answers for its owner. */
  policyFile?: string;
  hostName?: string;
}

export interface MachinePolicy extends Policy {
  warnings: SettingsWarning[];
  /** The files that were looked at, the stronger first. */
  sources: { file: string; from?: string; state: "absent" | "used" | "refused"; detail?: string }[];
}

/**
 * What the administrator has set for this PC: the policy file, and under it what was last read from its `settingsUrl`. A file that
 * ordinary users may write, that cannot be read or is not valid, sets nothing, and a warning says so.
 */
export function readPolicy({ dataDir, policyFile, hostName = hostname() }: PolicyPlaces): MachinePolicy {
  const file = policyFile ?? defaultPolicyFile();
  const warnings: SettingsWarning[] = [];
  const sources: MachinePolicy["sources"] = [];
  const note = (source: MachinePolicy["sources"][number]): void => {
    sources.push(source);
    if (source.state === "refused") warnings.push({ kind: "bad_policy", file: source.file, detail: source.detail ?? "" });
  };

  const own = readOwn();
  const distant = own.settingsUrl === "" ? NO_POLICY : readCopy(own.settingsUrl);
  warnings.push(...warnOfUnknown(own.unknown, file), ...warnOfUnknown(distant.unknown, own.settingsUrl));
  return {
    settings: mergeSettings(distant.settings, own.settings),
    settingsUrl: own.settingsUrl,
    adminPin: own.adminPin || distant.adminPin,
    matched: [...distant.matched, ...own.matched],
    unknown: [...own.unknown, ...distant.unknown],
    unknownElsewhere: [...own.unknownElsewhere, ...distant.unknownElsewhere],
    warnings,
    sources,
  };

  /** Only a file that is not there is absent: one in a folder that cannot be entered may say anything. */
  function readOwn(): Policy {
    const refuse = (detail: string): Policy => (note({ file, state: "refused", detail }), NO_POLICY);
    const read = readObject(file);
    if (read.kind === "absent") return (note({ file, state: "absent" }), NO_POLICY);
    if (read.kind === "bad") return refuse(read.problem);
    const writers = findWriters(file, policyFile === undefined ? [0] : [0, process.getuid?.() ?? 0]);
    if (writers !== undefined) return refuse(`ordinary users may change it: ${writers}`);
    const parsed = parsePolicy(read.value, hostName);
    if (!parsed.ok) return refuse(parsed.problem);
    note({ file, state: "used" });
    return parsed;
  }

  function readCopy(from: string): Policy {
    const copy = readPolicyCopy(dataDir, from);
    const parsed = copy && parsePolicy(copy, hostName);
    if (!parsed?.ok) return (note({ file: policyCopyFile(dataDir), from, state: "absent" }), NO_POLICY);
    note({ file: policyCopyFile(dataDir), from, state: "used" });
    return parsed;
  }
}

/** The last good copy of what `settingsUrl` names; another address's is none. */
export function readPolicyCopy(dataDir: string, from: string): RawSettings | undefined {
  const copy = readObject(policyCopyFile(dataDir));
  return copy.kind === "object" && copy.value.from === from && isObject(copy.value.policy) ? copy.value.policy : undefined;
}

export function policyCopyFile(dataDir: string): string {
  return join(dataDir, "policy.copy.json");
}

function defaultPolicyFile(): string {
  if (process.platform === "win32") return join(process.env.ProgramData ?? "C:\\ProgramData", "MTX Watch", "policy.json");
  return "/etc/mtx-watch/policy.json";
}
