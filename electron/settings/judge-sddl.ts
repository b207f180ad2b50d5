/** What a rights word of two letters stands for: https://learn.microsoft.com/windows/win32/secauthz/ace-strings */
// prettier-ignore
const RIGHTS = {
  GA: 0x10000000, GX: 0x20000000, GW: 0x40000000, GR: 0x80000000, RC: 0x20000, SD: 0x10000, WD: 0x40000, WO: 0x80000,
  FA: 0x1f01ff, FR: 0x120089, FW: 0x120116, FX: 0x1200a0, CC: 1, DC: 2, LC: 4, SW: 8, RP: 0x10, WP: 0x20, DT: 0x40, LO: 0x80, CR: 0x100,
};
/** To give oneself every right, or to have it. */
const TAKE = RIGHTS.WD | RIGHTS.WO | RIGHTS.GA;
const READ_FILE = 0x1 | RIGHTS.GR | TAKE;
const WRITE_FILE = 0x2 | 0x4 | RIGHTS.SD | RIGHTS.GW | TAKE;
/** To delete or rename what somebody else has put there, or the folder itself. To add files is none of it: it replaces none. */
const WRITE_FOLDER = 0x40 | RIGHTS.SD | RIGHTS.GW | TAKE;

/** The system, administrators (groups and accounts), what installs Windows' updates; the creator and the owner are judged as the owner. */
const TRUSTED =
  /^(SY|BA|LA|DA|EA|CO|OW|S-1-5-18|S-1-5-32-544|S-1-5-21-[\d-]+-(500|512|519)|S-1-3-[04]|S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464)$/;
/** Groups that ordinary users belong to. */
// prettier-ignore
const MANY: Record<string, string> = {
  WD: "Everyone", BU: "Users", AU: "Authenticated Users", IU: "Interactive", DU: "Domain Users", BG: "Guests", AN: "Anonymous",
  "S-1-1-0": "Everyone", "S-1-5-32-545": "Users", "S-1-5-11": "Authenticated Users", "S-1-5-4": "Interactive",
};

interface Descriptor {
  owner: string;
  /** Undefined: there is no list, and everybody may do all. */
  allowed: { sid: string; rights: number }[] | undefined;
}

/** Who besides system and administrators may change a file, or put another in its place, in words; undefined: nobody. `sddl`: as Get-Acl says it. */
export function findWriterInSddl(sddl: string, isFolder: boolean): string | undefined {
  const { owner, allowed } = parse(sddl);
  if (!TRUSTED.test(owner)) return `it belongs to ${nameOf(owner)}, not to administrators`;
  if (!allowed) return "everybody may write it";
  const wanted = isFolder ? WRITE_FOLDER : WRITE_FILE;
  const writer = allowed.find(({ sid, rights }) => (rights & wanted) !== 0 && !TRUSTED.test(sid));
  return writer && `${nameOf(writer.sid)} may write it`;
}

/** Which group of ordinary users may read a file; undefined: none. */
export function findReaderInSddl(sddl: string): string | undefined {
  const { allowed } = parse(sddl);
  if (!allowed) return "Everyone";
  const reader = allowed.find(({ sid, rights }) => (rights & READ_FILE) !== 0 && Object.hasOwn(MANY, sid));
  return reader && nameOf(reader.sid);
}

function nameOf(sid: string): string {
  return MANY[sid] ?? `the account ${sid}`;
}

/** What forbids is passed over: who is only kept off by it may be let in again. */
function parse(sddl: string): Descriptor {
  const owner = /^O:(S-[\d-]+|[A-Z]{2})/.exec(sddl)?.[1] ?? "nobody";
  const start = sddl.indexOf("D:");
  const list = start < 0 ? "NO_ACCESS_CONTROL" : sddl.slice(start + 2).split("S:(")[0]!;
  if (list.startsWith("NO_ACCESS_CONTROL")) return { owner, allowed: undefined };
  const entries = [...list.matchAll(/\(([^()]*)/g)].map(([, entry = ""]) => entry.split(";"));
  const allowed = entries.flatMap(([type = "", flags = "", rights = "", , , sid = ""]) => {
    const isInheritOnly = flags.match(/../g)?.includes("IO") === true;
    return ["A", "XA", "OA"].includes(type) && !isInheritOnly ? [{ sid, rights: parseRights(rights) }] : [];
  });
  return { owner, allowed };
}

function parseRights(text: string): number {
  if (/^\d/.test(text)) return Number(text);
  return (text.match(/../g) ?? []).reduce((sum, word) => sum | (RIGHTS[word as keyof typeof RIGHTS] ?? 0), 0);
}
