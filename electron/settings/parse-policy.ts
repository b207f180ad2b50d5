/** Pure parts of the machine policy: which of its settings are for this PC, and which keys this version does not know. */
import { isAbsolute } from "node:path/posix";
import { z } from "zod";
import { cutText } from "../../shared/plain-text.ts";
import { isHttpUrl, PIN_HASH } from "../../shared/setting-values.ts";
import { findProblem, findUnknown, mergeSettings } from "./read-settings.ts";
import type { RawSettings } from "./read-settings.ts";

const policySchema = z.object({
  hosts: z.array(z.strictObject({ match: z.string().min(1).max(253), settings: z.record(z.string(), z.unknown()) })).max(10_000).default([]),
  /** Hash of the administrator's PIN (`--make-pin`). */
  adminPin: z.union([z.literal(""), z.string().regex(PIN_HASH, "must be a hash as --make-pin prints it")]).default(""),
  settingsUrl: z.string().max(2_048).refine(isPlace, "must be an http or https address, or the whole path of a file").default(""),
}); // prettier-ignore

export interface Policy {
  settings: RawSettings;
  /** Where more of it is read; "": nowhere. */
  settingsUrl: string;
  /** Hash of the administrator's PIN; "": none. */
  adminPin: string;
  /** The `match` of each entry of `hosts` that is for this PC, in their order. */
  matched: string[];
  /** Dotted keys that this version does not know, of what is for this PC and of what is for others. */
  unknown: string[];
  unknownElsewhere: string[];
}
export type ParsedPolicy = ({ ok: true } & Policy) | { ok: false; problem: string };

export const NO_POLICY: Policy = { settings: {}, settingsUrl: "", adminPin: "", matched: [], unknown: [], unknownElsewhere: [] };

/** What is wrong with the settings of another PC is not this one's matter. */
export function parsePolicy(raw: RawSettings, hostName: string): ParsedPolicy {
  const { hosts: _hosts, settingsUrl: _url, adminPin: _pin, ...common } = raw;
  const parsed = policySchema.safeParse(raw);
  if (!parsed.success) return { ok: false, problem: cutText(z.prettifyError(parsed.error), 1_000) };
  const { hosts, settingsUrl, adminPin } = parsed.data;
  const own = hosts.filter(({ match }) => isHostMatch(match, hostName));
  const settings = own.reduce((before, entry) => mergeSettings(before, entry.settings), common as RawSettings);
  const problem = findProblem(settings);
  if (problem !== undefined) return { ok: false, problem };
  const owned = new Set(own);
  const findIn = (isOwn: boolean): string[] =>
    hosts.flatMap((entry, at) =>
      owned.has(entry) === isOwn ? findUnknown(entry.settings).map((key) => `hosts.${at}.settings.${key}`) : [],
    );
  return {
    ok: true,
    settings,
    settingsUrl,
    adminPin,
    matched: own.map(({ match }) => match),
    unknown: [...findUnknown(common), ...findIn(true)],
    unknownElsewhere: findIn(false),
  };
}

/** `*` stands for any part of a name, large and small letters are one; a PC that knows its domain is also known without it. */
export function isHostMatch(match: string, hostName: string): boolean {
  const parts = match.split(/\*+/).map((part) => part.replace(/[^\w]/g, "\\$&"));
  const pattern = new RegExp(`^${parts.join(".*")}$`, "i");
  return [hostName, hostName.split(".", 1)[0]!].some((name) => pattern.test(name));
}

function isPlace(value: string): boolean {
  return value === "" || isHttpUrl(value) || isAbsolute(value) || /^(\\\\|[a-z]:[\\/])/i.test(value);
}
