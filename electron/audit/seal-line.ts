import { createHash } from "node:crypto";
import { parseObject } from "../../shared/parse-object.ts";
import { toJsonLine } from "../../shared/plain-text.ts";

/** `prev` of the very first line. */
export const GENESIS = "0".repeat(64);

const SEAL = /^(.*),"hash":"([0-9a-f]{64})"\}$/s;

/** A line that names the one before it. Its hash is SHA-256 over its bytes up to `,"hash":`, which `prev` is among. */
export function sealLine(body: object, prev: string): { text: string; hash: string } {
  const open = toJsonLine({ ...body, prev }).slice(0, -1);
  const hash = hashOf(open);
  return { text: `${open},"hash":"${hash}"}`, hash };
}

export interface Sealed {
  /** The whole line, parsed. */
  value: Record<string, unknown>;
  prev: string;
  hash: string;
  /** It is what was hashed. */
  isSound: boolean;
}

/** Undefined for what is no sealed line. */
export function readSealed(text: string): Sealed | undefined {
  const [, open = "", hash] = SEAL.exec(text) ?? [];
  if (hash === undefined) return undefined;
  const value = parseObject(text);
  if (!value || typeof value.prev !== "string") return undefined;
  return { value, prev: value.prev, hash, isSound: hashOf(open) === hash };
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
