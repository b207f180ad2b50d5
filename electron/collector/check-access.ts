import { isSameSecret } from "../http/is-same-secret.ts";

/** The headers of a request that decide whether it is let in. */
export interface AccessFacts {
  host?: string;
  origin?: string;
  authorization?: string;
}

export interface AccessRules {
  /** The address that is listened on. */
  boundHost: string;
  /** Without a token everybody who can reach a loopback address is let in. */
  token?: string;
}

export type AccessRefusal = { status: 401 | 403; reason: string };

export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);
}

/** Why these two cannot go together, or undefined: whoever can be reached from other machines must ask for a token. */
export function checkBinding(host: string, token: string | undefined): string | undefined {
  if (isLoopback(host) || token) return undefined;
  return `listening on ${host} needs a token (--token-file FILE or MTX_SECRET_COLLECTOR): without one anybody on the network could write records`;
}

/** Undefined when the request is let in. */
export function checkAccess({ host, origin, authorization }: AccessFacts, { boundHost, token }: AccessRules): AccessRefusal | undefined {
  // A page whose name was rebound to 127.0.0.1 still sends its own name.
  if (isLoopback(boundHost) && !isLoopback(hostNameOf(host ?? ""))) {
    return { status: 403, reason: "this collector answers to loopback names only (Host header)" };
  }
  if (origin !== undefined && origin !== `http://${host}`) {
    return { status: 403, reason: "requests of pages from another origin are not answered (Origin header)" };
  }
  if (token && !isSameSecret(authorization ?? "", `Bearer ${token}`)) {
    return { status: 401, reason: "a valid token is needed: Authorization: Bearer <token>" };
  }
  return undefined;
}

/** A Host header's name without the port and without an IPv6 address's brackets. */
function hostNameOf(host: string): string {
  return host
    .replace(/:\d*$/, "")
    .replace(/^\[(.*)\]$/, "$1")
    .toLowerCase();
}
