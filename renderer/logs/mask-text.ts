/** Hides where things stand: addresses, host names and URLs. The same one gets the same number, so that a reader can still tell them apart. */
export interface Mask {
  /** A text: a message, a damaged line. */
  maskText(text: string): string;
  /** A record's line, still one JSON object; what is none is masked as text. */
  maskLine(line: string): string;
}

const URL_PATTERN = /\b[a-z][a-z0-9+.-]{1,15}:\/\/[^\s"'<>\\]+/gi;
const IPV4 = /\b\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?\b/g;
/** At least two colons and a hex digit, as no clock time has them. */
const IPV6 =
  /\[?\b(?:[0-9a-f]{1,4}:){3,7}[0-9a-f]{0,4}\b\]?(?::\d{1,5})?|\[?(?<![\w:])(?:[0-9a-f]{1,4}:){0,6}:(?::?[0-9a-f]{1,4}){1,6}\b\]?/gi;
/** Dotted lower-case names that end in letters; `RTCPeerConnection.setRemoteDescription` is none. */
const DOTTED = /\b(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,24}\b(?::\d{1,5})?/g;
/** Keys whose whole value names a machine or an address. */
const URL_KEYS = new Set(["whepUrl"]);
const HOST_KEYS = new Set(["hostName", "server"]);

export function createMask(): Mask {
  const numbers = { url: new Map<string, number>(), address: new Map<string, number>(), host: new Map<string, number>() };
  /** Names without a dot are known only from the addresses and host names in which they stood. */
  const names = new Set<string>();

  function number(kind: keyof typeof numbers, value: string): string {
    const key = value.toLowerCase();
    const known = numbers[kind];
    if (!known.has(key)) known.set(key, known.size + 1);
    return `[${kind}-${known.get(key)}]`;
  }

  function learnName(host: string): void {
    const name = host.replace(/:\d+$/, "").toLowerCase();
    if (/^[a-z0-9][a-z0-9_-]+$/.test(name)) names.add(name);
  }

  function maskUrl(url: string): string {
    if (URL.canParse(url)) learnName(new URL(url).hostname);
    return number("url", url);
  }

  function maskText(text: string): string {
    const masked = text
      .replace(URL_PATTERN, maskUrl)
      .replace(IPV4, (found) => number("address", found))
      .replace(IPV6, (found) => number("address", found))
      .replace(DOTTED, (found) => number("host", found));
    if (names.size === 0) return masked;
    return masked.replace(/(?<![[\w.-])[a-z0-9][a-z0-9_-]+(?![\w-])/gi, (word) =>
      names.has(word.toLowerCase()) ? number("host", word) : word,
    );
  }

  function maskValue(value: unknown, key: string): unknown {
    if (typeof value === "string") {
      if (URL_KEYS.has(key)) return value === "" ? value : maskUrl(value);
      if (!HOST_KEYS.has(key)) return maskText(value);
      learnName(value);
      return value === "" ? value : number("host", value);
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
