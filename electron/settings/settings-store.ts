import { renameSync } from "node:fs";
import { dirname, join } from "node:path";
import { isDeeper } from "../../shared/is-deeper.ts";
import { createListeners } from "../../shared/create-listeners.ts";
import { createTurns } from "../../shared/create-turns.ts";
import type { SettingsFiles, SettingsWarning } from "../../shared/settings-state.ts";
import { DEFAULT_SETTINGS } from "../../shared/settings.ts";
import type { Settings } from "../../shared/settings.ts";
import { writeFileAtomically } from "../journal/write-file-atomically.ts";
import { dropInvalid } from "./drop-invalid.ts";
import { readObject } from "./read-object.ts";
import { readPolicy } from "./read-policy.ts";
import type { MachinePolicy } from "./read-policy.ts";
import { findUnknown, keepUnknown, listKeys, mergeSettings, parseSettings, warnOfUnknown } from "./read-settings.ts";
import type { RawSettings } from "./read-settings.ts";

export interface SettingsStoreOptions {
  dataDir: string;
  /** `--config FILE`, instead of the data dir's settings.json. */
  configFile?: string;
  /** Instead of the machine's. */
  policyFile?: string;
  /** Of this PC; the policy may have settings for some. */
  hostName?: string;
  now: () => number;
}

export type SaveResult = { ok: true } | { ok: false; code: "invalid_input" | "locked" | "unavailable"; message: string };

export interface SettingsStore {
  state(): SettingsFiles;
  /** The policy's hash of the administrator's PIN; "": there is none. */
  pinHash(): string;
  /** Merges whole sections into the file, validates the outcome, writes it, then tells the listeners. */
  save(changes: RawSettings): Promise<SaveResult>;
  /** Reads the policy again, and adds these warnings to its own; tells the listeners when it is another than before. One that cannot be used leaves what is in force. */
  renewPolicy(warnings?: SettingsWarning[]): Promise<void>;
  onChange(listener: (cause: SettingsCause) => void): () => void;
}

/** Somebody saved them, or the machine's policy is another. */
export type SettingsCause = "saved" | "policy";

/**
 * Settings from a file under a machine policy. A bad file never stops the app: it is kept aside, the last good settings (else what is
 * valid in it) take its place, and a warning says so. Keys of a newer version are kept and reported.
 */
export async function createSettingsStore(options: SettingsStoreOptions): Promise<SettingsStore> {
  const { dataDir, configFile, now } = options;
  const file = configFile ?? join(dataDir, "settings.json");
  const lastGoodFile = join(dataDir, "settings.good.json");
  const listeners = createListeners<[SettingsCause]>();
  const inTurn = createTurns(); // each goes on from what the one before has written
  const ownWarnings: SettingsWarning[] = [];

  let machine = readPolicy(options);
  let lastPolicy = JSON.stringify(machine);
  let raw = await readOwn();
  let settings = await adopt();

  async function readOwn(): Promise<RawSettings> {
    const read = readObject(file);
    if (read.kind === "absent") return {};
    if (read.kind === "object" && isUsable(read.value)) return read.value;
    const parsed =
      read.kind === "bad" ? { ok: false as const, problem: read.problem } : parseSettings(mergeSettings(read.value, machine.settings));
    ownWarnings.push({ kind: "bad_file", file, detail: parsed.ok ? "" : parsed.problem });
    const good = readObject(lastGoodFile);
    const rest = read.kind === "object" && !isDeeper(read.value) ? dropInvalid(read.value) : undefined;
    const replacement = good.kind === "object" && isUsable(good.value) ? good.value : (rest ?? {});
    if (configFile === undefined) await keepAside(replacement); // somebody else's file stays as it is
    return replacement;
  }

  /** What a file names may stand in the policy, and a bad policy must not make a good file look bad. */
  function isUsable(own: RawSettings): boolean {
    return parseSettings(mergeSettings(own, machine.settings)).ok || parseSettings(own).ok;
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
    let parsed = parseSettings(mergeSettings(raw, machine.settings));
    if (!parsed.ok) {
      machine = refusePolicy(machine, parsed.problem);
      parsed = parseSettings(raw);
    }
    if (!parsed.ok) return DEFAULT_SETTINGS; // not reached while isUsable() holds
    ownWarnings.push(...warnOfUnknown(findUnknown(raw), file));
    await writeFileAtomically(lastGoodFile, serialize(raw)).catch(() => undefined);
    return parsed.settings;
  }

  async function save(changes: RawSettings): Promise<SaveResult> {
    const locked = listKeys(machine.settings);
    const forbidden = listKeys(changes).find((key) => locked.some((lock) => isSameOrInside(key, lock)));
    if (forbidden !== undefined) return { ok: false, code: "locked", message: `"${forbidden}" is set by this machine's policy` };
    if (configFile !== undefined && ownWarnings.some(({ kind }) => kind === "bad_file")) {
      return { ok: false, code: "unavailable", message: `${file} is not valid: mend it first, it is not written over` };
    }
    const merged = mergeSettings(raw, keepUnknown(raw, changes));
    const parsed = parseSettings(mergeSettings(merged, machine.settings));
    if (!parsed.ok) return { ok: false, code: "invalid_input", message: parsed.problem };
    try {
      await writeFileAtomically(file, serialize(merged));
    } catch (error) {
      return { ok: false, code: "unavailable", message: `${file} could not be written: ${(error as Error).message}` };
    }
    raw = merged;
    ownWarnings.splice(0);
    settings = await adopt();
    listeners.notify("saved");
    return { ok: true };
  }

  async function renewPolicy(warnings: SettingsWarning[] = []): Promise<void> {
    const read = readPolicy(options);
    read.warnings.push(...warnings);
    if (JSON.stringify(read) === lastPolicy) return;
    lastPolicy = JSON.stringify(read);
    machine = fitPolicy(read);
    ownWarnings.splice(0, ownWarnings.length, ...ownWarnings.filter(({ kind }) => kind !== "unknown_key"));
    settings = await adopt();
    listeners.notify("policy");
  }

  /** A running wall does not lose its streams because somebody is just writing the file: what cannot be used leaves what is in force. */
  function fitPolicy(read: MachinePolicy): MachinePolicy {
    if (read.sources.some(({ state }) => state === "refused")) return { ...read, settings: machine.settings, adminPin: machine.adminPin };
    const parsed = parseSettings(mergeSettings(raw, read.settings));
    return parsed.ok ? read : { ...refusePolicy(read, parsed.problem), settings: machine.settings };
  }

  const state = (): SettingsFiles => ({ settings, locked: listKeys(machine.settings), warnings: [...machine.warnings, ...ownWarnings] });

  return {
    state,
    pinHash: () => machine.adminPin,
    save: (changes) => inTurn(() => save(changes)),
    renewPolicy: (warnings) => inTurn(() => renewPolicy(warnings)),
    onChange: listeners.add,
  };
}

function isSameOrInside(key: string, lock: string): boolean {
  return key === lock || key.startsWith(`${lock}.`) || lock.startsWith(`${key}.`);
}

function serialize(raw: RawSettings): string {
  return JSON.stringify(raw, undefined, 2) + "\n";
}

/** A policy that does not go with this PC's own settings sets nothing. */
function refusePolicy({ warnings, sources, ...policy }: MachinePolicy, detail: string): MachinePolicy {
  const file = sources[0]?.file ?? "";
  return { ...policy, settings: {}, warnings: [...warnings, { kind: "bad_policy", file, detail }], sources };
}
