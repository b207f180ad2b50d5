import { createListeners } from "../../shared/create-listeners.ts";
import { followFiles } from "./follow-files.ts";
import { readPrivateFile } from "./read-private-file.ts";
import { hashToken, parseTokens } from "./token-lines.ts";
import type { PcToken } from "./token-lines.ts";

/** The tokens of PCs that are good at this moment. */
export interface PcTokens {
  /**
   * Whose token this is; undefined: nobody's. Found by its hash, of whose bytes no sender can choose one: how long it takes tells
   * nothing of a token.
   */
  find(token: string): PcToken | undefined;
  /** Whether a PC of this id has one. */
  hasClient(clientId: string): boolean;
  count(): number;
  /** Called after the file was read anew. Returns what ends the subscription. */
  onChange(listener: () => void): () => void;
  close(): void;
}

/**
 * Reads `file` (docs/formats.md), and again whenever it changes: a line that is deleted is withdrawn within a second. No file is no token; one that
 * cannot be read, or that everybody may read, is none either, and the log says why: a token that could not be withdrawn would be worse.
 */
export function openPcTokens(file: string, log: (message: string) => void): PcTokens {
  let byHash = new Map<string, PcToken>();
  let clients = new Set<string>();
  const listeners = createListeners();

  const stop = followFiles([file], () => {
    const { tokens, problem } = readTokens(file);
    if (problem !== undefined) log(`tokens of PCs: ${problem}`);
    byHash = new Map(tokens.map((token) => [token.hash, token]));
    clients = new Set(tokens.map(({ clientId }) => clientId));
    listeners.notify();
  });

  return {
    find: (token) => (byHash.size === 0 ? undefined : byHash.get(hashToken(token))),
    hasClient: (clientId) => clients.has(clientId.toLowerCase()),
    count: () => byHash.size,
    onChange: listeners.add,
    close: stop,
  };
}

function readTokens(file: string): { tokens: PcToken[]; problem?: string } {
  const read = readPrivateFile(file);
  if (read.kind === "missing") return { tokens: [] };
  if (read.kind === "refused") return { tokens: [], problem: `${read.problem}; no PC's own token is taken until that is mended` };
  const { tokens, badLines } = parseTokens(read.text);
  return { tokens, ...(badLines.length > 0 && { problem: `${file}: no token stands in line ${badLines.slice(0, 10).join(", ")}` }) };
}
