import { readFileSync, renameSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import type { SettingsState, SettingsWarning } from "../../shared/api-names.ts";
import { cutText } from "../../shared/plain-text.ts";
import { DEFAULT_SETTINGS } from "../../shared/settings.ts";
import type { Settings } from "../../shared/settings.ts";
import { writeFileAtomically } from "../journal/write-file-atomically.ts";
import { findProblem, isObject, keepUnknown, listKeys, mergeSettings, parseSettings } from "./read-settings.ts";
import type { RawSettings } from "./read-settings.ts";

export interface SettingsStoreOptions {
  dataDir: string;
  /** `--config FILE`, instead of the data dir's settings.json. */
  configFile?: string;
  policyFile?: string;
  now: () => number;
}

export type SaveResult = { ok: true } | { ok: false; code: "invalid_input" | "locked" | "unavailable"; message: string };

export interface SettingsStore {
  state(): SettingsState;
  /** Merges whole sections into the file, validates the outcome, writes it, then tells the listeners. */
  save(changes: RawSettings): Promise<SaveResult>;
  onChange(listener: () => void): () => void;
}

/** So many unknown keys are named, and so much of each: they go to the page and to the log. */
const MOST_UNKNOWN = 50;
const LONGEST_KEY = 200;
/** Ten thousand streams take some 2 MB. */
const MOST_BYTES = 16 * 1024 * 1024;

/**
 * Settings from a file under a machine policy. A bad file never stops the app: it is kept aside, the last good settings (or the
 * defaults) take its place, and a warning says so. Keys of a newer version are kept and reported.
 */
export async function createSettingsStore(options: SettingsStoreOptions): Promise<SettingsStore> {
  const { dataDir, configFile, policyFile = defaultPolicyFile(), now } = options;
  const file = configFile ?? join(dataDir, "settings.json");
  const lastGoodFile = join(dataDir, "settings.good.json");
  const listeners = new Set<() => void>();
  const warnings: SettingsWarning[] = [];

  let policy = readPolicy();
  let raw = await readOwn();
  let settings = await adopt();

  function readPolicy(): RawSettings {
    const read = readObject(policyFile);
    if (read.kind === "absent") return {};
    const problem = read.kind === "bad" ? read.problem : findProblem(read.value);
    if (read.kind === "object" && problem === undefined) return read.value;
    warnings.push({ kind: "bad_policy", file: policyFile, detail: problem ?? "" });
    return {};
  }

  async function readOwn(): Promise<RawSettings> {
    const read = readObject(file);
    if (read.kind === "absent") return {};
    if (read.kind === "object" && isUsable(read.value)) return read.value;
    const parsed = read.kind === "bad" ? { ok: false as const, problem: read.problem } : parseSettings(mergeSettings(read.value, policy));
    warnings.push({ kind: "bad_file", file, detail: parsed.ok ? "" : parsed.problem });
    const good = readObject(lastGoodFile);
    const replacement = good.kind === "object" && isUsable(good.value) ? good.value : {};
    if (configFile === undefined) await keepAside(replacement); // somebody else's file stays as it is
    return replacement;
  }

  /** What a file names may stand in the policy, and a bad policy must not make a good file look bad. */
  function isUsable(own: RawSettings): boolean {
    return parseSettings(mergeSettings(own, policy)).ok || parseSettings(own).ok;
  }

  async function keepAside(replacement: RawSettings): Promise<void> {
    const time = new Date(now()).toISOString().replace(/[:.]/g, "-");
    try {
      renameSync(file, join(dirname(file), `settings.bad-${time}.json`));
      await writeFileAtomically(file, serialize(replacement));
    } catch {
      // A disk that is full or refuses must not stop the start.
    }
  }

  async function adopt(): Promise<Settings> {
    let parsed = parseSettings(mergeSettings(raw, policy));
    if (!parsed.ok) {
      warnings.push({ kind: "bad_policy", file: policyFile, detail: parsed.problem });
      policy = {};
      parsed = parseSettings(raw);
    }
    if (!parsed.ok) return DEFAULT_SETTINGS; // not reached while isUsable() holds
    for (const key of parsed.unknown.slice(0, MOST_UNKNOWN))
      warnings.push({ kind: "unknown_key", file, detail: cutText(key, LONGEST_KEY) });
    const more = parsed.unknown.length - MOST_UNKNOWN;
    if (more > 0) warnings.push({ kind: "unknown_key", file, detail: `… (+${more})` });
    await writeFileAtomically(lastGoodFile, serialize(raw)).catch(() => undefined);
    return parsed.settings;
  }

  async function save(changes: RawSettings): Promise<SaveResult> {
    const locked = listKeys(policy);
    const forbidden = listKeys(changes).find((key) => locked.some((lock) => isSameOrInside(key, lock)));
    if (forbidden !== undefined) return { ok: false, code: "locked", message: `"${forbidden}" is set by this machine's policy` };
    if (configFile !== undefined && warnings.some(({ kind }) => kind === "bad_file")) {
      return { ok: false, code: "unavailable", message: `${file} is not valid: mend it first, it is not written over` };
    }
    const merged = mergeSettings(raw, keepUnknown(raw, changes));
    const parsed = parseSettings(mergeSettings(merged, policy));
    if (!parsed.ok) return { ok: false, code: "invalid_input", message: parsed.problem };
    try {
      await writeFileAtomically(file, serialize(merged));
    } catch (error) {
      return { ok: false, code: "unavailable", message: `${file} could not be written: ${(error as Error).message}` };
    }
    raw = merged;
    warnings.splice(0, warnings.length, ...warnings.filter(({ kind }) => kind === "bad_policy"));
    settings = await adopt();
    for (const listener of listeners) listener();
    return { ok: true };
  }

  return {
    state: () => ({ settings, locked: listKeys(policy), warnings: [...warnings] }),
    save,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

type ReadObject = { kind: "absent" } | { kind: "object"; value: RawSettings } | { kind: "bad"; problem: string };

function readObject(file: string): ReadObject {
  try {
    if (statSync(file).size > MOST_BYTES) return { kind: "bad", problem: `larger than ${MOST_BYTES} bytes` };
    const value: unknown = JSON.parse(readFileSync(file, "utf8").replace(/^\uFEFF/, "")); // Windows editors like to put a mark there
    return isObject(value) ? { kind: "object", value } : { kind: "bad", problem: "not a JSON object" };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return { kind: "absent" };
    return { kind: "bad", problem: (error as Error).message };
  }
}

function isSameOrInside(key: string, lock: string): boolean {
  return key === lock || key.startsWith(`${lock}.`) || lock.startsWith(`${key}.`);
}

function serialize(raw: RawSettings): string {
  return JSON.stringify(raw, undefined, 2) + "\n";
}

function defaultPolicyFile(): string {
  if (process.platform === "win32") return join(process.env.ProgramData ?? "C:\\ProgramData", "MTX Watch", "policy.json");
  return "/etc/mtx-watch/policy.json";
}
