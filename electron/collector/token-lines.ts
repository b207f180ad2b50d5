import { createHash } from "node:crypto";
import { cutText, toPlainText } from "../../shared/plain-text.ts";
import { UUID_PATTERN } from "../../shared/uuid-v7.ts";

/** A PC's token as it is kept: a hash of it, since what cannot be read cannot be stolen. */
export interface PcToken {
  /** SHA-256 of the token, in hex. A token is 32 random bytes: nobody guesses it, so it needs no slow hash. */
  hash: string;
  /** In lower case. */
  clientId: string;
  /** When it was made, ISO 8601. */
  added: string;
  /** For people; may be empty. */
  name: string;
}

/** In the data dir, unless another is named. */
export const TOKENS_FILE = "pc-tokens";
export const TOKENS_HEAD =
  "# Tokens of PCs, one a line: SHA-256 of the token, client id, when it was made, name. A line that is deleted is withdrawn.\n";
const LONGEST_NAME = 100;

export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** `problems`: the numbers of lines that are none, from 1. Empty lines and such with `#` are passed over. */
export function parseTokens(text: string): { tokens: PcToken[]; badLines: number[] } {
  const tokens: PcToken[] = [];
  const badLines: number[] = [];
  for (const [at, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === "" || line.startsWith("#")) continue;
    const [, hash, clientId, added, name = ""] = /^([0-9a-f]{64}) (\S{36}) (\S{1,40})(?: (.*))?$/.exec(line) ?? [];
    if (hash === undefined || clientId === undefined || added === undefined || !UUID_PATTERN.test(clientId)) badLines.push(at + 1);
    else tokens.push({ hash, clientId: clientId.toLowerCase(), added, name: toName(name) });
  }
  return { tokens, badLines };
}

export function formatToken({ hash, clientId, added, name }: PcToken): string {
  return `${[hash, clientId, added, toName(name)].join(" ").trimEnd()}\n`;
}

function toName(name: string): string {
  return cutText(toPlainText(name).trim(), LONGEST_NAME);
}
