/** Who may talk to the web host: a browser on this machine that was given the token. Decided from a request's headers alone. */
import { isSameSecret } from "../http/is-same-secret.ts";

export interface RequestFacts {
  host: string | undefined;
  origin: string | undefined;
  cookie: string | undefined;
}

export interface WebHostIdentity {
  port: number;
  token: string;
}

export type Refusal = { status: 401 | 403; reason: string };

const LOOPBACK_NAMES = ["127.0.0.1", "localhost", "[::1]"];

/** Undefined for a request from this machine's own names and pages, whoever sends it. */
export function checkSource({ host, origin }: RequestFacts, { port }: WebHostIdentity): Refusal | undefined {
  // A foreign name that was rebound to 127.0.0.1 still stands in the Host header.
  const names = LOOPBACK_NAMES.map((name) => (port === 80 ? name : `${name}:${port}`));
  if (host === undefined || !names.includes(host)) return { status: 403, reason: "this address is not served (Host header)" };
  if (origin !== undefined && origin !== `http://${host}`) {
    return { status: 403, reason: "pages of another origin are not answered (Origin header)" };
  }
  return undefined;
}

/** Undefined when the cookie that the first address has set is there. */
export function checkCookie({ cookie }: RequestFacts, identity: WebHostIdentity): Refusal | undefined {
  const wanted = `${cookieName(identity)}=`;
  const given = (cookie ?? "").split(/;\s*/).find((pair) => pair.startsWith(wanted));
  if (given !== undefined && isSameSecret(given.slice(wanted.length), identity.token)) return undefined;
  return { status: 401, reason: "Open the address with ?token=… that was printed when MTX Watch started." };
}

/** HttpOnly keeps it from scripts, Strict from other sites' requests. Cookies do not know ports, so the name does. */
export function makeCookie(identity: WebHostIdentity): string {
  return `${cookieName(identity)}=${identity.token}; Path=/; HttpOnly; SameSite=Strict`;
}

function cookieName({ port }: WebHostIdentity): string {
  return `mtx-watch-${port}`;
}
