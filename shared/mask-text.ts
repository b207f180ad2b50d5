/** Hides where things stand: addresses, host names, URLs, accounts. The same one gets the same number, so that a reader can still tell them apart. */
export interface Mask {
  /** A text: a message, a damaged line. */
  maskText(text: string): string;
  /** A record's line, still one JSON object; what is none is masked as text. */
  maskLine(line: string): string;
}

/** What is known before anything is read. */
export interface KnownNames {
  /** This PC's, and whatever else has a name that looks like a word. */
  hosts?: readonly string[];
  accounts?: readonly string[];
}

/** Where a program's own file stands says where it failed; its folder names nobody but the account. */
const URL_PATTERN = /\b(?!file:\/\/\/|node:)[a-z][a-z0-9+.-]{1,15}:\/\/[^\s"'<>\\]+/gi;
const URL_HOST = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#]*@)?([^/?#:]*)/i;
/** A machine's share on Windows, in JSON's escapes too. */
const SHARE = /(?<![\\\w])(\\\\(?:\\\\)?)([\w.-]+)(?=\\)/g;
const MAIL = /[^\s@"'<>()[\]{},;:=/\\]+@[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?/gi;
const IPV4 = /\b\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?\b/g;
/** At least two colons and a hex digit, as no clock time has them. */
const IPV6 =
  /\[?\b(?:[0-9a-f]{1,4}:){3,7}[0-9a-f]{0,4}\b\]?(?::\d{1,5})?|\[?(?<![\w:])(?:[0-9a-f]{1,4}:){0,6}:(?::?[0-9a-f]{1,4}){1,6}\b\]?/gi;
/** Dotted lower-case names that end in letters, but for those of program files; `RTCPeerConnection.setRemoteDescription` is none. */
const DOTTED = /\b(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?!(?:[cm]?js|tsx?|jsonl?|log|gz|asar|node)\b(?!\.))[a-z]{2,24}\b(?::\d{1,5})?/g;
/** Keys whose whole value names a machine or an address, or who signs in. */
const URL_KEYS = new Set(["whepUrl"]);
const HOST_KEYS = new Set(["hostName", "server", "host"]);
const ACCOUNT_KEYS = new Set(["user"]);

type Kind = "url" | "address" | "host" | "mail" | "account";

export function createMask({ hosts = [], accounts = [] }: KnownNames = {}): Mask {
  const numbers = new Map<string, number>();
  const counts = new Map<Kind, number>();
  /** Names without a dot are known only from the addresses and host names in which they stood. */
  const names = new Map<string, Kind>();
  const dotted = hosts.filter((host) => host.includes(".")).map((host) => new RegExp(`(?<![\\w.-])${escapePattern(host)}(?![\\w-])`, "gi"));
  for (const host of hosts) {
    learnName(host, "host");
    learnName(host.split(".")[0]!, "host");
  }
  for (const account of accounts) learnName(account, "account");

  function number(kind: Kind, value: string): string {
    const key = `${kind} ${value.toLowerCase()}`;
    let known = numbers.get(key);
    if (known === undefined) {
      known = (counts.get(kind) ?? 0) + 1;
      counts.set(kind, known);
      numbers.set(key, known);
    }
    return `[${kind}-${known}]`;
  }

  function learnName(host: string, kind: Kind): void {
    const name = host.replace(/:\d+$/, "").toLowerCase();
    if (/^[a-z0-9][a-z0-9_-]+$/.test(name)) names.set(name, kind);
  }

  function maskUrl(url: string): string {
    learnName(URL_HOST.exec(url)?.[1] ?? "", "host");
    return number("url", url);
  }

  function maskText(text: string): string {
    const known = dotted.reduce((before, pattern) => before.replace(pattern, (found) => number("host", found)), text);
    const masked = known
      .replace(URL_PATTERN, maskUrl)
      .replace(SHARE, (_all, slashes: string, host: string) => slashes + number("host", host))
      .replace(MAIL, (found) => number("mail", found))
      .replace(IPV4, (found) => number("address", found))
      .replace(IPV6, (found) => number("address", found))
      .replace(DOTTED, (found) => number("host", found));
    if (names.size === 0) return masked;
    return masked.replace(/(?<![[\w.-])[a-z0-9][a-z0-9_-]+(?![\w-])/gi, (word) => {
      const kind = names.get(word.toLowerCase());
      return kind ? number(kind, word) : word;
    });
  }

  function maskValue(value: unknown, key: string): unknown {
    if (typeof value === "string") {
      if (value === "") return value;
      if (URL_KEYS.has(key)) return maskUrl(value);
      const kind = HOST_KEYS.has(key) ? "host" : ACCOUNT_KEYS.has(key) ? "account" : undefined;
      if (!kind) return maskText(value);
      learnName(value, kind);
      return number(kind, value);
    }
    if (Array.isArray(value)) return value.map((each) => maskValue(each, key));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, maskValue(inner, name)]));
  }

  return {
    maskText,
    maskLine(line) {
      try {
        const record: unknown = JSON.parse(line);
        return JSON.stringify(maskValue(record, ""));
      } catch {
        return maskText(line);
      }
    },
  };
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
