/** What a reader must show: a user with a password, or a token. Both absent: anybody may read. */
export interface Credentials {
  user?: string;
  password?: string;
  token?: string;
}

export type CredentialCheck = "accepted" | "missing" | "wrong";

/** Judges an Authorization header as MediaMTX does: Basic, `Bearer user:password`, `Bearer token`, the token as a Basic password. */
export function checkCredentials(header: string | undefined, { user, password = "", token }: Credentials): CredentialCheck {
  if (user === undefined && token === undefined) return "accepted";
  const given = parseAuthorization(header);
  if (!given) return "missing";
  if (token !== undefined && (given.password === token || given.bearer === token)) return "accepted";
  if (user !== undefined && given.user === user && given.password === password) return "accepted";
  return "wrong";
}

function parseAuthorization(header = ""): { user?: string; password?: string; bearer?: string } | undefined {
  const [scheme = "", value = ""] = header.split(" ", 2);
  if (value === "") return undefined;
  if (/^bearer$/i.test(scheme)) return { bearer: value, ...splitPair(value) };
  if (/^basic$/i.test(scheme)) return splitPair(Buffer.from(value, "base64").toString("utf8"));
  return undefined;
}

function splitPair(pair: string): { user?: string; password?: string } {
  const colon = pair.indexOf(":");
  return colon < 0 ? {} : { user: pair.slice(0, colon), password: pair.slice(colon + 1) };
}
