import { isSameSecret } from "../http/is-same-secret.ts";
import type { PageSessions } from "./fleet/page-sessions.ts";
import type { PcTokens } from "./pc-tokens.ts";
import { readClientId } from "./read-caller.ts";
import type { Caller } from "./read-caller.ts";

/** The headers of a request that decide whether it is let in. */
export interface AccessFacts {
  host?: string;
  origin?: string;
  authorization?: string;
  userAgent?: string;
  cookie?: string;
}

export interface AccessRules {
  /** The address that is listened on. */
  boundHost: string;
  /** What it speaks; http unless told otherwise. */
  scheme?: "http" | "https";
  /** Without a token everybody who can reach a loopback address is let in. */
  token?: string;
  /** Tokens of PCs, beside the one that all share. */
  pcTokens?: Pick<PcTokens, "find">;
  /** Of people who have typed the token into the page. */
  sessions?: Pick<PageSessions, "isOpen">;
}

export type AccessRefusal = { status: 401 | 403; reason: string };
export type Access = { caller: Caller } | AccessRefusal;

export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);
}

/** Why these two cannot go together, or undefined: whoever can be reached from other machines must ask for a token. */
export function checkBinding(host: string, token: string | undefined): string | undefined {
  if (isLoopback(host) || token) return undefined;
  return `listening on ${host} needs a token (--token-file FILE or MTX_SECRET_COLLECTOR): without one anybody on the network could write records`;
}

/** Who is let in, or why nobody is. `isOpen`: no token is asked for. */
export function checkAccess(
  facts: AccessFacts,
  { boundHost, scheme = "http", token, pcTokens, sessions }: AccessRules,
  isOpen = false,
): Access {
  const { host, origin, authorization = "", userAgent, cookie } = facts;
  // A page whose name was rebound to 127.0.0.1 still sends its own name.
  if (isLoopback(boundHost) && !isLoopback(hostNameOf(host ?? ""))) {
    return { status: 403, reason: "this collector answers to loopback names only (Host header)" };
  }
  if (origin !== undefined && origin !== `${scheme}://${host}`) {
    return { status: 403, reason: "requests of pages from another origin are not answered (Origin header)" };
  }
  const clientId = readClientId(userAgent);
  const owner = pcTokens?.find(/^Bearer (\S+)$/.exec(authorization)?.[1] ?? "");
  if (owner && owner.clientId !== clientId) {
    return { status: 403, reason: "this token belongs to another PC than the one that User-Agent names" };
  }
  if (token && !owner && !isOpen && !isSameSecret(authorization, `Bearer ${token}`) && !sessions?.isOpen(cookie)) {
    return { status: 401, reason: "a valid token is needed: Authorization: Bearer <token>" };
  }
  return { caller: { ...(clientId !== undefined && { clientId }), hasOwnToken: owner !== undefined } };
}

/** A Host header's name without the port and without an IPv6 address's brackets. */
function hostNameOf(host: string): string {
  return host
    .replace(/:\d*$/, "")
    .replace(/^\[(.*)\]$/, "$1")
    .toLowerCase();
}
