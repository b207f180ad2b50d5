import type { TypedCredentials } from "../ui/sign-in.ts";

export type TestAddress =
  | { ok: true; whepUrl: string; authorization?: string; looksLikeWhep: boolean }
  | { ok: false; problem: "empty" | "not_a_url" | "not_http" };

/** What a person typed, made playable. User and password inside an address are moved to the header, since fetch refuses them there. */
export function parseTestAddress(text: string, auth: TypedCredentials): TestAddress {
  const typed = text.trim();
  if (typed === "") return { ok: false, problem: "empty" };
  const url = parseUrl(typed);
  if (!url) return { ok: false, problem: "not_a_url" };
  if (url.protocol !== "http:" && url.protocol !== "https:") return { ok: false, problem: "not_http" };
  const inAddress: TypedCredentials = url.username
    ? { kind: "basic", user: decodePart(url.username), password: decodePart(url.password) }
    : { kind: "none" };
  url.username = "";
  url.password = "";
  url.hash = "";
  const authorization = makeAuthorization(auth.kind === "none" ? inAddress : auth);
  const looksLikeWhep = /\/whep\/?$/.test(url.pathname);
  return { ok: true, whepUrl: url.href, looksLikeWhep, ...(authorization === undefined ? {} : { authorization }) };
}

/** A password may hold a percent sign that begins no escape. */
function decodePart(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function parseUrl(typed: string): URL | undefined {
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(typed);
  const url = URL.parse(hasScheme ? typed : `http://${typed}`);
  return url && url.hostname !== "" && !/\s/.test(typed) ? url : undefined;
}

function makeAuthorization(auth: TypedCredentials): string | undefined {
  if (auth.kind === "bearer") return auth.token === "" ? undefined : `Bearer ${auth.token}`;
  if (auth.kind === "none") return undefined;
  const bytes = new TextEncoder().encode(`${auth.user}:${auth.password}`);
  return `Basic ${btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""))}`;
}
