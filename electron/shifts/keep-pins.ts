import { createHash } from "node:crypto";
import { PIN_HASH, PIN_REF } from "../../shared/setting-values.ts";
import type { OperatorSettings } from "../../shared/shifts/shift-settings.ts";
import type { Settings } from "../../shared/settings.ts";
import { apiError } from "../api-error.ts";
import { makePinHash } from "../settings/pin-hash.ts";

/**
 * Holds the hashes of the operators' PINs back from pages, which get a name for each. A PIN of four digits is found from its hash within
 * minutes, and then the pauses after wrong guesses are worth nothing.
 */
export interface PinKeeper {
  /** The hash of a new PIN stays here; what is answered stands for it when the settings are saved. */
  makePin(pin: string): Promise<string>;
  /** The settings as pages have them. */
  hide(settings: Settings): Settings;
  /** What a page wants to save, with the hashes. Throws `invalid_input` for a name that stands for none. */
  restore<T extends { operators?: unknown }>(changes: T): T;
}

/** Of PINs that were typed and not saved yet. */
const MOST_TYPED = 200;

export function createPinKeeper(settings: () => Pick<Settings, "operators">): PinKeeper {
  const typed: string[] = [];

  function find({ name, pinHash: ref }: OperatorSettings): string {
    const hashes = [...settings().operators.map(({ pinHash }) => pinHash), ...typed];
    const hash = hashes.find((each) => each !== "" && nameHash(each) === ref);
    if (hash === undefined) throw apiError("invalid_input", `the PIN of ${JSON.stringify(name)} is not known here: it has to be set again`);
    return hash;
  }

  return {
    async makePin(pin) {
      const hash = await makePinHash(pin);
      typed.push(hash);
      if (typed.length > MOST_TYPED) typed.shift();
      return nameHash(hash);
    },
    hide(all) {
      const operators = all.operators.map((operator) => ({ ...operator, pinHash: nameHash(operator.pinHash) }));
      return all.operators.length === 0 ? all : { ...all, operators };
    },
    restore(changes) {
      const { operators } = changes;
      if (!Array.isArray(operators)) return changes;
      return { ...changes, operators: operators.map((each: Partial<OperatorSettings> | null) => (isNamed(each) ? { ...each, pinHash: find(each) } : each)) }; // prettier-ignore
    },
  };
}

/** The salt makes each hash another one, and nobody guesses at a hash of it. */
function nameHash(hash: string): string {
  return PIN_HASH.test(hash) ? `kept:${createHash("sha256").update(hash).digest("base64url").slice(0, 22)}` : hash;
}

function isNamed(operator: Partial<OperatorSettings> | null): operator is OperatorSettings {
  return typeof operator?.pinHash === "string" && PIN_REF.test(operator.pinHash);
}
