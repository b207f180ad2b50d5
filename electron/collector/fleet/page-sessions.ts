import { createHmac } from "node:crypto";
import { isSameSecret } from "../../http/is-same-secret.ts";

/**
 * Who has typed the collector's token into the page needs not type it again for 30 days, also after a restart of the collector. The cookie
 * is an end signed with the token: with another token it is worth nothing, and nothing has to be kept here.
 */
export interface PageSessions {
  /** The header Set-Cookie for who has brought the token. */
  open(): string;
  /** The header that takes the cookie away. */
  end(): string;
  /** Whether the header Cookie has a session that has not ended. */
  isOpen(cookie: string | undefined): boolean;
}

export interface PageSessionsOptions {
  token: string;
  /** The page comes over TLS: the cookie then goes over nothing else. */
  isSecure: boolean;
  /** Unix milliseconds. */
  now: () => number;
}

const NAME = "mtx-watch-fleet";
/** Seconds. */
const LIFETIME = 30 * 86_400;

export function createPageSessions({ token, isSecure, now }: PageSessionsOptions): PageSessions {
  const sign = (end: string): string => createHmac("sha256", token).update(`${NAME} ${end}`).digest("base64url");
  // HttpOnly keeps it from scripts, Strict from other sites' requests.
  const write = (value: string, seconds: number): string =>
    `${NAME}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Strict${isSecure ? "; Secure" : ""}`;
  return {
    open() {
      const end = String(now() + LIFETIME * 1_000);
      return write(`${end}.${sign(end)}`, LIFETIME);
    },
    end: () => write("", 0),
    isOpen(cookie = "") {
      // Cookies do not know ports: a second collector on this machine may have left one of its own.
      return cookie.split(/;\s*/).some((pair) => {
        const [, end, signature] = /^mtx-watch-fleet=(\d{1,16})\.([\w-]{43})$/.exec(pair) ?? [];
        return end !== undefined && isSameSecret(signature!, sign(end)) && Number(end) > now();
      });
    },
  };
}
